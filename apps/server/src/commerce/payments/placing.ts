import { type Money, type PaymentOption, textIn } from '@parley/contracts'
import type { PlacedOrder, StartResult } from '@parley/sdk'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse, refused } from '../../kernel/refusals.ts'
import type { OrderDraft, Placing } from '../checkout/index.ts'
import {
  lockOrder,
  moveOrder,
  nextNumber,
  type OrderReader,
  orderView,
  readOrders,
  writeOrder,
} from '../orders/index.ts'
import { keepReservations, putBack, reserve } from '../stock/index.ts'
import { holdMinutes, unpaidHours } from './payment.ts'
import { storeIn, writePayment } from './payment-store.ts'
import { contextFor, offeredProviders, type PaymentParts, type Provider } from './providers.ts'

/** What the checkout needs to place orders, for one shop. */
export function placingOf(parts: PaymentParts, shop: { id: string; orderPrefix: string }): Placing {
  // Looked at for what can be chosen and again for what was: within one transaction one look is enough.
  const looked = new WeakMap<ShopTransaction, Promise<Provider[]>>()
  const offeredIn = (tx: ShopTransaction): Promise<Provider[]> => {
    const known = looked.get(tx) ?? offeredProviders(tx, parts)
    looked.set(tx, known)
    return known
  }
  const placed = async (tx: ShopTransaction, orderId: string, language: string): Promise<PlacedOrder> => {
    const [row] = await readOrders(tx, { orderId }, 1)
    if (!row) throw new Error(`order ${orderId} was placed and is not there`)
    const order = orderView(row, tx.shopId, orderReader(parts, language))
    return { order, payUrl: order.payment?.payUrl ?? null }
  }
  return {
    placed,
    paymentOptions: async (tx, { language, currency }) =>
      (await offeredIn(tx))
        .filter(({ definition }) => !definition.byItself && takesCurrency(definition, currency))
        .map(({ definition }) => optionOf(definition, language)),
    place: async (tx, draft) => {
      const offered = await offeredIn(tx)
      const due = paymentsDue(tx, draft, offered)
      if (!due.ok) return due
      const orderId = await place(tx, draft, { parts, due: due.value, prefix: shop.orderPrefix })
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

interface DuePayment {
  id: string
  provider: Provider
  amount: Money
}

/** What pays the order: what was taken off gift cards, and the chosen way for what they leave. */
function paymentsDue(tx: ShopTransaction, draft: OrderDraft, offered: readonly Provider[]): Outcome<DuePayment[]> {
  const { currency } = draft
  const byCard = offered.find(({ definition }) => definition.byItself)
  const chosen = offered.find(({ definition }) => definition.id === draft.paymentId && !definition.byItself)
  const left = draft.totals.total.amount - draft.giftCards.reduce((sum, card) => sum + card.amount, 0)
  const fits = chosen !== undefined && takesCurrency(chosen.definition, currency)
  const nothingLeft = left === 0 && draft.giftCards.length > 0
  if ((draft.giftCards.length > 0 && !byCard) || !(nothingLeft || fits))
    return refuse('payment.not_offered', 'This way of paying is not offered here.', { path: 'payment' })
  const ofCards = draft.giftCards.flatMap(({ paymentId, amount }) =>
    byCard ? [{ id: paymentId, provider: byCard, amount: { amount, currency } }] : [],
  )
  const rest =
    chosen && !nothingLeft ? [{ id: tx.id('pay'), provider: chosen, amount: { amount: left, currency } }] : []
  return granted([...ofCards, ...rest])
}

async function place(
  tx: ShopTransaction,
  draft: OrderDraft,
  { parts, due, prefix }: { parts: PaymentParts; due: readonly DuePayment[]; prefix: string },
): Promise<Outcome<string>> {
  const onAccount = due.every(({ provider }) => provider.definition.takes === 'on-account')
  const as = onAccount ? 'taken' : 'reserved'
  const wanted = draft.lines.map(({ variantId, quantity }, at) => ({
    variantId,
    quantity,
    path: `lines.${at}.quantity`,
  }))
  // The number is asked for behind the locks of the stock, with which it travels.
  const [stock, number] = await Promise.all([reserve(tx, wanted, as), nextNumber(tx, prefix)])
  if (!stock.ok) return stock
  const order = { id: tx.id('ord'), number }
  const started = await startAll(tx, draft, { parts, due, number: order.number })
  if (!started.ok) {
    await putBack(tx, stock.value, as)
    return started
  }
  await writeOrder(tx, draft, order)
  await keepReservations(tx, order.id, stock.value, onAccount ? null : later(tx.now, holdMinutes))
  for (const { payment, settled } of started.value)
    await writePayment(tx, {
      id: payment.id,
      orderId: order.id,
      provider: payment.provider.definition.id,
      amount: payment.amount,
      state: settled?.state ?? null,
      reference: settled?.reference ?? null,
      dueOn: settled?.dueOn ?? null,
      lookAt: settled ? null : later(tx.now, unpaidHours * 60),
    })
  tellPlaced(tx, draft, { order, started: started.value })
  const taken = started.value.reduce((sum, { settled }) => sum + (settled?.state.captured.amount ?? 0), 0)
  if (draft.giftCards.length > 0 && taken >= draft.totals.total.amount) await payAtOnce(tx, order.id)
  return granted(order.id)
}

/** An order that gift cards cover is paid as it is placed. */
async function payAtOnce(tx: ShopTransaction, orderId: string): Promise<void> {
  const order = await lockOrder(tx, orderId)
  if (order) await moveOrder(tx, order, 'paid', { actor: { kind: 'system' } })
}

type Settled = Extract<StartResult, { kind: 'settled' }>
interface Started {
  payment: DuePayment
  /** Null where the shopper goes away to pay. */
  settled: Settled | null
}

async function startAll(
  tx: ShopTransaction,
  draft: OrderDraft,
  of: { parts: PaymentParts; due: readonly DuePayment[]; number: string },
): Promise<Outcome<Started[]>> {
  const started: Started[] = []
  for (const payment of of.due) {
    if (payment.provider.definition.takes === 'redirect') {
      started.push({ payment, settled: null })
      continue
    }
    const answer = await startNow(tx, draft, { ...of, payment })
    if (answer.kind === 'refused') return refused(answer.refusal)
    if (answer.kind !== 'settled') return refuse('payment.failed', 'The payment could not be started.')
    started.push({ payment, settled: answer })
  }
  return granted(started)
}

async function startNow(
  tx: ShopTransaction,
  draft: OrderDraft,
  of: { parts: PaymentParts; payment: DuePayment; number: string },
) {
  const { provider, id, amount } = of.payment
  const context = contextFor(of.parts, provider, {
    shopId: tx.shopId,
    paymentId: id,
    language: draft.language,
    store: storeIn(tx),
  })
  const { name, email } = draft.contact
  const request = { paymentId: id, orderNumber: of.number, amount, contact: { name, email } }
  const started = await provider.definition.start(request, context)
  if (started.kind === 'redirect')
    throw new Error(`${provider.definition.id} takes on account and sent the shopper away`)
  return started
}

function tellPlaced(
  tx: ShopTransaction,
  draft: OrderDraft,
  of: { order: { id: string; number: string }; started: readonly Started[] },
): void {
  const subjects = {
    order: of.order.id,
    cart: draft.cartId,
    person: draft.personId,
    visitor: draft.visitorId,
    conversation: draft.conversationId,
  }
  const { amount, currency } = draft.totals.total
  const toPay = of.started.some(({ settled }) => settled === null)
  const provider = of.started.at(-1)?.payment.provider.definition.id ?? draft.paymentId
  tx.event('order.placed', subjects, { number: of.order.number, amount, currency, provider, toPay })
  for (const { payment, settled } of of.started) {
    const data = { provider: payment.provider.definition.id, currency, amount: payment.amount.amount }
    tx.event('payment.started', { ...subjects, payment: payment.id }, data)
    if (settled) tx.event('payment.authorised', { ...subjects, payment: payment.id }, data)
  }
}

const takesCurrency = ({ currencies }: Provider['definition'], currency: string): boolean =>
  currencies?.includes(currency) ?? true

function optionOf(definition: Provider['definition'], language: string): PaymentOption {
  const { id, names, descriptions } = definition
  return { id, name: textIn(names, language), description: textIn(descriptions, language) }
}

const later = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000)
