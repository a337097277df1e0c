import type { Cart, Checkout, DeliveryOption, PaymentOption, PromotionTrace, Refusal } from '@parley/contracts'
import { deliveryQuestion, quoteOf, type Viewing, viewOf } from '../cart/index.ts'
import { deliveryOptions, methodOf } from '../pricing/index.ts'
import type { CartState, CheckoutCall } from './checkout-call.ts'
import { wholeAddress, wholeContact } from './details.ts'

type Missing = Checkout['missing'][number]

/** What has been gathered, what can be chosen, what is still missing, and the totals with the chosen delivery. */
export function checkoutOf(call: CheckoutCall, state: CartState): Checkout {
  const contact = wholeContact(state.cart.contact)
  const address = wholeAddress(state.cart.address)
  const waysToDeliver = deliveryWays(call, state, state.cart.address?.country ?? null)
  const delivery = waysToDeliver.find((option) => option.id === state.cart.deliveryId) ?? null
  const payment = state.waysToPay.find((option) => option.id === state.cart.paymentId) ?? null
  const cart = viewOf(state.cart, state.lines, viewingWith(call, state))
  const gathered = { cart, contact, address, delivery, payment }
  return {
    cartId: cart.id,
    ...gathered,
    deliveryOptions: waysToDeliver,
    paymentOptions: [...state.waysToPay],
    missing: missingOf(gathered),
  }
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
  // A postal code is of the address's own country.
  const postalCode = country === question.country ? question.postalCode : null
  return deliveryOptions(call.terms, { ...question, country, postalCode })
}

function viewingWith(call: CheckoutCall, state: CartState): Viewing {
  const ways = waysByPrice(call, state, state.cart.address?.country ?? null)
  const chosen = ways.find((option) => option.id === state.cart.deliveryId)
  return { ...state.viewing, delivery: chosen ? { methodId: methodOf(chosen.id), amount: chosen.price.amount } : null }
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
