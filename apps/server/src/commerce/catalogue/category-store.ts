import { texts } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { type Category, type CategoryTree, categoryTree } from './category.ts'

export async function readCategories(tx: ShopTransaction): Promise<CategoryTree> {
  const rows = await tx.sql
    .selectFrom('category')
    .select(['category_id', 'parent_id', 'names', 'position'])
    .where('shop_id', '=', tx.shopId)
    .orderBy('position')
    .orderBy('category_id')
    .execute()
  return categoryTree(
    rows.map((row) => ({
      id: row.category_id,
      parentId: row.parent_id,
      names: texts.parse(row.names),
      position: row.position,
    })),
  )
}

/** Writes categories, parents first or in one call with their children. */
export async function saveCategories(tx: ShopTransaction, categories: readonly Category[]): Promise<void> {
  if (categories.length === 0) return
  // The foreign key looks at the end of the statement, so parents and children may come in any order.
  await sql`
    insert into category (shop_id, category_id, parent_id, names, position)
    select ${tx.shopId}, c.id, c."parentId", c.names, c.position
    from jsonb_to_recordset(${JSON.stringify(categories)}::jsonb)
      as c(id text, "parentId" text, names jsonb, position int)
    on conflict (shop_id, category_id)
      do update set parent_id = excluded.parent_id, names = excluded.names, position = excluded.position`.execute(
    tx.sql,
  )
}
