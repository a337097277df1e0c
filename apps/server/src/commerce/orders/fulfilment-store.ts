import type { Actor } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import {
  type Fulfilment,
  type FulfilmentStatus,
  fulfilment,
  leftToPack,
  moveParcel,
  type ParcelLine,
  packNext,
  type Tracking,
} from './fulfilment.ts'
import { move } from './order.ts'
import { type LockedOrder, moveOrder, readOrders, writeTracking } from './order-store.ts'

/** All parcels of an order, the first one first. */
export async function readFulfilments(tx: ShopTransaction, orderId: string): Promise<Fulfilment[]> {
  const { rows } = await sql<unknown>`
    select f.fulfilment_id as id, f.order_id as "orderId", f.status, f.tracking,
      to_char(f.packed_at at time zone 'utc', ${instant}) as "packedAt",
      to_char(f.shipped_at at time zone 'utc', ${instant}) as "shippedAt",
      to_char(f.delivered_at at time zone 'utc', ${instant}) as "deliveredAt",
      (select coalesce(jsonb_agg(jsonb_build_object('lineId', l.line_id, 'quantity', l.quantity) order by l.line_id), '[]')
        from fulfilment_line l where l.shop_id = f.shop_id and l.fulfilment_id = f.fulfilment_id) as lines
    from fulfilment f where f.shop_id = ${tx.shopId} and f.order_id = ${orderId} order by f.packed_at, f.fulfilment_id`.execute(
    tx.sql,
  )
  return z.array(fulfilment).parse(rows)
}

const instant = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'

interface By {
  actor: Actor
}

/** Packs what is named of a locked order, or all that is left, into a parcel of its own. The order is packed with its first one. */
export async function pack(
  tx: ShopTransaction,
  order: LockedOrder,
  of: By & { lines: readonly ParcelLine[] | null },
): Promise<Outcome<Fulfilment>> {
  const [row] = await readOrders(tx, { orderId: order.id }, 1)
  const ordered = (row?.lines ?? []).map((line) => ({ lineId: line.line_id, quantity: line.quantity }))
  const packed = packNext(leftToPack(ordered, await readFulfilments(tx, order.id)), of.lines)
  if (!packed.ok) return packed
  if (order.status !== 'packed') {
    const moved = await moveOrder(tx, order, 'packed', of)
    if (!moved.ok) return moved
  }
  const id = tx.id('ful')
  await tx.sql
    .insertInto('fulfilment')
    .values({ shop_id: tx.shopId, fulfilment_id: id, order_id: order.id, status: 'packed', packed_at: tx.now })
    .execute()
  await tx.sql
    .insertInto('fulfilment_line')
    .values(
      addUp(packed.value).map(({ lineId, quantity }) => ({
        shop_id: tx.shopId,
        fulfilment_id: id,
        line_id: lineId,
        quantity,
      })),
    )
    .execute()
  tx.event('fulfilment.packed', { fulfilment: id, order: order.id, person: order.personId }, { number: order.number })
  return await parcelOf(tx, order.id, id)
}

/** Moves a parcel of a locked order along. With its last one the order is sent, and with the last that arrived it is delivered. */
export async function moveFulfilment(
  tx: ShopTransaction,
  order: LockedOrder,
  of: By & { fulfilmentId: string; to: FulfilmentStatus; tracking?: Tracking | undefined },
): Promise<Outcome<Fulfilment>> {
  const before = await parcelOf(tx, order.id, of.fulfilmentId)
  if (!before.ok) return before
  const moved = moveParcel(before.value.status, of.to)
  if (!moved.ok) return moved
  await tx.sql
    .updateTable('fulfilment')
    .set({
      status: of.to,
      ...(of.to === 'shipped' ? { shipped_at: tx.now } : { delivered_at: tx.now }),
      ...(of.tracking ? { tracking: JSON.stringify(of.tracking) } : {}),
    })
    .where('shop_id', '=', tx.shopId)
    .where('fulfilment_id', '=', of.fulfilmentId)
    .execute()
  if (of.tracking) await writeTracking(tx, order.id, of.tracking)
  const subjects = {
    fulfilment: of.fulfilmentId,
    order: order.id,
    person: order.personId,
    visitor: order.visitorId,
    conversation: order.conversationId,
  }
  const { carrier = null, number: parcel = null } = of.tracking ?? {}
  tx.event(`fulfilment.${of.to === 'shipped' ? 'shipped' : 'delivered'}`, subjects, {
    number: order.number,
    carrier,
    parcel,
  })
  await followParcels(tx, order, of)
  return await parcelOf(tx, order.id, of.fulfilmentId)
}

async function followParcels(tx: ShopTransaction, order: LockedOrder, { actor }: By): Promise<void> {
  const [row] = await readOrders(tx, { orderId: order.id }, 1)
  const parcels = await readFulfilments(tx, order.id)
  const ordered = (row?.lines ?? []).map((line) => ({ lineId: line.line_id, quantity: line.quantity }))
  if (leftToPack(ordered, parcels).length > 0) return
  const isAll = (statuses: readonly FulfilmentStatus[]) => parcels.every(({ status }) => statuses.includes(status))
  let now = order
  if (now.status === 'packed' && isAll(['shipped', 'delivered'])) {
    const sent = await moveOrder(tx, now, 'shipped', { actor })
    if (sent.ok) now = sent.value
  }
  if (now.status === 'shipped' && isAll(['delivered'])) await moveOrder(tx, now, 'delivered', { actor })
}

/** The whole order at once: what is not packed is packed into one more parcel, and all parcels go as far as is said. */
export async function moveWhole(
  tx: ShopTransaction,
  order: LockedOrder,
  of: By & { to: FulfilmentStatus; tracking?: Tracking | undefined },
): Promise<Outcome<unknown>> {
  if (of.to === 'packed') return await pack(tx, order, { actor: of.actor, lines: null })
  const may = move(order.status, of.to)
  if (!may.ok) return may
  if (of.to === 'shipped') await pack(tx, order, { actor: of.actor, lines: null })
  const from: FulfilmentStatus = of.to === 'shipped' ? 'packed' : 'shipped'
  const waiting = (await readFulfilments(tx, order.id)).filter(({ status }) => status === from)
  if (waiting.length === 0) return await moveOrder(tx, order, of.to, of)
  for (const { id } of waiting) {
    const moved = await moveFulfilment(tx, order, { ...of, fulfilmentId: id })
    if (!moved.ok) return moved
  }
  return granted(null)
}

/** Whether any of it has left the house. */
/** Whether any of it is packed, or has been. */
export async function hasParcels(tx: ShopTransaction, orderId: string): Promise<boolean> {
  return (await readFulfilments(tx, orderId)).length > 0
}

export async function hasLeft(tx: ShopTransaction, orderId: string): Promise<boolean> {
  return (await readFulfilments(tx, orderId)).some(({ status }) => status !== 'packed')
}

async function parcelOf(tx: ShopTransaction, orderId: string, id: string): Promise<Outcome<Fulfilment>> {
  const found = (await readFulfilments(tx, orderId)).find((parcel) => parcel.id === id)
  return found ? granted(found) : refuse('fulfilment.not_found', 'There is no such parcel.', { path: 'fulfilmentId' })
}

function addUp(lines: readonly ParcelLine[]): ParcelLine[] {
  const sums = new Map<string, number>()
  for (const { lineId, quantity } of lines) sums.set(lineId, (sums.get(lineId) ?? 0) + quantity)
  return [...sums].map(([lineId, quantity]) => ({ lineId, quantity }))
}
