import type { RawAnswer, RawRequest } from '@parley/sdk'
import type { Database, ShopTransaction } from '../../db/database.ts'
import { applyState } from './apply-state.ts'
import { isNews, type PaymentRecord, readPayment, updatePayment } from './payment-store.ts'
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
  const provider = await db.inShop(of.shopId, async (tx) =>
    (await isShop(tx)) ? providerOf(tx, parts, of.providerId) : null,
  )
  if (!provider?.definition.webhook) return null
  const store = storeOf(db, of.shopId)
  const context = contextFor(parts, provider, { shopId: of.shopId, paymentId: null, language: 'en', store })
  const heard = await provider.definition.webhook(of.request, context)
  if (!heard) return null
  for (const event of heard.events) {
    await db.inShop(of.shopId, async (tx) => {
      const { eventId, state } = event
      const payment = await paymentMeant(tx, of.providerId, event)
      if (!payment) return
      if (await isNews(tx, { provider: of.providerId, eventId, paymentId: payment.id })) {
        await applyState(tx, payment.id, state)
      }
    })
  }
  return heard.answer
}

/** By what the provider calls it; where that was never written down, as after a kill, by what we call it. */
async function paymentMeant(
  tx: ShopTransaction,
  provider: string,
  { providerReference, paymentId }: { providerReference: string; paymentId?: string | undefined },
): Promise<PaymentRecord | null> {
  const known = await readPayment(tx, { provider, providerReference })
  if (known || paymentId === undefined) return known
  const named = await readPayment(tx, { paymentId })
  if (named?.provider !== provider || named.providerReference !== null) return null
  await updatePayment(tx, named.id, { provider_reference: providerReference })
  return { ...named, providerReference }
}

async function isShop(tx: ShopTransaction): Promise<boolean> {
  const row = await tx.sql.selectFrom('shop').select('shop_id').where('shop_id', '=', tx.shopId).executeTakeFirst()
  return row !== undefined
}
