import type { RawAnswer, RawRequest } from '@parley/sdk'
import type { Database } from '../../db/database.ts'
import { readOrders } from '../orders/index.ts'
import { handleOf, readPayment } from './payment-store.ts'
import { contextFor, type PaymentParts, providerOf, storeOf } from './providers.ts'

/** The page of a provider that lives in Parley itself, in the order's language; null where there is no such payment or page. */
export async function hostedPage(
  db: Database,
  parts: PaymentParts,
  of: { shopId: string; providerId: string; paymentId: string; request: RawRequest },
): Promise<RawAnswer | null> {
  const { provider, payment, language } = await db.inShop(of.shopId, async (tx) => {
    const found = await readPayment(tx, { paymentId: of.paymentId })
    const [order] = found ? await readOrders(tx, { orderId: found.orderId }, 1) : []
    return {
      provider: await providerOf(tx, parts, of.providerId),
      payment: found,
      language: order?.language ?? 'en',
    }
  })
  if (!provider?.definition.page || payment?.provider !== of.providerId) return null
  const context = contextFor(parts, provider, {
    shopId: of.shopId,
    paymentId: payment.id,
    language,
    store: storeOf(db, of.shopId),
  })
  return provider.definition.page(of.request, handleOf(payment), context)
}
