import type { RawAnswer, RawRequest } from '@parley/sdk'
import type { Database } from '../../db/database.ts'
import { handleOf, readPayment } from './payment-store.ts'
import { contextFor, type PaymentParts, providerOf, storeOf } from './providers.ts'

/** The page of a provider that lives in Parley itself; null where there is no such payment or page. */
export async function hostedPage(
  db: Database,
  parts: PaymentParts,
  of: { shopId: string; providerId: string; paymentId: string; language: string | null; request: RawRequest },
): Promise<RawAnswer | null> {
  const provider = providerOf(parts, of.shopId, of.providerId)
  const payment = await db.inShop(of.shopId, (tx) => readPayment(tx, { paymentId: of.paymentId }))
  if (!provider?.definition.page || payment?.provider !== of.providerId) return null
  const context = contextFor(parts, provider, {
    shopId: of.shopId,
    paymentId: payment.id,
    language: of.language ?? 'en',
    store: storeOf(db, of.shopId),
  })
  return provider.definition.page(of.request, handleOf(payment), context)
}
