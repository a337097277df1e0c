import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { lockCatalogue, saveProducts } from '../catalogue/index.ts'
import type { Synonyms } from './synonyms.ts'

const stored = z.array(z.array(z.string()))

export async function readSynonyms(tx: ShopTransaction): Promise<Synonyms> {
  const rows = await tx.sql
    .selectFrom('search_synonym')
    .select(['language', 'groups'])
    .where('shop_id', '=', tx.shopId)
    .orderBy('language')
    .execute()
  return Object.fromEntries(rows.map(({ language, groups }) => [language, stored.parse(groups)]))
}

/** Puts these in place of all that stood. The catalogue's revision rises with them: every index of the shop takes them in. */
export async function saveSynonyms(tx: ShopTransaction, synonyms: Synonyms): Promise<void> {
  await lockCatalogue(tx)
  await tx.sql.deleteFrom('search_synonym').where('shop_id', '=', tx.shopId).execute()
  const rows = Object.entries(synonyms).map(([language, groups]) => ({ language, groups }))
  if (rows.length > 0)
    await sql`
      insert into search_synonym (shop_id, language, groups)
      select ${tx.shopId}, r.language, r.groups
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(language text, groups jsonb)`.execute(tx.sql)
  await saveProducts(tx, [])
}
