import { sql } from 'kysely'
import type { Database, ShopTransaction } from '../db/database.ts'
import { tokenHash } from '../identity/index.ts'
import { newSecret } from '../kernel/ids.ts'

export interface Visitor {
  id: string
  personId: string | null
  language: string | null
  currency: string | null
}

/** A browser's first visit: a token for it to keep, and the row behind it. */
export async function openVisitor(
  tx: ShopTransaction,
  given: { language: string; currency: string },
): Promise<{ visitor: Visitor; token: string }> {
  const id = tx.id('vis')
  const token = newSecret('vt')
  tx.send(
    tx.sql.insertInto('visitor').values({
      shop_id: tx.shopId,
      visitor_id: id,
      token_hash: tokenHash(token),
      language: given.language,
      currency: given.currency,
      first_seen_at: tx.now,
      last_seen_at: tx.now,
    }),
  )
  tx.event('visitor.seen', { visitor: id })
  return { visitor: { id, personId: null, ...given }, token }
}

export async function readVisitor(tx: ShopTransaction, visitorId: string): Promise<Visitor | null> {
  const row = await tx.sql
    .selectFrom('visitor')
    .select(['visitor_id', 'person_id', 'language', 'currency'])
    .where('shop_id', '=', tx.shopId)
    .where('visitor_id', '=', visitorId)
    .executeTakeFirst()
  return row ? { id: row.visitor_id, personId: row.person_id, language: row.language, currency: row.currency } : null
}

export async function prefer(
  tx: ShopTransaction,
  visitorId: string,
  given: { language?: string | undefined; currency?: string | undefined; timeZone?: string | undefined },
): Promise<void> {
  await tx.sql
    .updateTable('visitor')
    .set({
      last_seen_at: tx.now,
      ...(given.language ? { language: given.language } : {}),
      ...(given.currency ? { currency: given.currency } : {}),
      ...(given.timeZone ? { time_zone: given.timeZone } : {}),
    })
    .where('shop_id', '=', tx.shopId)
    .where('visitor_id', '=', visitorId)
    .execute()
}

/** Every browser that belongs to one of these persons. */
export async function browsersOf(tx: ShopTransaction, persons: readonly string[]): Promise<string[]> {
  if (persons.length === 0) return []
  const rows = await tx.sql
    .selectFrom('visitor')
    .select('visitor_id')
    .where('shop_id', '=', tx.shopId)
    .where('person_id', 'in', persons)
    .execute()
  return rows.map((row) => row.visitor_id)
}

/** Which shop and visitor a token belongs to; null for one that nobody was given. */
export async function visitorOfToken(
  db: Database,
  token: string,
): Promise<{ shopId: string; visitorId: string } | null> {
  const { rows } = await db.outside((outside) =>
    sql<{ shop_id: string; visitor_id: string }>`select * from visitor_of_token(${tokenHash(token)})`.execute(outside),
  )
  return rows[0] ? { shopId: rows[0].shop_id, visitorId: rows[0].visitor_id } : null
}
