import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { lockOrder, payLink } from '../orders/index.ts'
import { isOpen, securedBy, unpaidHours } from './payment.ts'
import { readPaymentsOf, updatePayment, writePayment } from './payment-store.ts'
import { offeredProviders, type PaymentParts } from './providers.ts'

/**
 * Another way to pay what an order still lacks, or a part of it: the shopper's card was declined, or an agent sends a link. The link is signed
 * and good for as long as the order waits. Payments that wait for the same money make way for it; money that comes in by both is given
 * back. Refused: `order.not_found`, `order.wrong_state`, `payment.not_offered`, `payment.amount`.
 */
export async function addPayment(
  tx: ShopTransaction,
  parts: PaymentParts,
  wish: { orderId: string; provider: string; amount?: number | undefined },
): Promise<Outcome<{ paymentId: string; payUrl: string }>> {
  const order = await lockOrder(tx, wish.orderId)
  if (!order) return refuse('order.not_found', 'There is no such order.')
  if (order.status !== 'placed')
    return refuse('order.wrong_state', 'Nothing is to be paid for it.', { path: 'orderId' })
  const offered = await offeredProviders(tx, parts)
  const provider = offered.find(({ definition }) => definition.id === wish.provider)
  const takes = provider?.definition.currencies?.includes(order.currency) ?? true
  if (provider?.definition.takes !== 'redirect' || !takes)
    return refuse('payment.not_offered', 'This way of paying is not offered here.', { path: 'provider' })
  const payments = await readPaymentsOf(tx, order.id, 'lock')
  const lacking = order.total - payments.reduce((sum, payment) => sum + securedBy(payment), 0)
  const amount = wish.amount ?? lacking
  if (amount <= 0 || amount > lacking)
    return refuse('payment.amount', 'More than is still to be paid.', { path: 'amount', values: { lacking } })
  for (const payment of payments.filter(({ status }) => isOpen(status)))
    await updatePayment(tx, payment.id, { status: 'voided', look_at: payment.providerReference ? tx.now : null })
  const paymentId = tx.id('pay')
  const subjects = { order: order.id, payment: paymentId, person: order.personId, conversation: order.conversationId }
  await writePayment(tx, {
    id: paymentId,
    orderId: order.id,
    provider: provider.definition.id,
    amount: { amount, currency: order.currency },
    state: null,
    reference: null,
    dueOn: null,
    lookAt: new Date(tx.now.getTime() + unpaidHours * 3_600_000),
  })
  tx.event('payment.started', subjects, { provider: provider.definition.id, currency: order.currency, amount })
  return granted({ paymentId, payUrl: payLink(parts.links, tx.shopId, paymentId) })
}
