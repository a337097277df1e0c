import type { Address, Checkout, Contact, DeliveryOption, Refusal } from '@parley/contracts'
import type { CheckoutFacet } from '@parley/sdk'
import { granted, type Outcome, refuse, refused } from '../../kernel/refusals.ts'
import { findCart, inWords, updateCart } from '../cart/index.ts'
import { askForApproval, weighForCompany } from '../companies/index.ts'
import { checkoutOf, deliveryWays, orderWeighed, whyNot } from './checkout.ts'
import { type CartState, type CheckoutCall, readState } from './checkout-call.ts'
import { inCheckoutWords } from './checkout-texts.ts'
import { confirmProposal } from './confirm.ts'
import { withAddress, withContact } from './details.ts'
import { digestOf, orderProposal } from './proposal.ts'
import { writeProposal } from './proposal-store.ts'

/**
 * The way from a cart to an order, in one transaction. Details are kept on the cart as they come; `propose` shows exactly what would be
 * ordered and writes no order; `confirm` places it, once, and only if nothing has moved since it was shown.
 */
export function checkoutFacet(call: CheckoutCall): CheckoutFacet {
  const { tx } = call
  return {
    view: async () => checkoutOf(call, await readState(call, 'look')),
    setContact: (given) => keep(call, (state) => ofContact(state, given)),
    setAddress: (given) => keep(call, (state) => ofAddress(call, state, given)),
    setDelivery: (id) => keep(call, (state) => ofDelivery(call, state, id)),
    setPayment: (id) => keep(call, (state) => ofPayment(state, id)),
    propose: () => propose(call, {}),
    confirm: (proposalId) => confirmProposal(call, proposalId),
    deliveryOptions: async (country) => offered(call, country),
    paymentOptions: async () => {
      const cart = await findCart(tx, call.owner, false)
      const currency = cart?.currency ?? call.currency
      return call.placing.paymentOptions(tx, { language: call.language, currency })
    },
  }
}

type Details = Partial<Pick<CartState['cart'], 'contact' | 'address' | 'deliveryId' | 'paymentId'>>

/** What can be said of an order in one go. */
export interface AllDetails {
  contact?: Partial<Contact> | undefined
  address?: Partial<Address> | undefined
  delivery?: { id: string } | undefined
  payment?: { id: string } | undefined
}

/** Keeps several details at once, each weighed with those before it: all of them, or none with every refusal. */
export const setDetails = (call: CheckoutCall, given: AllDetails): Promise<Outcome<Checkout>> =>
  keep(call, (state) => ofAll(call, state, given))

function ofAll(call: CheckoutCall, state: CartState, given: AllDetails): Outcome<Details> {
  const steps: ((state: CartState) => Outcome<Details>)[] = []
  const { contact, address, delivery, payment } = given
  if (contact) steps.push((now) => ofContact(now, contact))
  if (address) steps.push((now) => ofAddress(call, now, address))
  if (delivery) steps.push((now) => ofDelivery(call, now, delivery.id))
  if (payment) steps.push((now) => ofPayment(now, payment.id))
  const refusals: Refusal[] = []
  let gathered: Details = {}
  for (const step of steps) {
    const outcome = step({ ...state, cart: { ...state.cart, ...gathered } })
    if (outcome.ok) gathered = { ...gathered, ...outcome.value }
    else refusals.push(...outcome.refusals)
  }
  return refusals.length > 0 ? refused(...refusals) : granted(gathered)
}

function ofContact({ cart }: CartState, given: Partial<Contact>): Outcome<Details> {
  const contact = withContact(cart.contact, given)
  return contact.ok ? granted({ contact: contact.value }) : contact
}

function ofAddress({ terms }: CheckoutCall, { cart }: CartState, given: Partial<Address>): Outcome<Details> {
  const address = withAddress(cart.address, given, terms.countries)
  return address.ok ? granted({ address: address.value }) : address
}

function ofDelivery(call: CheckoutCall, state: CartState, id: string): Outcome<Details> {
  const ways = deliveryWays(call, state, state.cart.address?.country ?? null)
  if (ways.some((way) => way.id === id)) return granted({ deliveryId: id })
  return refuse('delivery.not_offered', 'This way of delivery is not offered here.', { path: 'delivery' })
}

function ofPayment({ waysToPay }: CartState, id: string): Outcome<Details> {
  if (waysToPay.some((way) => way.id === id)) return granted({ paymentId: id })
  return refuse('payment.not_offered', 'This way of paying is not offered here.', { path: 'payment' })
}

/** Keeps what was gathered. The lines are as they were, so the cart's version stays; a proposal made of the old details no longer fits by its digest. */
async function keep(call: CheckoutCall, gather: (state: CartState) => Outcome<Details>): Promise<Outcome<Checkout>> {
  const kept = await keepIn(call, await readState(call, 'change'), gather)
  return kept.ok ? granted(checkoutOf(call, kept.value)) : kept
}

async function keepIn(
  call: CheckoutCall,
  state: CartState,
  gather: (state: CartState) => Outcome<Details>,
): Promise<Outcome<CartState>> {
  const { cart } = state
  if (cart.status !== 'open' || cart.id === '') return inWords(closed(), call.language)
  const gathered = gather(state)
  if (!gathered.ok) return inCheckoutWords(gathered, call.language)
  const { contact, address, deliveryId, paymentId } = gathered.value
  if (Object.keys(gathered.value).length === 0) return granted(state)
  await updateCart(call.tx, cart.id, {
    ...(contact ? { contact: JSON.stringify(contact) } : {}),
    ...(address ? { address: JSON.stringify(address) } : {}),
    ...(deliveryId ? { delivery_id: deliveryId } : {}),
    ...(paymentId ? { payment_id: paymentId } : {}),
  })
  call.tx.wake('cart', cart.id)
  return granted({ ...state, cart: { ...cart, ...gathered.value, updatedAt: call.tx.now } })
}

/** Proposes the order, with what is still to be said of it. */
export async function propose(call: CheckoutCall, given: AllDetails): ReturnType<CheckoutFacet['propose']> {
  const { tx, language } = call
  const found = await readState(call, 'change')
  if (found.cart.status !== 'open') return inWords(closed(), language)
  const kept = await keepIn(call, found, (before) => ofAll(call, before, given))
  if (!kept.ok) return kept
  const state = kept.value
  const checkout = checkoutOf(call, state)
  const refusals = whyNot(checkout)
  if (refusals.length > 0) return inCheckoutWords(refused(...refusals), language)
  const buying = await weighForCompany(tx, { personId: state.cart.personId, ...orderWeighed(checkout) })
  if (!buying.ok) return inCheckoutWords(buying, language)
  const { waits } = buying.value
  const body = orderProposal(checkout, { id: tx.id('prp'), now: tx.now, language, waits })
  const { conversationId, actor } = call
  await writeProposal(tx, { body, cartId: state.cart.id, conversationId, digest: digestOf(checkout), by: actor })
  if (waits) await askForApproval(tx, buying.value, body.id)
  tx.event(
    'proposal.made',
    { proposal: body.id, cart: state.cart.id, conversation: conversationId },
    { kind: body.kind },
  )
  return granted(body)
}

async function offered(call: CheckoutCall, country: string | undefined): Promise<DeliveryOption[]> {
  const state = await readState(call, 'look')
  return deliveryWays(call, state, country ?? state.cart.address?.country ?? null)
}

const closed = () => refuse('cart.not_open', 'This cart has become an order, or is not there any more.')
