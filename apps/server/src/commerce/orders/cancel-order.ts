import type { Actor } from '@parley/contracts'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { releaseStock, returnStock } from '../stock/index.ts'
import { hasLeft } from './fulfilment-store.ts'
import { type LockedOrder, lockOrder, moveOrder } from './order-store.ts'

/** Voids or gives back what was paid for a locked order; handed in by payments. */
export type UndoPayment = (tx: ShopTransaction, orderId: string, why: { actor: Actor; reason: string }) => Promise<void>

/**
 * Calls an order off: its stock can be sold again and its payment is voided or given back. Refused once any of it has left the house
 * (`order.wrong_state`). An order that is cancelled already stays so and is no refusal.
 */
export async function cancelOrder(
  tx: ShopTransaction,
  orderId: string,
  why: { actor: Actor; reason: string; undoPayment: UndoPayment },
): Promise<Outcome<LockedOrder>> {
  const order = await lockOrder(tx, orderId)
  if (!order) return refuse('order.not_found', 'There is no such order.')
  if (order.status === 'cancelled') return granted(order)
  if (await hasLeft(tx, orderId))
    return refuse('order.wrong_state', 'Part of it has been sent.', {
      path: 'status',
      values: { from: 'shipped', to: 'cancelled' },
    })
  const moved = await moveOrder(tx, order, 'cancelled', why)
  if (!moved.ok) return moved
  await releaseStock(tx, orderId)
  await returnStock(tx, orderId)
  await why.undoPayment(tx, orderId, why)
  return moved
}
