import type { Order } from '@parley/contracts'
import type { ItemsFacet } from '@parley/sdk'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import type { OrderRules } from '../../kernel/shop-settings.ts'
import { inOrderWords, mayChange, type OrderRow, payLink, readOrders } from '../orders/index.ts'
import { confirmItems, type ItemsCall, proposeItems } from './items-deed.ts'
import { mayEditItems } from './items-look.ts'
import { readPayment } from './payment-store.ts'

export interface ItemsFacetCall extends ItemsCall {
  rules: OrderRules
  /** Orders that may be told in this conversation. */
  known: () => Promise<readonly Order[]>
}

/** The things of orders, as one conversation may change them. */
export function itemsFacet(call: ItemsFacetCall): ItemsFacet {
  const { tx, language, parts } = call
  const may = async (orderNumber: string): Promise<Outcome<OrderRow>> => {
    const known = (await call.known()).find(({ number }) => number === orderNumber)
    const [order] = known ? await readOrders(tx, { orderId: known.id }, 1) : []
    if (!order) return refuse('order.not_found', 'There is no such order.')
    const { number, status, placed_at: placedAt } = order
    const ruled = mayChange({ number, status, placedAt }, 'items', call.rules, tx.now)
    const edits = ruled.ok ? await mayEditItems(tx, order) : ruled
    return edits.ok ? granted(order) : edits
  }
  return {
    lines: async (orderNumber) => {
      const order = await may(orderNumber)
      if (!order.ok) return inOrderWords(order, language)
      return granted(
        order.value.lines.map((line) => ({
          ...{ lineId: line.line_id, variantId: line.variant_id, productId: line.product_id },
          ...{ title: line.title, options: line.options, quantity: line.quantity },
        })),
      )
    },
    propose: async (orderNumber, lines) => {
      const order = await may(orderNumber)
      const made = order.ok ? await proposeItems(call, { orderId: order.value.order_id, lines }) : order
      return inOrderWords(made, language)
    },
    confirm: async (proposalId) => {
      const done = await confirmItems(call, proposalId)
      if (!done.ok) return inOrderWords(done, language)
      const { orderId, paymentId } = done.value
      const [order] = await readOrders(tx, { orderId }, 1)
      const payment = paymentId ? await readPayment(tx, { paymentId }) : null
      if (!order) return inOrderWords(refuse('order.not_found', 'There is no such order.'), language)
      const { number } = order
      if (!payment) return granted({ number, toPay: null })
      const amount = { amount: payment.amount, currency: payment.currency }
      const isDone = order.status === 'placed'
      return granted({ number, toPay: { amount, url: payLink(parts.links, tx.shopId, payment.id), isDone } })
    },
  }
}
