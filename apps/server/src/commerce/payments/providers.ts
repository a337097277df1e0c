import type { LanguageTag } from '@parley/contracts'
import type { PaymentContext, PaymentDefinition, PaymentStore } from '@parley/sdk'
import type { Database, ShopTransaction } from '../../db/database.ts'
import type { Clock } from '../../kernel/clock.ts'
import { type Links, linkToken } from '../orders/index.ts'
import { storeIn } from './payment-store.ts'

/** A way of paying with a shop's settings in it. */
export interface Provider {
  definition: Omit<PaymentDefinition, 'settings'>
  settings: unknown
}

/** What payments need of the world. */
export interface PaymentParts {
  /** The ways of paying that are switched on in a shop, in the order in which they are offered. None for a shop that isn't there. */
  providers: (shopId: string) => readonly Provider[]
  links: Links
  fetch: typeof fetch
  clock: Clock
}

/**
 * Puts settings into a way of paying. Throws where they don't fit: a shop is told when it saves them, not when somebody pays.
 *
 * @example const providers = [enablePayment(invoice, { dueDays: 14 })]
 */
export function enablePayment<Settings>(definition: PaymentDefinition<Settings>, settings: unknown): Provider {
  const parsed = definition.settings.parse(settings)
  const own = <Context>(context: Context) => ({ ...context, settings: parsed })
  const { webhook, page } = definition
  return {
    settings: parsed,
    definition: {
      id: definition.id,
      names: definition.names,
      descriptions: definition.descriptions,
      secrets: definition.secrets,
      ...(definition.currencies ? { currencies: definition.currencies } : {}),
      takes: definition.takes,
      start: (request, context) => definition.start(request, own(context)),
      capture: (payment, amount, key, context) => definition.capture(payment, amount, key, own(context)),
      void: (payment, key, context) => definition.void(payment, key, own(context)),
      refund: (payment, amount, key, context) => definition.refund(payment, amount, key, own(context)),
      lookUp: (payment, context) => definition.lookUp(payment, own(context)),
      ...(webhook ? { webhook: (request, context) => webhook(request, own(context)) } : {}),
      ...(page ? { page: (request, payment, context) => page(request, payment, own(context)) } : {}),
    },
  }
}

export function providerOf(parts: PaymentParts, shopId: string, id: string): Provider | null {
  return parts.providers(shopId).find((provider) => provider.definition.id === id) ?? null
}

/** The world as a provider sees it, for one payment or, where it is not known which, for a webhook. */
export function contextFor(
  parts: PaymentParts,
  provider: Provider,
  of: { shopId: string; paymentId: string | null; language: LanguageTag; store: PaymentStore },
): PaymentContext<unknown> {
  const { publicUrl, secret } = parts.links
  const id = of.paymentId ?? 'none'
  const token = linkToken(secret, 'pay', of.shopId, id)
  return {
    settings: provider.settings,
    fetch: parts.fetch,
    now: () => parts.clock.now(),
    returnUrl: `${publicUrl}/pay/back/${id}?t=${token}`,
    webhookUrl: `${publicUrl}/hooks/payments/${of.shopId}/${provider.definition.id}`,
    pageUrl: `${publicUrl}/pay/${provider.definition.id}/${id}?t=${token}`,
    language: of.language,
    store: of.store,
  }
}

/** A provider's rows, each change in a transaction of its own. */
export function storeOf(db: Database, shopId: string): PaymentStore {
  return {
    change: (paymentId, change) => db.inShop(shopId, (tx: ShopTransaction) => storeIn(tx).change(paymentId, change)),
  }
}
