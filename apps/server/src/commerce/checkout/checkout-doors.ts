import { checkout, order, proposal } from '@parley/contracts'
import type { CheckoutFacet } from '@parley/sdk'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type AnyInput, type Door, door } from '../../db/door.ts'
import type { Shop } from '../../identity/index.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { cartCall, findCart, isOwnCart, ownCart } from '../cart/index.ts'
import type { CheckoutCall } from './checkout-call.ts'
import { checkoutFacet, propose, setDetails } from './checkout-facet.ts'
import type { Placing } from './placing.ts'
import { type ProposalRecord, readProposal } from './proposal-store.ts'

const tag = 'checkout'
const cartParams = z.object({ cartId: z.string() })
const proposalParams = z.object({ proposalId: z.string() })
const mayRead = { visitor: true, scope: 'carts:read' } as const
const mayWrite = { visitor: true, scope: 'carts:write' } as const
/** What does not fit is said field by field by the checkout itself, in the shopper's language. */
const anyText = z.string().max(300)
const choice = z.object({ id: z.string().min(1).max(100) })
const contactGiven = z
  .object({
    ...{ name: anyText, email: anyText, phone: anyText },
    ...{ company: anyText, vatNumber: anyText, purchaseOrder: anyText },
  })
  .partial()
const addressGiven = z
  .object({ line1: anyText, line2: anyText, postalCode: anyText, city: anyText, country: anyText })
  .partial()
const detailsGiven = z
  .strictObject({ contact: contactGiven, address: addressGiven, delivery: choice, payment: choice })
  .partial()
const anna = { name: 'Anna Andersson', email: 'anna@example.com' }
const herAddress = { line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' }

export interface CheckoutDoorParts {
  /** Places a shop's orders; handed in by payments. */
  placing: (shop: Shop) => Placing
}

/** From a cart to an order: details, a proposal, and the yes to it. */
export function checkoutDoors(parts: CheckoutDoorParts): readonly Door[] {
  const inCheckout = <T>(
    tx: ShopTransaction,
    input: AnyInput,
    work: (facet: CheckoutFacet, call: CheckoutCall) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => enter(parts, tx, { input, cartId: input.params.cartId, conversationId: null }, work)
  const detail = <Body>(
    name: string,
    given: {
      summary: string
      body: z.ZodType<Body>
      example: unknown
      set: (facet: CheckoutFacet, body: Body) => ReturnType<CheckoutFacet['setContact']>
    },
  ) =>
    door({
      method: 'put',
      path: `/carts/{cartId}/checkout/${name}`,
      tag,
      summary: given.summary,
      access: mayWrite,
      params: cartParams,
      body: given.body,
      example: given.example,
      answer: checkout,
      handle: (tx, input) => inCheckout(tx, input, (facet) => given.set(facet, input.body)),
    })

  return [
    door({
      method: 'get',
      path: '/carts/{cartId}/checkout',
      tag,
      summary: 'Read a checkout',
      description: 'What has been gathered, what can be chosen, and what is missing before it can be ordered.',
      access: mayRead,
      params: cartParams,
      answer: checkout,
      handle: (tx, input) => inCheckout(tx, input, async (facet) => granted(await facet.view())),
    }),
    door({
      method: 'put',
      path: '/carts/{cartId}/checkout',
      tag,
      summary: 'Say several details at once',
      description:
        'Contact, address, delivery and payment, or some of them: all are kept, or none where one is refused.',
      access: mayWrite,
      params: cartParams,
      body: detailsGiven,
      example: { contact: anna, address: herAddress },
      answer: checkout,
      handle: (tx, input) => inCheckout(tx, input, (_facet, call) => setDetails(call, input.body)),
    }),
    detail('contact', {
      summary: 'Say whose order it is',
      body: contactGiven,
      example: anna,
      set: (facet, body) => facet.setContact(body),
    }),
    detail('address', {
      summary: 'Say where it goes',
      body: addressGiven,
      example: herAddress,
      set: (facet, body) => facet.setAddress(body),
    }),
    detail('delivery', {
      summary: 'Choose how it gets there',
      body: choice,
      example: { id: 'parcel' },
      set: (facet, body) => facet.setDelivery(body.id),
    }),
    detail('payment', {
      summary: 'Choose how it is paid',
      body: choice,
      example: { id: 'invoice' },
      set: (facet, body) => facet.setPayment(body.id),
    }),
    door({
      method: 'post',
      path: '/carts/{cartId}/checkout/proposal',
      tag,
      summary: 'Propose the order',
      description:
        'Exactly what would be ordered, for half an hour. Nothing is ordered by it; an older proposal of the cart no longer stands. What is still to be said of it can come along.',
      access: mayWrite,
      params: cartParams,
      body: detailsGiven.optional(),
      example: { delivery: { id: 'parcel' }, payment: { id: 'invoice' } },
      answer: proposal,
      status: 201,
      handle: (tx, input) => inCheckout(tx, input, (_facet, call) => propose(call, input.body ?? {})),
    }),
    door({
      method: 'get',
      path: '/proposals/{proposalId}',
      tag,
      summary: 'Read a proposal',
      access: mayRead,
      params: proposalParams,
      answer: proposal,
      handle: async (tx, input) => {
        const found = await visibleProposal(tx, input)
        return found.ok ? granted(found.value.body) : found
      },
    }),
    door({
      method: 'post',
      path: '/proposals/{proposalId}/confirm',
      tag,
      summary: 'Say yes to a proposal',
      description:
        'Places the order, once: a repeat answers with the same order. Refused where anything has moved since it was shown; then propose anew.',
      access: mayWrite,
      params: proposalParams,
      answer: z.object({ order, payUrl: z.string().nullable() }),
      handle: async (tx, input) => {
        const yes = (facet: CheckoutFacet) => facet.confirm(input.params.proposalId)
        // Whether it is of a cart of hers is seen when that cart is locked.
        if (input.principal.kind === 'visitor')
          return enter(parts, tx, { input, cartId: ownCart, conversationId: null }, yes)
        const found = await visibleProposal(tx, input)
        if (!found.ok) return found
        const { cartId, conversationId } = found.value
        return enter(parts, tx, { input, cartId: cartId ?? '', conversationId }, yes)
      },
    }),
  ]
}

async function enter<T>(
  parts: CheckoutDoorParts,
  tx: ShopTransaction,
  of: { input: AnyInput; cartId: string; conversationId: string | null },
  work: (facet: CheckoutFacet, call: CheckoutCall) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const found = await cartCall(tx, { ...of.input, cartId: of.cartId })
  if (!found.ok) return found
  const placing = parts.placing(found.value.shop)
  const call = { ...found.value, conversationId: of.conversationId, placing }
  return work(checkoutFacet(call), call)
}

/** The proposal, where the caller may see its cart. */
async function visibleProposal(
  tx: ShopTransaction,
  input: AnyInput & { params: { proposalId: string } },
): Promise<Outcome<ProposalRecord>> {
  const missing = refuse('proposal.not_found', 'There is no such proposal.')
  const found = await readProposal(tx, input.params.proposalId)
  if (!found?.cartId) return missing
  if (input.principal.kind !== 'visitor') return granted(found)
  const mine = await cartCall(tx, { ...input, cartId: ownCart })
  const cart = await findCart(tx, { cartId: found.cartId }, false)
  return mine.ok && cart && isOwnCart(cart, mine.value.owner) ? granted(found) : missing
}
