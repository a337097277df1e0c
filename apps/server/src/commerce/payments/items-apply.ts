import type { Actor } from '@parley/contracts'
import type { ShopTransaction } from '../../db/database.ts'
import { readShop } from '../../identity/index.ts'
import { granted, type Outcome } from '../../kernel/refusals.ts'
import { sellingTerms } from '../../kernel/shop-settings.ts'
import { type LockedOrder, lockOrder, type OrderRow, readOrders } from '../orders/index.ts'
import { hasHeld, hasTaken, keepReservations, releaseStock, reserve, returnStock } from '../stock/index.ts'
import { type ItemsLooked, lookAtItems } from './items-look.ts'
import { endWaiting, lockShelves, readWaiting, type WaitingEdit, writeItems } from './items-store.ts'
import { holdMinutes } from './payment.ts'

/**
 * Makes of an order what was looked at: lines, sums and shelves together. What it gives up can be sold again, what comes into it is set
 * aside. Refused with `stock.insufficient`; run it in an attempt.
 */
export async function applyItems(
  tx: ShopTransaction,
  order: LockedOrder,
  of: { before: OrderRow; looked: ItemsLooked; actor: Actor },
): Promise<Outcome<null>> {
  const { edited, added } = of.looked
  const wanted = [...edited.lines, ...added].map(({ variantId, quantity }) => ({ variantId, quantity }))
  const isTaken = await hasTaken(tx, order.id)
  if (isTaken) await returnStock(tx, order.id)
  else if (await hasHeld(tx, order.id)) await releaseStock(tx, order.id)
  const stock = await reserve(tx, wanted, isTaken ? 'taken' : 'reserved')
  if (!stock.ok) return stock
  const until = isTaken ? null : new Date(tx.now.getTime() + holdMinutes * 60_000)
  await keepReservations(tx, order.id, stock.value, until)
  await writeItems(tx, order, { ...of.looked, before: of.before, actor: of.actor })
  return granted(null)
}

/** Locks what an edit that a payment pays for would touch: before the order. */
export async function lockWaiting(
  tx: ShopTransaction,
  orderId: string,
  paymentId: string,
): Promise<WaitingEdit | null> {
  const edit = await readWaiting(tx, paymentId)
  if (edit)
    await lockShelves(
      tx,
      orderId,
      edit.wishes.flatMap(({ variantId }) => variantId ?? []),
    )
  return edit
}

/**
 * The difference has come: the edit is carried out, if the order still is what it was. Where it can't be, nothing of it is done, and what came
 * in for it is given back as money that nobody owed.
 */
export async function carryOutWaiting(
  tx: ShopTransaction,
  order: LockedOrder,
  paymentId: string,
): Promise<LockedOrder> {
  const edit = await readWaiting(tx, paymentId)
  if (!edit) return order
  const done = await tx.attempt(() => carryOut(tx, order, edit))
  await endWaiting(tx, edit.id, done.ok ? 'done' : 'lapsed')
  return (await lockOrder(tx, order.id)) ?? order
}

async function carryOut(tx: ShopTransaction, order: LockedOrder, edit: WaitingEdit): Promise<Outcome<null>> {
  const [before] = await readOrders(tx, { orderId: order.id }, 1)
  const superseded = { ok: false as const, refusals: [] }
  if (!before || String(before.total) !== edit.restsOn) return superseded
  const terms = sellingTerms((await readShop(tx)).settings)
  const looked = await lookAtItems(tx, before, { wishes: edit.wishes, terms, language: before.language })
  if (!looked.ok) return looked
  if (looked.value.edited.difference !== edit.difference) return superseded
  return applyItems(tx, order, { before, looked: looked.value, actor: edit.actor })
}
