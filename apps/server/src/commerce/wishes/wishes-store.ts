import type { Wish } from '@parley/sdk'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'

/** What these browsers keep for later, the latest first; a thing that two of them keep is told once. */
export async function readWishes(tx: ShopTransaction, visitors: readonly string[]): Promise<Wish[]> {
  const { rows } = await sql<{ productId: string; variantId: string | null }>`
    select "productId", "variantId" from (
      select distinct on (product_id) product_id as "productId", variant_id as "variantId", saved_at
      from wish where shop_id = ${tx.shopId} and visitor_id = any(${visitors}) order by product_id, saved_at desc) kept
    order by saved_at desc, "productId"`.execute(tx.sql)
  return rows
}

/** Keeps a thing once; kept again it stands for the variant that was named last. */
export async function writeWish(tx: ShopTransaction, visitorId: string, wish: Wish): Promise<void> {
  await sql`
    insert into wish (shop_id, visitor_id, product_id, variant_id, saved_at)
    values (${tx.shopId}, ${visitorId}, ${wish.productId}, ${wish.variantId}, ${tx.now})
    on conflict (shop_id, visitor_id, product_id) do update
      set variant_id = coalesce(excluded.variant_id, wish.variant_id), saved_at = excluded.saved_at`.execute(tx.sql)
}

export async function deleteWish(tx: ShopTransaction, visitors: readonly string[], productId: string): Promise<void> {
  await tx.sql
    .deleteFrom('wish')
    .where('shop_id', '=', tx.shopId)
    .where('visitor_id', 'in', visitors)
    .where('product_id', '=', productId)
    .execute()
}
