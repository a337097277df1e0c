import type { Actor } from '@parley/contracts'
import type { PaymentState } from '@parley/sdk'
import type { ShopTransaction } from '../../db/database.ts'
import { type LockedOrder, lockOrder, moveOrder, readOrders } from '../orders/index.ts'
import { commitStock, hasTaken, keepReservations, releaseStock, reserve } from '../stock/index.ts'
import { isSettled, mayMove } from './payment.ts'
import { type PaymentRecord, readPayment, updatePayment } from './payment-store.ts'
import { readRefunds, writeRefund } from './refund-store.ts'

const system: Actor = { kind: 'system' }

/**
 * Takes in where a payment stands at the provider, however it was learnt. News that is older than what is known, does not fit the payment
 * or would move it back changes nothing. Money that comes in commits the stock and pays the order; where that can't be, it is given back.
 */
export async function applyState(tx: ShopTransaction, paymentId: string, state: PaymentState): Promise<boolean> {
  const seen = await readPayment(tx, { paymentId })
  if (!seen || state.version <= seen.providerVersion) return false
  const order = await lockOrder(tx, seen.orderId)
  const payment = await readPayment(tx, { paymentId }, 'lock')
  if (!order || !payment || !fits(payment, state)) return false
  const owed = await readRefunds(tx, paymentId)
  await updatePayment(tx, paymentId, {
    status: state.status,
    authorised: state.authorised.amount,
    captured: state.captured.amount,
    refunded: state.refunded.amount,
    provider_version: state.version,
    ...(isSettled(state.status) && owed.every((refund) => refund.status === 'done') ? { look_at: null } : {}),
  })
  tellMoved(tx, { order, payment, state })
  if (state.status === 'authorised' || state.status === 'captured')
    await takeIn(tx, order, { ...payment, ...amounts(state) })
  return true
}

const amounts = (state: PaymentState) => ({
  status: state.status,
  authorised: state.authorised.amount,
  captured: state.captured.amount,
})

function fits(payment: PaymentRecord, state: PaymentState): boolean {
  const all = [state.authorised, state.captured, state.refunded]
  return (
    state.version > payment.providerVersion &&
    mayMove(payment.status, state.status) &&
    all.every(({ amount, currency }) => currency === payment.currency && amount >= 0 && amount <= payment.amount) &&
    state.refunded.amount <= state.captured.amount
  )
}

async function takeIn(tx: ShopTransaction, order: LockedOrder, payment: PaymentRecord): Promise<void> {
  if (order.status === 'cancelled') return giveBack(tx, payment, { actor: system, reason: 'order_cancelled' })
  if (order.status !== 'placed') return
  if (await secureStock(tx, order.id)) {
    await moveOrder(tx, order, 'paid', { actor: system })
    return
  }
  await moveOrder(tx, order, 'cancelled', { actor: system, reason: 'sold_out' })
  await giveBack(tx, payment, { actor: system, reason: 'sold_out' })
}

/** What was held is taken off the shelf; what was released meanwhile is reserved anew, if it is still there. */
async function secureStock(tx: ShopTransaction, orderId: string): Promise<boolean> {
  if (await commitStock(tx, orderId)) return true
  if (await hasTaken(tx, orderId)) return true
  const [order] = await readOrders(tx, { orderId }, 1)
  const parts = await reserve(
    tx,
    order?.lines.map((line) => ({ variantId: line.variant_id, quantity: line.quantity })) ?? [],
    'taken',
  )
  if (!parts.ok) return false
  await keepReservations(tx, orderId, parts.value, null)
  return true
}

/** Owes the payer everything that was taken or put aside and is not on its way back yet. */
async function giveBack(
  tx: ShopTransaction,
  payment: PaymentRecord,
  why: { actor: Actor; reason: string },
): Promise<void> {
  const asked = (await readRefunds(tx, payment.id)).reduce((sum, refund) => sum + refund.amount, 0)
  const amount = Math.max(payment.captured, payment.authorised) - asked
  if (amount <= 0) return
  await writeRefund(tx, { paymentId: payment.id, amount, ...why })
  await updatePayment(tx, payment.id, { look_at: tx.now, looks: 0 })
}

/** For an order that is called off: what has not been paid can't be any more, what has is given back. */
export async function undoPayment(
  tx: ShopTransaction,
  orderId: string,
  why: { actor: Actor; reason: string },
): Promise<void> {
  const payment = await readPayment(tx, { orderId }, 'lock')
  if (!payment) return
  if (payment.status === 'authorised' || payment.status === 'captured') return giveBack(tx, payment, why)
  // The provider may still be told yes; it is asked once more, and such money goes back.
  if (mayMove(payment.status, 'voided'))
    await updatePayment(tx, payment.id, { status: 'voided', look_at: payment.providerReference ? tx.now : null })
  await releaseStock(tx, orderId)
}

function tellMoved(
  tx: ShopTransaction,
  { order, payment, state }: { order: LockedOrder; payment: PaymentRecord; state: PaymentState },
): void {
  const subjects = {
    payment: payment.id,
    order: order.id,
    person: order.personId,
    visitor: order.visitorId,
    conversation: order.conversationId,
  }
  const data = { provider: payment.provider, currency: payment.currency }
  if (state.status === 'declined' && payment.status !== 'declined') tx.event('payment.declined', subjects, data)
  if (state.authorised.amount > payment.authorised)
    tx.event('payment.authorised', subjects, { ...data, amount: state.authorised.amount })
  if (state.captured.amount > payment.captured)
    tx.event('payment.captured', subjects, { ...data, amount: state.captured.amount - payment.captured })
  if (state.refunded.amount > payment.refunded)
    tx.event('payment.refunded', subjects, { ...data, amount: state.refunded.amount - payment.refunded })
}
