import type { Actor } from '@parley/contracts'
import type { PaymentState } from '@parley/sdk'
import type { ShopTransaction } from '../../db/database.ts'
import { type LockedOrder, lockOrder, moveOrder, readOrders } from '../orders/index.ts'
import { commitStock, hasTaken, keepReservations, reserve } from '../stock/index.ts'
import { giveBack } from './give-back.ts'
import { carryOutWaiting, lockWaiting } from './items-apply.ts'
import { isSettled, mayMove, securedBy } from './payment.ts'
import { type PaymentRecord, readPayment, readPaymentsOf, updatePayment } from './payment-store.ts'
import { countedRefunds, readRefunds } from './refund-store.ts'

const system: Actor = { kind: 'system' }

/**
 * Takes in where a payment stands at the provider, however it was learnt. News that is older than what is known, does not fit the payment
 * or would move it back changes nothing. Money that comes in commits the stock and pays the order; where that can't be, it is given back.
 */
export async function applyState(tx: ShopTransaction, paymentId: string, state: PaymentState): Promise<boolean> {
  const seen = await readPayment(tx, { paymentId })
  if (!seen || state.version <= seen.providerVersion) return false
  await lockWaiting(tx, seen.orderId, paymentId)
  const order = await lockOrder(tx, seen.orderId)
  const payment = await readPayment(tx, { paymentId }, 'lock')
  if (!order || !payment || !fits(payment, state)) return false
  const owed = await countedRefunds(tx, paymentId)
  const disputed = state.disputed?.amount ?? 0
  await updatePayment(tx, paymentId, {
    status: state.status,
    authorised: state.authorised.amount,
    captured: state.captured.amount,
    refunded: state.refunded.amount,
    disputed,
    provider_version: state.version,
    ...(isSettled(state.status) && owed.every((refund) => refund.status === 'done') ? { look_at: null } : {}),
  })
  tellMoved(tx, { order, payment, state })
  if (state.status === 'authorised' || state.status === 'captured') await takeIn(tx, order, paymentId)
  return true
}

function fits(payment: PaymentRecord, state: PaymentState): boolean {
  const all = [state.authorised, state.captured, state.refunded]
  return (
    state.version > payment.providerVersion &&
    mayMove(payment.status, state.status) &&
    all.every(({ amount, currency }) => currency === payment.currency && amount >= 0 && amount <= payment.amount) &&
    state.refunded.amount <= state.captured.amount
  )
}

async function takeIn(tx: ShopTransaction, locked: LockedOrder, paymentId: string): Promise<void> {
  // What was agreed to cost more becomes so now that the difference is there.
  const order = await carryOutWaiting(tx, locked, paymentId)
  const payments = await readPaymentsOf(tx, order.id, 'lock')
  const payment = payments.find((each) => each.id === paymentId)
  if (!payment) return
  if (order.status === 'cancelled') return giveBack(tx, payment, { actor: system, reason: 'order_cancelled' })
  const surplus = await surplusOf(tx, payments, order.total)
  if (surplus > 0) await giveBack(tx, payment, { actor: system, reason: 'paid_twice', most: surplus })
  const covered = payments.reduce((sum, each) => sum + securedBy(each), 0) >= order.total
  if (order.status !== 'placed' || !covered) return
  if (await secureStock(tx, order.id)) {
    await moveOrder(tx, order, 'paid', { actor: system })
    return
  }
  await moveOrder(tx, order, 'cancelled', { actor: system, reason: 'sold_out' })
  for (const each of payments) await giveBack(tx, each, { actor: system, reason: 'sold_out' })
}

/** What has come in beyond the order's total, where it was paid in two ways, and is not on its way back yet. */
async function surplusOf(tx: ShopTransaction, payments: readonly PaymentRecord[], total: number): Promise<number> {
  const refunds = await readRefunds(
    tx,
    payments.map((payment) => payment.id),
  )
  const onTheWay = refunds.filter(({ status }) => status === 'asked' || status === 'unknown')
  const secured = payments.reduce((sum, payment) => sum + securedBy(payment), 0)
  return secured - onTheWay.reduce((sum, refund) => sum + refund.amount, 0) - total
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
  const disputed = state.disputed?.amount ?? 0
  if (state.status === 'declined' && payment.status !== 'declined') tx.event('payment.declined', subjects, data)
  if (state.authorised.amount > payment.authorised)
    tx.event('payment.authorised', subjects, { ...data, amount: state.authorised.amount })
  if (state.captured.amount > payment.captured)
    tx.event('payment.captured', subjects, { ...data, amount: state.captured.amount - payment.captured })
  if (state.refunded.amount > payment.refunded)
    tx.event('payment.refunded', subjects, { ...data, amount: state.refunded.amount - payment.refunded })
  if (disputed > payment.disputed) tx.event('payment.disputed', subjects, { ...data, amount: disputed })
}
