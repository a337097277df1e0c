import type { CartFacet, CheckoutFacet, DeskFacet, PeopleFacet, QuotesFacet } from '@parley/sdk'
import { callBacksFacet } from '../calls/index.ts'
import { adviceFacet } from '../commerce/advice/index.ts'
import { type CartCall, cartFacet } from '../commerce/cart/index.ts'
import { checkoutFacet } from '../commerce/checkout/index.ts'
import { itemsFacet, orderReader, type PaymentParts, placingOf } from '../commerce/payments/index.ts'
import { quotesFacet } from '../commerce/quotes/index.ts'
import { returnsFacet } from '../commerce/returns/index.ts'
import { reviewsFacet } from '../commerce/reviews/index.ts'
import { catalogueFacet, type Search } from '../commerce/search/index.ts'
import { alertsFacet, wishesFacet } from '../commerce/wishes/index.ts'
import type { ConversationRow } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import type { FacetsOfTurn, TurnNotes } from '../dialogue/index.ts'
import type { Shop } from '../identity/index.ts'
import { sellingTerms } from '../kernel/shop-settings.ts'
import { type Knowledge, knowledgeFacet, storeFacet } from '../knowledge/index.ts'
import { browsersOf, isVerified, provedPersons, readPerson, standingOf } from '../people/index.ts'
import { privacyFacet } from '../privacy/index.ts'
import { ordersOfTurn, tellableOrders } from './orders-of-turn.ts'

export interface FacetParts {
  search: Search
  knowledge: Knowledge
  payments: PaymentParts
  codeSecret: string
}

/** What a flow may do, for one turn: every facet works inside the turn's transaction and falls with it. */
export function facetsOfTurn(parts: FacetParts): FacetsOfTurn {
  return (tx, { conversation, shop, language, notes }) => {
    const call = {
      tx,
      language,
      owner: { visitorId: conversation.visitor_id, personId: conversation.person_id },
      currency: conversation.currency,
      actor: { kind: 'bot' as const },
      terms: sellingTerms(shop.settings),
      conversationId: conversation.conversation_id,
      placing: placingOf(parts.payments, { id: shop.id, orderPrefix: shop.settings.orderPrefix }),
    }
    const orders = ordersOfTurn(parts, tx, { conversation, shop, language })
    return {
      catalogue: catalogueFacet({ tx, search: parts.search, language, currency: conversation.currency }),
      cart: noticingCart(cartFacet(call), notes),
      checkout: noticingCheckout(checkoutFacet(call), notes),
      orders,
      items: itemsFacet({
        tx,
        language,
        conversationId: conversation.conversation_id,
        actor: { kind: 'shopper', ...(conversation.visitor_id ? { id: conversation.visitor_id } : {}) },
        parts: parts.payments,
        terms: call.terms,
        rules: shop.settings.orderRules,
        known: () => tellableOrders(orders),
      }),
      returns: returnsFacet({
        tx,
        language,
        conversationId: conversation.conversation_id,
        actor: { kind: 'shopper', ...(conversation.visitor_id ? { id: conversation.visitor_id } : {}) },
        policy: shop.settings.returnPolicy,
        orderPrefix: shop.settings.orderPrefix,
        reader: orderReader(parts.payments, language),
        known: () => tellableOrders(orders),
      }),
      reviews: reviewsFacet({
        tx,
        language,
        conversationId: conversation.conversation_id,
        actor: { kind: 'shopper', ...(conversation.visitor_id ? { id: conversation.visitor_id } : {}) },
        known: () => tellableOrders(orders),
      }),
      quotes: noticingQuotes(quotesFacet({ ...call, personId: conversation.person_id }), call, notes),
      store: storeFacet({ name: shop.name, settings: shop.settings, language, now: tx.now }),
      knowledge: knowledgeFacet({ tx, knowledge: parts.knowledge, settings: shop.settings, language }),
      people: peopleFacet(tx, conversation),
      desk: deskFacet(tx, shop, language, notes),
      callBacks: callBacksFacet({
        tx,
        conversationId: conversation.conversation_id,
        settings: shop.settings,
        language,
      }),
      privacy: privacyFacet({
        tx,
        language,
        conversationId: conversation.conversation_id,
        personId: conversation.person_id,
        visitorId: conversation.visitor_id,
        actor: { kind: 'shopper' },
        orders: () => tellableOrders(orders),
      }),
      wishes: wishesFacet({
        tx,
        language,
        visitorId: conversation.visitor_id,
        others: () => otherBrowsers(tx, conversation),
      }),
      alerts: alertsFacet({ tx, language, visitorId: conversation.visitor_id }),
      advice: adviceFacet(tx),
    }
  }
}

/** The conversation is tied to the cart that was worked on in it. */
function noticingCart(cart: CartFacet, notes: TurnNotes): CartFacet {
  const noticed = async <T extends { ok: boolean; value?: { id: string } }>(asked: Promise<T>): Promise<T> => {
    const outcome = await asked
    if (outcome.value?.id) notes.cartId = outcome.value.id
    return outcome
  }
  return {
    view: cart.view,
    add: (variantId, quantity) => noticed(cart.add(variantId, quantity)),
    setQuantity: (lineId, quantity, version) => noticed(cart.setQuantity(lineId, quantity, version)),
    remove: (lineId, version) => noticed(cart.remove(lineId, version)),
    empty: () => noticed(cart.empty()),
    undo: () => noticed(cart.undo()),
    applyCode: (code) => noticed(cart.applyCode(code)),
    removeCode: (code) => noticed(cart.removeCode(code)),
  }
}

/** What was accepted lies in the cart from then on. */
function noticingQuotes(quotes: QuotesFacet, call: CartCall, notes: TurnNotes): QuotesFacet {
  return {
    ...quotes,
    accept: async (quoteId, version) => {
      const taken = await quotes.accept(quoteId, version)
      if (taken.ok) notes.cartId = (await cartFacet(call).view()).id
      return taken
    },
  }
}

/** An ordered cart is the conversation's no more: the next wish begins a new one. */
function noticingCheckout(checkout: CheckoutFacet, notes: TurnNotes): CheckoutFacet {
  return {
    ...checkout,
    confirm: async (proposalId) => {
      const outcome = await checkout.confirm(proposalId)
      if (outcome.ok) notes.cartId = null
      return outcome
    },
  }
}

function peopleFacet(tx: ShopTransaction, conversation: ConversationRow): PeopleFacet {
  return {
    me: async () => {
      const personId = conversation.person_id
      const person = personId ? await readPerson(tx, personId) : null
      if (!person) return { name: null, email: null, phone: null, address: null, verified: false }
      return {
        name: person.name,
        email: person.email,
        phone: person.phone,
        address: person.address,
        verified: isVerified(await standingOf(tx, talkOf(conversation))),
      }
    },
  }
}

const talkOf = (conversation: ConversationRow) => ({
  conversationId: conversation.conversation_id,
  personId: conversation.person_id,
})

/** The browsers of a customer who has proved in this conversation who she is. */
async function otherBrowsers(tx: ShopTransaction, conversation: ConversationRow): Promise<string[]> {
  return await browsersOf(tx, await provedPersons(tx, talkOf(conversation)))
}

function deskFacet(tx: ShopTransaction, shop: Shop, language: string, notes: TurnNotes): DeskFacet {
  return {
    handOver: async (reason, summary) => {
      notes.handOver = { reason, summary }
      const { open } = await storeFacet({ name: shop.name, settings: shop.settings, language, now: tx.now }).openNow()
      return { open, position: await waiting(tx) }
    },
  }
}

/** How many wait for a person already. */
async function waiting(tx: ShopTransaction): Promise<number> {
  const row = await tx.sql
    .selectFrom('conversation')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('shop_id', '=', tx.shopId)
    .where('owner', '=', 'queue')
    .where('status', '=', 'open')
    .executeTakeFirst()
  return row?.n ?? 0
}
