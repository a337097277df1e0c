import type { AdviceFacet, Suggestion } from '@parley/sdk'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'

const fewestOrders = 2
const popularDays = 90

/** Advice by plain counting, so that the reason given with it is the true one: how many orders it rests on. */
export function adviceFacet(tx: ShopTransaction): AdviceFacet {
  return {
    boughtWith: (productIds, limit) => boughtWith(tx, productIds, limit),
    popular: (limit, categories) => popular(tx, limit, categories ?? []),
  }
}

async function boughtWith(tx: ShopTransaction, productIds: readonly string[], limit: number): Promise<Suggestion[]> {
  if (productIds.length === 0) return []
  const { rows } = await sql<Suggestion>`
    select other.product_id as "productId", count(distinct other.order_id)::int as orders
    from order_line mine
    join orders o on o.shop_id = mine.shop_id and o.order_id = mine.order_id and o.status <> 'cancelled'
    join order_line other on other.shop_id = mine.shop_id and other.order_id = mine.order_id and other.product_id <> all(${productIds})
    join product p on p.shop_id = other.shop_id and p.product_id = other.product_id and p.status = 'published'
    where mine.shop_id = ${tx.shopId} and mine.product_id = any(${productIds})
    group by other.product_id having count(distinct other.order_id) >= ${fewestOrders}
    order by orders desc, other.product_id limit ${limit}`.execute(tx.sql)
  return rows
}

async function popular(tx: ShopTransaction, limit: number, categories: readonly string[]): Promise<Suggestion[]> {
  const since = new Date(tx.now.getTime() - popularDays * 86_400_000)
  const { rows } = await sql<Suggestion>`
    with sold as (
      select l.product_id, count(distinct l.order_id)::int as orders from order_line l
      join orders o on o.shop_id = l.shop_id and o.order_id = l.order_id and o.status <> 'cancelled' and o.placed_at > ${since}
      where l.shop_id = ${tx.shopId} group by l.product_id)
    select p.product_id as "productId", coalesce(s.orders, 0) as orders from product p left join sold s using (product_id)
    where p.shop_id = ${tx.shopId} and p.status = 'published' and (${categories.length === 0} or p.categories && ${categories}::text[])
    order by orders desc, p.popularity desc, p.product_id limit ${limit}`.execute(tx.sql)
  return rows
}
