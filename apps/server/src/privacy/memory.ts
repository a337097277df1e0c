import type { Order } from '@parley/contracts'
import type { Memory } from '@parley/sdk'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'

const mostOwned = 20

/** What her orders tell of her: what she has, and in which sizes. Cancelled orders tell nothing. */
export async function memoryOf(tx: ShopTransaction, orders: readonly Order[]): Promise<Memory> {
  const bought = orders
    .filter((order) => order.status !== 'cancelled')
    .flatMap((order) => order.lines.map((line) => ({ line, boughtAt: order.placedAt })))
    .toSorted((one, other) => (one.boughtAt < other.boughtAt ? 1 : -1))
    .slice(0, mostOwned)
  const { rows } = await sql<{ variantId: string; categories: string[]; size: string | null }>`
    select v.variant_id as "variantId", p.categories, coalesce(v.options -> 'size' ->> 'en', (select value from jsonb_each_text(v.options -> 'size') limit 1)) as size
    from variant v join product p on p.shop_id = v.shop_id and p.product_id = v.product_id
    where v.shop_id = ${tx.shopId} and v.variant_id = any(${bought.map((each) => each.line.variantId)})`.execute(tx.sql)
  const known = new Map(rows.map((row) => [row.variantId, row]))
  return {
    sizes: [...new Set(bought.flatMap(({ line }) => known.get(line.variantId)?.size ?? []))],
    owned: bought.map(({ line, boughtAt }) => ({
      productId: line.productId,
      variantId: line.variantId,
      title: line.title,
      categories: known.get(line.variantId)?.categories ?? [],
      boughtAt,
    })),
  }
}
