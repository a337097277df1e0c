import type {
  Cart,
  CartCode,
  CartLine,
  Discount,
  LanguageTag,
  PromotionTrace,
  Refusal,
  Totals,
} from '@parley/contracts'
import type { CartVariant } from '../catalogue/index.ts'
import { type CardShare, type CartCard, sharesOf } from '../gift-cards/index.ts'
import {
  type DeliveryQuestion,
  freeDeliveryIn,
  giftCardClass,
  type Quote,
  type QuotedLine,
  type Terms,
} from '../pricing/index.ts'
import { gramsOf, type Offers, quoteGoods } from '../promotions/index.ts'
import { type CartRecord, checkSold, type LineRecord, type Wares } from './cart.ts'
import { inWords } from './cart-texts.ts'

export interface Viewing {
  wares: Wares
  offers: Offers
  /** Those in the cart that can still pay something. */
  giftCards: readonly CartCard[]
  terms: Terms
  language: LanguageTag
  now: Date
  /** By the method's own price; left out while none is chosen. */
  delivery?: { methodId: string; amount: number } | null
}

/** The cart as a reader sees it: today's names, prices, offers and problems, and what it all comes to. */
export function viewOf(cart: CartRecord, lines: readonly LineRecord[], given: Viewing): Cart {
  const { currency } = cart
  const quote = quoteOf(cart, lines, given)
  const question = deliveryQuestion(cart, lines, given)
  const shares = sharesOf(given.giftCards, coverable(quote, lines, given))
  return {
    id: cart.id,
    version: cart.version,
    currency,
    lines: lines.flatMap((line, at) => {
      const ware = given.wares.get(line.variantId)
      const priced = quote.lines[at]
      return priced
        ? [lineView(line, ware, { priced, problems: problemsOf(line, ware, { at, language: given.language }) })]
        : []
    }),
    totals: withCards(quote.totals, shares),
    freeDeliveryIn: lines.length === 0 ? null : freeDeliveryIn(given.terms, question),
    discounts: discountsOf(quote.promotions),
    codes: codesOf(cart, quote.promotions, given),
    giftCards: shares.map(({ id, lastFour, balance, amount }) => ({
      id,
      lastFour,
      balance: { amount: balance, currency },
      amount: { amount, currency },
    })),
    updatedAt: cart.updatedAt.toISOString(),
  }
}

/** What gift cards may pay: all but other gift cards. */
function coverable({ totals, lines: priced }: Quote, lines: readonly LineRecord[], { wares }: Viewing): number {
  const ofCards = lines.reduce((sum, line, at) => {
    const isCard = wares.get(line.variantId)?.vatClass === giftCardClass
    return isCard ? sum + (priced[at]?.total.amount ?? 0) - (priced[at]?.discount.amount ?? 0) : sum
  }, 0)
  return totals.total.amount - ofCards
}

function withCards(totals: Totals, shares: readonly CardShare[]): Totals {
  if (shares.length === 0) return totals
  const { amount: total, currency } = totals.total
  const paid = shares.reduce((sum, share) => sum + share.amount, 0)
  return { ...totals, giftCards: { amount: paid, currency }, toPay: { amount: total - paid, currency } }
}

/** What its goods cost, and what every offer does to them. */
export function quoteOf(cart: CartRecord, lines: readonly LineRecord[], given: Viewing): Quote {
  return quoteGoods({
    ...given,
    currency: cart.currency,
    at: given.now,
    lines,
    channel: cart.channel,
    country: cart.address?.country ?? null,
    vatNumber: cart.contact?.vatNumber ?? null,
    delivery: given.delivery ?? null,
  })
}

/** What is to be known of a cart to tell how it can be delivered, and for how much. */
export function deliveryQuestion(cart: CartRecord, lines: readonly LineRecord[], given: Viewing): DeliveryQuestion {
  const { totals } = quoteOf(cart, lines, { ...given, delivery: null })
  return {
    language: given.language,
    currency: cart.currency,
    at: given.now,
    country: cart.address?.country ?? null,
    postalCode: cart.address?.postalCode ?? null,
    // Whether anything in it needs a lorry.
    freight: lines.some((line) => given.wares.get(line.variantId)?.freight === true),
    goods: totals.goods.amount - totals.discount.amount,
    grams: gramsOf(lines, given.offers),
    comesLater: lines.some((line) => laterOf(line, given.wares.get(line.variantId)).later !== undefined),
  }
}

function discountsOf(traces: readonly PromotionTrace[]): Discount[] {
  return traces
    .filter((trace) => trace.applied)
    .map(({ name, code, amount }) => ({ name, amount, ...(code ? { code } : {}) }))
}

/** Every code that the cart holds, also one that opens nothing just now. */
function codesOf(cart: CartRecord, traces: readonly PromotionTrace[], { language }: Viewing): CartCode[] {
  return cart.codes.map((code) => {
    const trace = traces.find((one) => one.code === code)
    const amount = trace?.amount ?? { amount: 0, currency: cart.currency }
    const [reason] = trace ? trace.reasons : [unknownCode()]
    const problem = trace?.applied || !reason ? undefined : told(reason, language)
    return { code, name: trace?.name ?? code, amount, ...(problem ? { problem } : {}) }
  })
}

export const unknownCode = (): Refusal => ({
  code: 'coupon.unknown',
  path: 'code',
  severity: 'error',
  message: 'There is no such code.',
})

function told(reason: Refusal, language: LanguageTag): Refusal {
  const outcome = inWords({ ok: false, refusals: [reason] }, language)
  return (outcome.ok ? undefined : outcome.refusals[0]) ?? reason
}

function lineView(
  line: LineRecord,
  ware: CartVariant | undefined,
  { priced, problems }: { priced: QuotedLine; problems: Refusal[] },
): CartLine {
  const cheaper = priced.unitPrice.amount < priced.regularPrice.amount
  return {
    id: line.id,
    variantId: line.variantId,
    productId: ware?.productId ?? '',
    sku: ware?.sku ?? '',
    ...(ware?.feedId ? { feedId: ware.feedId } : {}),
    title: ware?.title ?? '',
    options: ware?.options ?? '',
    quantity: line.quantity,
    unitPrice: priced.unitPrice,
    ...(cheaper ? { regularPrice: priced.regularPrice } : {}),
    total: priced.total,
    discount: priced.discount,
    vat: priced.vat,
    version: line.version,
    ...laterOf(line, ware),
    addedBy: line.addedBy,
    ...(ware?.picture ? { picture: ware.picture } : {}),
    problems,
  }
}

/** What of a line is sold before it is there. */
function laterOf(line: LineRecord, ware: CartVariant | undefined): Pick<CartLine, 'later'> {
  const quantity = line.quantity - (ware?.here ?? 0)
  if (!ware || ware.soldAs === 'stock' || quantity <= 0) return {}
  return { later: { quantity, soldAs: ware.soldAs, expectedOn: ware.expectedOn } }
}

function problemsOf(
  line: LineRecord,
  ware: CartVariant | undefined,
  { at, language }: { at: number; language: LanguageTag },
): Refusal[] {
  const sold = inWords(checkSold(ware, line.quantity), language)
  return sold.ok ? [] : sold.refusals.map((problem) => ({ ...problem, path: `lines.${at}.quantity` }))
}
