import { type PaymentOption, textIn } from '@parley/contracts'
import type { PlacedOrder } from '@parley/sdk'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse, refused } from '../../kernel/refusals.ts'
import type { OrderDraft, Placing } from '../checkout/index.ts'
import { nextNumber, type OrderReader, orderView, readOrders, writeOrder } from '../orders/index.ts'
import { keepReservations, putBack, reserve } from '../stock/index.ts'
import { holdMinutes, unpaidHours } from './payment.ts'
import { storeIn, writePayment } from './payment-store.ts'
import { contextFor, offeredProviders, type PaymentParts, type Provider } from './providers.ts'

/** What the checkout needs to place orders, for one shop. */
export function placingOf(parts: PaymentParts, shop: { id: string; orderPrefix: string }): Placing {
  const placed = async (tx: ShopTransaction, orderId: string, language: string): Promise<PlacedOrder> => {
    const [row] = await readOrders(tx, { orderId }, 1)
    if (!row) throw new Error(`order ${orderId} was placed and is not there`)
    const order = orderView(row, tx.shopId, orderReader(parts, language))
    return { order, payUrl: order.payment?.payUrl ?? null }
  }
  return {
    placed,
    paymentOptions: async (tx, { language, currency }) =>
      (await offeredProviders(tx, parts))
        .filter(({ definition }) => takesCurrency(definition, currency))
        .map(({ definition }) => optionOf(definition, language)),
    place: async (tx, draft) => {
      const offered = await offeredProviders(tx, parts)
      const provider = offered.find(({ definition }) => definition.id === draft.paymentId)
      if (!provider || !takesCurrency(provider.definition, draft.currency))
        return refuse('payment.not_offered', 'This way of paying is not offered here.', { path: 'payment' })
      const orderId = await place(tx, draft, { parts, provider, prefix: shop.orderPrefix })
      return orderId.ok ? granted(await placed(tx, orderId.value, draft.language)) : orderId
    },
  }
}

/** How orders are shown: with ways of paying by name, and signed links. */
export function orderReader(parts: PaymentParts, language: string): OrderReader {
  return {
    language,
    links: parts.links,
    paymentName: (id, tag) => textIn(parts.definitions.find((one) => one.id === id)?.names ?? { en: id }, tag),
  }
}

async function place(
  tx: ShopTransaction,
  draft: OrderDraft,
  { parts, provider, prefix }: { parts: PaymentParts; provider: Provider; prefix: string },
): Promise<Outcome<string>> {
  const onAccount = provider.definition.takes === 'on-account'
  const as = onAccount ? 'taken' : 'reserved'
  const wanted = draft.lines.map(({ variantId, quantity }, at) => ({
    variantId,
    quantity,
    path: `lines.${at}.quantity`,
  }))
  const stock = await reserve(tx, wanted, as)
  if (!stock.ok) return stock
  const order = { id: tx.id('ord'), number: await nextNumber(tx, prefix) }
  const payment = { id: tx.id('pay'), orderId: order.id, provider: provider.definition.id, amount: draft.totals.total }
  const started = onAccount ? await startNow(tx, draft, { parts, provider, payment, number: order.number }) : null
  if (started && started.kind !== 'settled') {
    await putBack(tx, stock.value, as)
    return started.kind === 'refused'
      ? refused(started.refusal)
      : refuse('payment.failed', 'The payment could not be started.')
  }
  await writeOrder(tx, draft, order)
  await keepReservations(tx, order.id, stock.value, onAccount ? null : later(tx.now, holdMinutes))
  await writePayment(tx, {
    ...payment,
    state: started?.state ?? null,
    reference: started?.reference ?? null,
    dueOn: started?.dueOn ?? null,
    lookAt: started ? null : later(tx.now, unpaidHours * 60),
  })
  tellPlaced(tx, draft, { order, payment, settled: started !== null })
  return granted(order.id)
}

async function startNow(
  tx: ShopTransaction,
  draft: OrderDraft,
  of: { parts: PaymentParts; provider: Provider; payment: { id: string }; number: string },
) {
  const context = contextFor(of.parts, of.provider, {
    shopId: tx.shopId,
    paymentId: of.payment.id,
    language: draft.language,
    store: storeIn(tx),
  })
  const request = {
    paymentId: of.payment.id,
    orderNumber: of.number,
    amount: draft.totals.total,
    contact: { name: draft.contact.name, email: draft.contact.email },
  }
  const started = await of.provider.definition.start(request, context)
  if (started.kind === 'redirect')
    throw new Error(`${of.provider.definition.id} takes on account and sent the shopper away`)
  return started
}

function tellPlaced(
  tx: ShopTransaction,
  draft: OrderDraft,
  of: { order: { id: string; number: string }; payment: { id: string; provider: string }; settled: boolean },
): void {
  const subjects = {
    order: of.order.id,
    cart: draft.cartId,
    person: draft.personId,
    visitor: draft.visitorId,
    conversation: draft.conversationId,
  }
  const { amount, currency } = draft.totals.total
  const { provider } = of.payment
  tx.event('order.placed', subjects, { number: of.order.number, amount, currency, provider, toPay: !of.settled })
  tx.event('payment.started', { ...subjects, payment: of.payment.id }, { provider, currency, amount })
  if (of.settled)
    tx.event('payment.authorised', { ...subjects, payment: of.payment.id }, { provider, currency, amount })
}

const takesCurrency = ({ currencies }: Provider['definition'], currency: string): boolean =>
  currencies?.includes(currency) ?? true

function optionOf(definition: Provider['definition'], language: string): PaymentOption {
  const { id, names, descriptions } = definition
  return { id, name: textIn(names, language), description: textIn(descriptions, language) }
}

const later = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000)
