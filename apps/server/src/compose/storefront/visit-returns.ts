import type { Visit } from '../../../../storefront/src/shop-port.ts'
import { type OrderRow, orderView, readOrders, shopOfToken } from '../../commerce/orders/index.ts'
import { orderReader, type PaymentParts } from '../../commerce/payments/index.ts'
import {
  confirmReturnOf,
  returnDesk,
  returnProposalOf,
  returnsFacet,
  returnsOfOrder,
} from '../../commerce/returns/index.ts'
import type { ShopTransaction } from '../../db/database.ts'
import type { Shop } from '../../identity/index.ts'

type ReturnsCall = Parameters<typeof returnsFacet>[0]

/** Orders and what comes back of them, for whoever holds an order's signed link. Without a good one there is nothing. */
export function visitOrders(of: {
  tx: ShopTransaction
  payments: PaymentParts
  shop: Shop
  language: string
}): Pick<Visit, 'orders' | 'returns'> {
  const { tx, payments, shop, language } = of
  const reader = orderReader(payments, language)
  const rowOf = async (orderId: string, token: string): Promise<OrderRow | null> => {
    if (shopOfToken(payments.links.secret, 'order', orderId, token) !== tx.shopId) return null
    return (await readOrders(tx, { orderId }, 1))[0] ?? null
  }
  const callFor = (row: OrderRow): ReturnsCall => ({
    tx,
    language,
    actor: { kind: 'shopper', ...(row.visitor_id ? { id: row.visitor_id } : {}) },
    conversationId: null,
    policy: shop.settings.returnPolicy,
    orderPrefix: shop.settings.orderPrefix,
    reader,
    known: async () => [orderView(row, tx.shopId, reader)],
  })
  /** For what is only asked where the link is good; a bad one has been turned away before. */
  const callOf = async (orderId: string, token: string) => {
    const row = await rowOf(orderId, token)
    if (!row) throw new Error('this order was asked for without a good link')
    return { row, call: callFor(row) }
  }
  return {
    orders: {
      byLink: async (orderId, token) => {
        const row = await rowOf(orderId, token)
        return row && orderView(row, tx.shopId, reader)
      },
    },
    returns: {
      of: async (orderId, token) => {
        const row = await rowOf(orderId, token)
        return row ? returnsOfOrder({ tx, language }, { id: row.order_id }) : []
      },
      desk: async (orderId, token) => {
        const row = await rowOf(orderId, token)
        if (!row) return null
        const desk = await returnDesk(callFor(row), row)
        return { ...desk, refusals: [...desk.refusals], until: desk.until?.toISOString() ?? null }
      },
      propose: async (orderId, token, wish) => {
        const { row, call } = await callOf(orderId, token)
        return returnsFacet(call).propose({ ...wish, orderNumber: row.number })
      },
      proposal: async (orderId, token, proposalId) => {
        const row = await rowOf(orderId, token)
        return row ? returnProposalOf(callFor(row), orderId, proposalId) : null
      },
      confirm: async (orderId, token, proposalId) => {
        const { call } = await callOf(orderId, token)
        return confirmReturnOf(call, orderId, proposalId)
      },
    },
  }
}
