import type {
  Cart,
  Checkout,
  Currency,
  DeliveryOption,
  LanguageTag,
  PaymentOption,
  PromotionTrace,
  Refusal,
} from '@parley/contracts'
import { deliveryQuestion, quoteOf, type Viewing, viewOf } from '../cart/index.ts'
import { deliveryOptions, giftCardClass, methodOf } from '../pricing/index.ts'
import type { CartState, CheckoutCall } from './checkout-call.ts'
import { say } from './checkout-texts.ts'
import { wholeAddress, wholeContact } from './details.ts'

/** The way of paying later, against an invoice. */
const onAccount = 'invoice'

type Missing = Checkout['missing'][number]

/** What has been gathered, what can be chosen, what is still missing, and the totals with the chosen delivery. */
export function checkoutOf(call: CheckoutCall, state: CartState): Checkout {
  const contact = wholeContact(state.cart.contact)
  const address = wholeAddress(state.cart.address)
  const waysToDeliver = deliveryWays(call, state, state.cart.address?.country ?? null)
  const delivery = waysToDeliver.find((option) => option.id === state.cart.deliveryId) ?? null
  const cart = viewOf(state.cart, state.lines, viewingWith(call, state))
  const payment = paymentOf(call, state, cart)
  const gathered = { cart, contact, address, delivery, payment }
  return {
    cartId: cart.id,
    ...gathered,
    deliveryOptions: waysToDeliver,
    paymentOptions: [...state.waysToPay],
    missing: missingOf(gathered),
  }
}

/** What was chosen; nothing has to be where gift cards pay all of it. */
function paymentOf({ language }: CheckoutCall, state: CartState, { totals, lines }: Cart): PaymentOption | null {
  if (lines.length > 0 && totals.toPay?.amount === 0)
    return { id: 'gift-card', name: say(language, 'payment.gift_card'), description: '' }
  return state.waysToPay.find((option) => option.id === state.cart.paymentId) ?? null
}

/** What offers do to the cart as it stands, the chosen delivery included. */
export function appliedOffers(call: CheckoutCall, state: CartState): PromotionTrace[] {
  return quoteOf(state.cart, state.lines, viewingWith(call, state)).promotions.filter((trace) => trace.applied)
}

/** The ways these goods can get to a country, or anywhere where none is named, at the prices they would really have. */
export function deliveryWays(call: CheckoutCall, state: CartState, country: string | null): DeliveryOption[] {
  return waysByPrice(call, state, country).map((option) => {
    const delivery = { methodId: methodOf(option.id), amount: option.price.amount }
    const { totals } = quoteOf(state.cart, state.lines, { ...state.viewing, delivery })
    return { ...option, price: totals.delivery ?? option.price }
  })
}

/** At the methods' own prices, before any offer. */
function waysByPrice(call: CheckoutCall, state: CartState, country: string | null): DeliveryOption[] {
  const question = deliveryQuestion(state.cart, state.lines, state.viewing)
  const cards = state.lines.filter((line) => state.viewing.wares.get(line.variantId)?.vatClass === giftCardClass)
  if (cards.length > 0 && cards.length === state.lines.length) return [byMail(call.language, question.currency)]
  // A postal code is of the address's own country.
  const postalCode = country === question.country ? question.postalCode : null
  return deliveryOptions(call.terms, { ...question, country, postalCode })
}

/** Gift cards alone need nobody to carry them. */
function byMail(language: LanguageTag, currency: Currency): DeliveryOption {
  return {
    id: 'mail',
    name: say(language, 'delivery.mail'),
    description: '',
    price: { amount: 0, currency },
    days: { min: 0, max: 0 },
    needsAddress: false,
  }
}

function viewingWith(call: CheckoutCall, state: CartState): Viewing {
  const ways = waysByPrice(call, state, state.cart.address?.country ?? null)
  const chosen = ways.find((option) => option.id === state.cart.deliveryId)
  return { ...state.viewing, delivery: chosen ? { methodId: methodOf(chosen.id), amount: chosen.price.amount } : null }
}

/** What of it a company has to answer for: what is left to pay, and whether it is paid later. */
export function orderWeighed({ cart: { totals }, payment }: Checkout) {
  const { amount, currency } = totals.toPay ?? totals.total
  return { total: amount, currency, onAccount: payment?.id === onAccount }
}

/** Why it can't be ordered as it is: what is missing, and what is wrong with its lines. */
export function whyNot(checkout: Checkout): Refusal[] {
  return [
    ...checkout.missing.map((what) => ({
      code: `checkout.missing_${what}`,
      path: what,
      severity: 'error' as const,
      message: `Missing: ${what}.`,
    })),
    ...checkout.cart.lines.flatMap((line) => line.problems),
  ]
}

function missingOf(gathered: {
  cart: Cart
  contact: unknown
  address: unknown
  delivery: DeliveryOption | null
  payment: PaymentOption | null
}): Missing[] {
  const missing: Missing[] = []
  if (gathered.cart.lines.length === 0) missing.push('lines')
  if (!gathered.contact) missing.push('contact')
  // Until it is known how it gets there, somewhere to bring it is asked for.
  if (!gathered.address && (gathered.delivery?.needsAddress ?? true)) missing.push('address')
  if (!gathered.delivery) missing.push('delivery')
  if (!gathered.payment) missing.push('payment')
  return missing
}
