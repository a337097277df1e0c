import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome } from '../../kernel/refusals.ts'
import { later } from '../catalogue/index.ts'
import { type StockPart, shareOut, type Wanted } from './stock.ts'

/**
 * Sets stock aside (`reserved`), or takes it off the shelf at once (`taken`), in the caller's transaction. All of it or nothing:
 * a refusal (`stock.insufficient`) has written nothing. The rows stay locked until the transaction ends, in the order of their keys.
 * What came of it is written down with `keepReservations`.
 */
export async function reserve(
  tx: ShopTransaction,
  wanted: readonly Wanted[],
  as: 'reserved' | 'taken',
): Promise<Outcome<StockPart[]>> {
  if (wanted.length === 0) return granted([])
  const ids = [...new Set(wanted.map((wish) => wish.variantId))]
  const { rows } = await sql<{ variantId: string; locationId: string; free: number; promised: boolean }>`
    select s.variant_id as "variantId", s.location_id as "locationId", s.on_hand - s.reserved as free, s.location_id = ${later} as promised
    from stock s join variant v on v.shop_id = s.shop_id and v.variant_id = s.variant_id
    where s.shop_id = ${tx.shopId} and s.variant_id = any(${ids}) and (s.location_id <> ${later} or v.sold_as <> 'stock')
    order by s.variant_id, s.location_id for no key update of s`.execute(tx.sql)
  const shared = shareOut(wanted, rows)
  if (!shared.ok) return shared
  const parts = sql`jsonb_to_recordset(${JSON.stringify(shared.value)}::jsonb) as p("variantId" text, "locationId" text, quantity int)`
  const set = as === 'taken' ? sql`on_hand = s.on_hand - p.quantity` : sql`reserved = s.reserved + p.quantity`
  const done = await sql`
    update stock s set ${set} from ${parts}
    where s.shop_id = ${tx.shopId} and s.variant_id = p."variantId" and s.location_id = p."locationId"
      and s.on_hand - s.reserved >= p.quantity`.execute(tx.sql)
  // The rows were locked when they were read, so this is a bug, not a race.
  if (Number(done.numAffectedRows) !== shared.value.length) throw new Error('stock changed under its lock')
  return shared
}

/** Undoes a `reserve` whose reservations were not yet kept. */
export async function putBack(tx: ShopTransaction, parts: readonly StockPart[], as: 'reserved' | 'taken') {
  const set = as === 'taken' ? sql`on_hand = s.on_hand + p.quantity` : sql`reserved = s.reserved - p.quantity`
  await sql`
    update stock s set ${set}
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p("variantId" text, "locationId" text, quantity int)
    where s.shop_id = ${tx.shopId} and s.variant_id = p."variantId" and s.location_id = p."locationId"`.execute(tx.sql)
}

/** Writes down what `reserve` set aside for an order until an instant, or took for good (`until` null). */
export async function keepReservations(
  tx: ShopTransaction,
  orderId: string,
  parts: readonly StockPart[],
  until: Date | null,
): Promise<void> {
  if (parts.length === 0) return
  tx.send(
    tx.sql.insertInto('reservation').values(
      parts.map((part) => ({
        shop_id: tx.shopId,
        reservation_id: tx.id('rsv'),
        order_id: orderId,
        variant_id: part.variantId,
        location_id: part.locationId,
        quantity: part.quantity,
        state: until === null ? 'committed' : 'held',
        expires_at: until,
      })),
    ),
  )
}

/** Locks the stock of an order's lines in key order. Whoever will move an order's stock does this before locking the order. */
export async function lockStockOf(tx: ShopTransaction, orderId: string): Promise<void> {
  await sql`
    select 1 from stock s where s.shop_id = ${tx.shopId}
      and s.variant_id in (select l.variant_id from order_line l where l.shop_id = ${tx.shopId} and l.order_id = ${orderId})
    order by s.variant_id, s.location_id for no key update of s`.execute(tx.sql)
}

/** What is held for the order leaves the shelf for good. False where nothing is held any more: it must be reserved anew. */
export async function commitStock(tx: ShopTransaction, orderId: string): Promise<boolean> {
  const moved = await moveReservations(tx, orderId, {
    from: 'held',
    to: 'committed',
    stock: sql`on_hand = s.on_hand - p.quantity, reserved = s.reserved - p.quantity`,
  })
  return moved > 0
}

/** What is held for the order can be sold to others again. Answers how many places gave something back. */
export function releaseStock(tx: ShopTransaction, orderId: string): Promise<number> {
  return moveReservations(tx, orderId, {
    from: 'held',
    to: 'released',
    stock: sql`reserved = s.reserved - p.quantity`,
  })
}

/** What had left the shelf for the order, and never left the house, goes back onto it. */
export function returnStock(tx: ShopTransaction, orderId: string): Promise<number> {
  return moveReservations(tx, orderId, {
    from: 'committed',
    to: 'released',
    stock: sql`on_hand = s.on_hand + p.quantity`,
  })
}

/** What came back from an order goes onto the shelf it was taken from. The rows must be locked, as `lockStockOf` does. */
export async function restock(
  tx: ShopTransaction,
  orderId: string,
  back: { variantId: string; quantity: number },
): Promise<void> {
  await sql`
    update stock s set on_hand = s.on_hand + ${back.quantity}
    where s.shop_id = ${tx.shopId} and s.variant_id = ${back.variantId} and s.location_id = (
      select r.location_id from reservation r where r.shop_id = ${tx.shopId} and r.order_id = ${orderId} and r.variant_id = ${back.variantId}
      order by r.state, r.reservation_id limit 1)`.execute(tx.sql)
}

/** Whether anything has left the shelf for the order. */
export const hasTaken = (tx: ShopTransaction, orderId: string): Promise<boolean> => hasIn(tx, orderId, 'committed')

/** Whether anything is set aside for the order. */
export const hasHeld = (tx: ShopTransaction, orderId: string): Promise<boolean> => hasIn(tx, orderId, 'held')

async function hasIn(tx: ShopTransaction, orderId: string, state: string): Promise<boolean> {
  const { rows } = await sql`select 1 from reservation where shop_id = ${tx.shopId} and order_id = ${orderId}
    and state = ${state} limit 1`.execute(tx.sql)
  return rows.length > 0
}

/** Releases what is held for the order if its time is up; false where it was paid or released meanwhile. */
export async function releaseIfExpired(tx: ShopTransaction, orderId: string): Promise<boolean> {
  await lockStockOf(tx, orderId)
  const { rows } = await sql`select 1 from reservation where shop_id = ${tx.shopId} and order_id = ${orderId}
    and state = 'held' and expires_at < ${tx.now} limit 1`.execute(tx.sql)
  return rows.length > 0 && (await releaseStock(tx, orderId)) > 0
}

async function moveReservations(
  tx: ShopTransaction,
  orderId: string,
  move: { from: string; to: string; stock: ReturnType<typeof sql> },
): Promise<number> {
  const done = await sql`
    with moved as (
      update reservation set state = ${move.to}, expires_at = null
      where shop_id = ${tx.shopId} and order_id = ${orderId} and state = ${move.from}
      returning variant_id, location_id, quantity
    ), p as (select variant_id, location_id, sum(quantity)::int as quantity from moved group by variant_id, location_id)
    update stock s set ${move.stock} from p
    where s.shop_id = ${tx.shopId} and s.variant_id = p.variant_id and s.location_id = p.location_id`.execute(tx.sql)
  return Number(done.numAffectedRows)
}
