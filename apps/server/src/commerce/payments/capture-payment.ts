import type { Database, ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse, refused } from '../../kernel/refusals.ts'
import { applyState } from './apply-state.ts'
import { handleOf, type PaymentRecord, readPaymentsOf, updatePayment } from './payment-store.ts'
import { contextFor, type PaymentParts, type Provider, providerOf, storeOf } from './providers.ts'

export interface Capture {
  shopId: string
  orderId: string
  /** One of several payments; the latest that has something to take where none is named. */
  paymentId?: string | undefined
  /** All that is left where none is named. */
  amount?: number | undefined
  key: string
}

/**
 * Takes what was authorised for an order, or a part of it (on account: notes that the money has come). The same key takes once. Refused:
 * `payment.not_found`, `payment.nothing_to_take`, and what the provider refuses.
 */
export async function capturePayment(db: Database, parts: PaymentParts, of: Capture): Promise<Outcome<null>> {
  const found = await db.inShop(of.shopId, (tx) => paymentToTake(tx, parts, of))
  if (!found.ok) return found
  const { payment, provider } = found.value
  const amount = of.amount ?? payment.authorised - payment.captured
  if (amount <= 0 && payment.captured > 0) return granted(null)
  const given = { shopId: of.shopId, paymentId: payment.id, language: 'en', store: storeOf(db, of.shopId) }
  const done = await provider.definition.capture(
    handleOf(payment),
    { amount, currency: payment.currency },
    `${payment.id} ${of.key}`,
    contextFor(parts, provider, given),
  )
  if (done.kind === 'refused') return refused(done.refusal)
  await db.inShop(of.shopId, async (tx) => {
    if (done.kind === 'done') await applyState(tx, payment.id, done.state)
    else await updatePayment(tx, payment.id, { look_at: tx.now })
  })
  return granted(null)
}

async function paymentToTake(
  tx: ShopTransaction,
  parts: PaymentParts,
  of: Capture,
): Promise<Outcome<{ payment: PaymentRecord; provider: Provider }>> {
  const all = (await readPaymentsOf(tx, of.orderId)).reverse()
  const named = all.filter(({ id }) => of.paymentId === undefined || id === of.paymentId)
  const payment =
    named.find((each) => each.authorised > each.captured) ?? named.find(({ captured }) => captured > 0) ?? named[0]
  const provider = payment && (await providerOf(tx, parts, payment.provider))
  if (!payment || !provider) return refuse('payment.not_found', 'There is no payment to take.')
  if (payment.status !== 'authorised' && payment.status !== 'captured')
    return refuse('payment.nothing_to_take', 'Nothing has been authorised that could be taken.')
  return granted({ payment, provider })
}
