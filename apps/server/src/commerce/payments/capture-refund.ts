import type { Actor } from '@parley/contracts'
import type { Database, ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse, refused } from '../../kernel/refusals.ts'
import { lockOrder } from '../orders/index.ts'
import { applyState } from './apply-state.ts'
import { handleOf, readPayment, updatePayment } from './payment-store.ts'
import { contextFor, type PaymentParts, providerOf, storeOf } from './providers.ts'
import { readRefunds, writeRefund } from './refund-store.ts'

/**
 * Takes what was authorised for an order (on account: notes that the money has come). The same key takes once. Refused:
 * `payment.not_found`, `payment.nothing_to_take`, and what the provider refuses.
 */
export async function capturePayment(
  db: Database,
  parts: PaymentParts,
  of: { shopId: string; orderId: string; key: string },
): Promise<Outcome<null>> {
  const payment = await db.inShop(of.shopId, (tx) => readPayment(tx, { orderId: of.orderId }))
  const provider = payment && providerOf(parts, of.shopId, payment.provider)
  if (!payment || !provider) return refuse('payment.not_found', 'There is no payment to take.')
  if (payment.status !== 'authorised' && payment.status !== 'captured')
    return refuse('payment.nothing_to_take', 'Nothing has been authorised that could be taken.')
  const given = { shopId: of.shopId, paymentId: payment.id, language: 'en', store: storeOf(db, of.shopId) }
  const amount = { amount: payment.amount, currency: payment.currency }
  const key = `${payment.id} ${of.key}`
  const done = await provider.definition.capture(handleOf(payment), amount, key, contextFor(parts, provider, given))
  if (done.kind === 'refused') return refused(done.refusal)
  await db.inShop(of.shopId, async (tx) => {
    if (done.kind === 'done') await applyState(tx, payment.id, done.state)
    else await updatePayment(tx, payment.id, { look_at: tx.now })
  })
  return granted(null)
}

/**
 * Owes the payer part of what was taken for an order; all refunds together never more than that (`refund.too_much`, with what is left). It is
 * written down here and done by `settleDue`, so that a kill in between neither loses nor doubles it.
 */
export async function askRefund(
  tx: ShopTransaction,
  of: { orderId: string; amount: number; reason: string; actor: Actor },
): Promise<Outcome<{ refundId: string }>> {
  if (!(await lockOrder(tx, of.orderId))) return refuse('order.not_found', 'There is no such order.')
  const payment = await readPayment(tx, { orderId: of.orderId }, 'lock')
  if (!payment) return refuse('payment.not_found', 'Nothing was paid for this order.')
  const given = (await readRefunds(tx, payment.id)).reduce((sum, refund) => sum + refund.amount, 0)
  const left = payment.captured - given
  if (!Number.isSafeInteger(of.amount) || of.amount <= 0 || of.amount > left)
    return refuse('refund.too_much', 'More than is left of what was taken.', { path: 'amount', values: { left } })
  const { amount, reason, actor } = of
  const refundId = await writeRefund(tx, { paymentId: payment.id, amount, reason, actor })
  await updatePayment(tx, payment.id, { look_at: tx.now, looks: 0 })
  return granted({ refundId })
}
