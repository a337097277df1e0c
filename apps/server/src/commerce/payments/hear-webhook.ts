import type { RawAnswer, RawRequest } from '@parley/sdk'
import type { Database } from '../../db/database.ts'
import { applyState } from './apply-state.ts'
import { isNews, readPayment } from './payment-store.ts'
import { contextFor, type PaymentParts, providerOf, storeOf } from './providers.ts'

/**
 * Takes in a provider's webhook: it is verified on the bytes as they came, each piece of news counts once, and one that is older than what is
 * known changes nothing. What is stored is stored before the provider is answered. Null for what is forged, stale, or nobody's.
 */
export async function hearWebhook(
  db: Database,
  parts: PaymentParts,
  of: { shopId: string; providerId: string; request: RawRequest },
): Promise<RawAnswer | null> {
  // Anybody can call for any shop: one that isn't there is not set up for.
  if (!(await isShop(db, of.shopId))) return null
  const provider = providerOf(parts, of.shopId, of.providerId)
  if (!provider?.definition.webhook) return null
  const store = storeOf(db, of.shopId)
  const context = contextFor(parts, provider, { shopId: of.shopId, paymentId: null, language: 'en', store })
  const heard = await provider.definition.webhook(of.request, context)
  if (!heard) return null
  for (const event of heard.events) {
    await db.inShop(of.shopId, async (tx) => {
      const { providerReference, eventId, state } = event
      const payment = await readPayment(tx, { provider: of.providerId, providerReference })
      if (!payment) return
      if (await isNews(tx, { provider: of.providerId, eventId, paymentId: payment.id })) {
        await applyState(tx, payment.id, state)
      }
    })
  }
  return heard.answer
}

async function isShop(db: Database, shopId: string): Promise<boolean> {
  const row = await db.inShop(shopId, (tx) =>
    tx.sql.selectFrom('shop').select('shop_id').where('shop_id', '=', shopId).executeTakeFirst(),
  )
  return row !== undefined
}
