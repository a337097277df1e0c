import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { later } from '../catalogue/index.ts'

export interface LaterRule {
  variantId: string
  /** `stock`: only what is there is sold. */
  soldAs: 'stock' | 'back_order' | 'pre_order'
  /** How many may be owed at once. */
  most: number
  /** As YYYY-MM-DD; null where nobody knows yet. */
  expectedOn: string | null
}

/** Says how many of a thing may be sold before they are there. What is owed already stays owed. Refused: `stock.variant_missing`. */
export async function writeLater(tx: ShopTransaction, rule: LaterRule): Promise<Outcome<LaterRule & { owed: number }>> {
  await tx.sql
    .insertInto('location')
    .values({ shop_id: tx.shopId, location_id: later, name: 'Later' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const done = await tx.sql
    .updateTable('variant')
    .set({ sold_as: rule.soldAs, expected_on: rule.expectedOn })
    .where('shop_id', '=', tx.shopId)
    .where('variant_id', '=', rule.variantId)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) return refuse('stock.variant_missing', 'The shop has no such variant.')
  await sql`insert into stock (shop_id, variant_id, location_id, on_hand) values (${tx.shopId}, ${rule.variantId}, ${later}, 0)
    on conflict do nothing`.execute(tx.sql)
  await sql`select 1 from stock where shop_id = ${tx.shopId} and variant_id = ${rule.variantId} and location_id = ${later}
    for no key update`.execute(tx.sql)
  const { rows } = await sql<{ owed: number }>`
    select coalesce(sum(quantity), 0)::int as owed from reservation
    where shop_id = ${tx.shopId} and variant_id = ${rule.variantId} and location_id = ${later} and state = 'committed'`.execute(
    tx.sql,
  )
  const owed = rows[0]?.owed ?? 0
  await sql`update stock set on_hand = greatest(reserved, ${rule.most - owed}::int)
    where shop_id = ${tx.shopId} and variant_id = ${rule.variantId} and location_id = ${later}`.execute(tx.sql)
  return granted({ ...rule, owed })
}

/**
 * Supplies what is owed from the shelves that have something now, the oldest order first, each order's whole quantity or nothing of it.
 * Answers the orders that were supplied. Any number of processes may do so at once.
 */
export async function supplyOwed(tx: ShopTransaction): Promise<string[]> {
  const { rows: variants } = await sql<{ id: string }>`
    select distinct r.variant_id as id from reservation r
    where r.shop_id = ${tx.shopId} and r.location_id = ${later} and r.state <> 'released' and exists (
      select from stock s where s.shop_id = r.shop_id and s.variant_id = r.variant_id and s.location_id <> ${later} and s.on_hand > s.reserved)
    order by id`.execute(tx.sql)
  const supplied: string[] = []
  for (const variant of variants) supplied.push(...(await supplyVariant(tx, variant.id)))
  for (const orderId of supplied) tx.event('stock.supplied', { order: orderId })
  return [...new Set(supplied)]
}

async function supplyVariant(tx: ShopTransaction, variantId: string): Promise<string[]> {
  const { rows: shelves } = await sql<{ id: string; free: number }>`
    select location_id as id, on_hand - reserved as free from stock
    where shop_id = ${tx.shopId} and variant_id = ${variantId} order by location_id for no key update`.execute(tx.sql)
  const { rows: owed } = await sql<{ id: string; order: string; quantity: number; state: 'held' | 'committed' }>`
    select r.reservation_id as id, r.order_id as order, r.quantity, r.state from reservation r
    join orders o on o.shop_id = r.shop_id and o.order_id = r.order_id
    where r.shop_id = ${tx.shopId} and r.variant_id = ${variantId} and r.location_id = ${later} and r.state <> 'released'
    order by o.placed_at, r.reservation_id`.execute(tx.sql)
  const free = new Map(shelves.filter((shelf) => shelf.id !== later).map((shelf) => [shelf.id, shelf.free]))
  const supplied: string[] = []
  for (const wanted of owed) {
    const [shelf] = [...free].find(([, left]) => left >= wanted.quantity) ?? []
    if (shelf === undefined) continue
    free.set(shelf, (free.get(shelf) ?? 0) - wanted.quantity)
    await moveTo(tx, { ...wanted, variantId, shelf })
    supplied.push(wanted.order)
  }
  return supplied
}

/** From the promise to the shelf: what was taken is taken there, what is held is held there, and as many more may be promised. */
async function moveTo(
  tx: ShopTransaction,
  of: { id: string; quantity: number; state: 'held' | 'committed'; variantId: string; shelf: string },
): Promise<void> {
  const taken = of.state === 'committed' ? of.quantity : 0
  const held = of.quantity - taken
  await sql`
    with moved as (
      update reservation set location_id = ${of.shelf} where shop_id = ${tx.shopId} and reservation_id = ${of.id}
    ), promised as (
      update stock set on_hand = on_hand + ${taken}, reserved = reserved - ${held}
      where shop_id = ${tx.shopId} and variant_id = ${of.variantId} and location_id = ${later}
    )
    update stock set on_hand = on_hand - ${taken}, reserved = reserved + ${held}
    where shop_id = ${tx.shopId} and variant_id = ${of.variantId} and location_id = ${of.shelf}`.execute(tx.sql)
}
