import type { RawAnswer } from '@parley/sdk'
import { cancelOrder } from '../src/commerce/orders/index.ts'
import { hostedPage, openPayment, settleDue, undoPayment } from '../src/commerce/payments/index.ts'
import { anna, asShopper, type SmallSale } from './small-sale.ts'

export const minute = 60_000

/** What one does at the till of the small sale: order lamps, follow the pay link, answer on the page, look at what came of it. */
export function tillOf(sale: SmallSale) {
  const orderLamp = (owner = anna, quantity = 2) =>
    sale.order(owner, { variantId: 'var_lamp', quantity, pay: 'sandbox' })

  async function openLink(paymentId: string) {
    return openPayment(sale.db, sale.parts, { shopId: sale.shopId, paymentId })
  }

  async function answer(paymentId: string, given: string): Promise<RawAnswer | null> {
    await openLink(paymentId)
    const body = new TextEncoder().encode(`answer=${given}`)
    return page(paymentId, { method: 'POST', body })
  }

  const page = (paymentId: string, request: { method: string; body: Uint8Array }) =>
    hostedPage(sale.db, sale.parts, {
      shopId: sale.shopId,
      paymentId,
      providerId: 'sandbox',
      request: { url: '/pay/sandbox', headers: {}, ...request },
    })

  const row = (orderId: string) =>
    sale.inShop(async (tx) => {
      const order = await tx.sql
        .selectFrom('orders')
        .select('status')
        .where('order_id', '=', orderId)
        .executeTakeFirstOrThrow()
      const payment = await tx.sql
        .selectFrom('payment')
        .select(['status', 'authorised', 'captured', 'refunded'])
        .where('order_id', '=', orderId)
        .executeTakeFirstOrThrow()
      return { order: order.status, ...payment }
    })

  const refunds = () =>
    sale.inShop((tx) => tx.sql.selectFrom('refund').select(['amount', 'status', 'reason']).execute())

  /** Money goes back in the round that the job makes every few seconds. */
  async function settle(rounds = 3) {
    for (let round = 0; round < rounds; round++) {
      await settleDue(sale.db, sale.parts)
      sale.clock.move(2 * minute)
    }
  }

  const cancel = (orderId: string) =>
    sale.inShop((tx) => cancelOrder(tx, orderId, { actor: asShopper, reason: 'changed_mind', undoPayment }))

  return { orderLamp, openLink, answer, page, row, refunds, settle, cancel }
}
