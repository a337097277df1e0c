import type { Checkout } from '@parley/contracts'
import type { PlacedOrder } from '@parley/sdk'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { findCartWithLines, inWords, isOwnCart, updateCart } from '../cart/index.ts'
import { isAllowed, noteCompanyOrder, weighForCompany } from '../companies/index.ts'
import { takeFromCards } from '../gift-cards/index.ts'
import { useUp } from '../promotions/index.ts'
import { appliedOffers, checkoutOf, orderWeighed } from './checkout.ts'
import { type CartState, type CheckoutCall, stateOf } from './checkout-call.ts'
import { inCheckoutWords } from './checkout-texts.ts'
import type { OrderDraft } from './placing.ts'
import { digestOf } from './proposal.ts'
import { endProposal, type ProposalRecord, readProposal } from './proposal-store.ts'

/**
 * The yes to a proposal. Whoever comes second, also at the same instant, waits for the cart and gets the order that the first one made.
 * Refused: `proposal.not_found`, `proposal.expired`, `proposal.superseded` (something moved since it was shown), `stock.insufficient`,
 * `coupon.used_up` and its like (somebody else had the last use at the same instant).
 */
export async function confirmProposal(call: CheckoutCall, proposalId: string): Promise<Outcome<PlacedOrder>> {
  const { tx, language } = call
  const first = await readProposal(tx, proposalId)
  // Others are said yes to where they were made: this one places orders.
  const isOrder = first?.body.kind === 'place-order'
  if (!isOrder || !first.cartId) return inCheckoutWords(missing(), language)
  // Read again behind the lock, which may have been waited for.
  const [found, proposal] = await Promise.all([
    findCartWithLines(tx, { cartId: first.cartId }, true),
    readProposal(tx, proposalId),
  ])
  if (!found || !isOwnCart(found.cart, call.owner)) return inCheckoutWords(missing(), language)
  const { cart } = found
  if (proposal?.resultId) return granted(await call.placing.placed(tx, proposal.resultId, language))
  if (proposal?.status === 'expired') return inCheckoutWords(expired(), language)
  if (proposal?.status !== 'open' || cart.status !== 'open') return inCheckoutWords(superseded(), language)
  return confirmOpen({ ...call, owner: { cartId: cart.id } }, found, proposal)
}

async function confirmOpen(
  call: CheckoutCall,
  found: Pick<CartState, 'cart' | 'lines'>,
  proposal: ProposalRecord,
): Promise<Outcome<PlacedOrder>> {
  const { tx, language, actor } = call
  const { cart } = found
  const state = await stateOf(call, found)
  const checkout = checkoutOf(call, state)
  const draft = draftOf(call, { cart, proposal, checkout })
  const moved = proposal.body.versions.cart !== cart.version || proposal.digest !== digestOf(checkout)
  if (moved || !draft) {
    await endProposal(tx, proposal.body.id, { status: 'superseded' })
    return inCheckoutWords(superseded(), language)
  }
  const buying = await weighForCompany(tx, { personId: cart.personId, ...orderWeighed(checkout) })
  if (!buying.ok) return inCheckoutWords(buying, language)
  const allowed = await isAllowed(tx, buying.value, proposal.body.id)
  if (!allowed.ok) return inCheckoutWords(allowed, language)
  // Offers and gift cards are used up before the stock is locked; where any of it is gone, nothing is touched.
  const placed = await tx.attempt(async () => {
    const buyer = { visitorId: cart.visitorId, personId: cart.personId, email: draft.contact.email }
    const used = await useUp(tx, {
      cartId: cart.id,
      currency: cart.currency,
      applied: appliedOffers(call, state),
      buyer,
    })
    if (!used.ok) return used
    const taken = await takeFromCards(tx, draft.giftCards)
    return taken.ok ? call.placing.place(tx, draft) : taken
  })
  if (!placed.ok) return inWords(placed, language)
  const { order } = placed.value
  await noteCompanyOrder(tx, buying.value.companyId, order.id)
  await endProposal(tx, proposal.body.id, { status: 'confirmed', by: actor, resultId: order.id })
  await updateCart(tx, cart.id, { status: 'ordered' })
  const subjects = { proposal: proposal.body.id, order: order.id, cart: cart.id, conversation: proposal.conversationId }
  tx.event('proposal.confirmed', subjects, { kind: proposal.body.kind, by: actor.kind })
  tx.wake('cart', cart.id)
  return placed
}

function draftOf(
  call: CheckoutCall,
  { cart, proposal, checkout }: { cart: CartState['cart']; proposal: ProposalRecord; checkout: Checkout },
): OrderDraft | null {
  const { contact, address, delivery, payment } = checkout
  if (!contact || !delivery || !payment || checkout.missing.length > 0) return null
  return {
    proposalId: proposal.body.id,
    cartId: cart.id,
    conversationId: proposal.conversationId ?? call.conversationId,
    visitorId: cart.visitorId,
    personId: cart.personId,
    language: call.language,
    currency: cart.currency,
    lines: checkout.cart.lines,
    totals: checkout.cart.totals,
    discounts: checkout.cart.discounts ?? [],
    giftCards: (checkout.cart.giftCards ?? []).flatMap((card) =>
      card.amount.amount > 0 ? [{ id: card.id, amount: card.amount.amount, paymentId: call.tx.id('pay') }] : [],
    ),
    contact,
    address: delivery.needsAddress ? address : null,
    delivery,
    paymentId: payment.id,
    actor: call.actor,
  }
}

const missing = () => refuse('proposal.not_found', 'There is no such proposal.')
const expired = () => refuse('proposal.expired', 'The proposal has expired.')
const superseded = () => refuse('proposal.superseded', 'Something has changed since this was shown.')
