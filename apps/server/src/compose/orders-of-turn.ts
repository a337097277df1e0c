import type { Order } from '@parley/contracts'
import type { OrdersFacet } from '@parley/sdk'
import { ordersFacet } from '../commerce/orders/index.ts'
import { orderReader, type PaymentParts, undoPayment } from '../commerce/payments/index.ts'
import type { ConversationRow } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import type { Shop } from '../identity/index.ts'
import { sellingTerms } from '../kernel/shop-settings.ts'
import { identify, prove, standingOf } from '../people/index.ts'
import { oneTimeCodes } from './codes.ts'
import { mailOrderCopy } from './order-mails.ts'

interface OrderParts {
  payments: PaymentParts
  codeSecret: string
}

interface About {
  conversation: ConversationRow
  shop: Shop
  language: string
}

/** Orders as this conversation may see them now: what has been proved in this very turn counts already. */
export function ordersOfTurn(parts: OrderParts, tx: ShopTransaction, about: About): OrdersFacet {
  const facet = () => openOrders(parts, tx, about)
  return {
    mine: async () => (await facet()).mine(),
    placedHere: async () => (await facet()).placedHere(),
    requestCode: async (number, email) => (await facet()).requestCode(number, email),
    verifyCode: async (number, email, code) => (await facet()).verifyCode(number, email, code),
    mayChange: async (number, what) => (await facet()).mayChange(number, what),
    proposeCancel: async (number) => (await facet()).proposeCancel(number),
    proposeAddress: async (number, address) => (await facet()).proposeAddress(number, address),
    confirm: async (proposalId) => (await facet()).confirm(proposalId),
    mailCopy: async (number) => (await facet()).mailCopy(number),
  }
}

/** All orders that may be told here, for whoever remembers by them. */
export async function tellableOrders(orders: OrdersFacet): Promise<Order[]> {
  const all = [...(await orders.placedHere()), ...(await orders.mine())]
  return all.filter((order, index) => all.findIndex((each) => each.id === order.id) === index)
}

async function openOrders(parts: OrderParts, tx: ShopTransaction, { conversation, shop, language }: About) {
  const { conversation_id: conversationId, person_id: personId, visitor_id: visitorId } = conversation
  const standing = await standingOf(tx, { conversationId, personId })
  return ordersFacet({
    tx,
    conversationId,
    orderPrefix: shop.settings.orderPrefix,
    reader: orderReader(parts.payments, language),
    person: personId ? { id: personId, verified: standing.signedIn } : null,
    emails: standing.emails,
    codes: oneTimeCodes(parts.codeSecret),
    onVerified: async ({ email }) => {
      const known = await prove(tx, { conversationId, personId, visitorId }, email)
      if (!personId && visitorId) await identify(tx, visitorId, known)
    },
    changes: {
      actor: { kind: 'shopper', ...(visitorId ? { id: visitorId } : {}) },
      rules: shop.settings.orderRules,
      countries: sellingTerms(shop.settings).countries,
      undoPayment,
    },
    mailCopy: (tx, order) => mailOrderCopy(tx, parts.payments, order),
  })
}
