import { readOrders } from '../commerce/orders/index.ts'
import { giveBackUses } from '../commerce/promotions/index.ts'
import type { Database } from '../db/database.ts'
import type { Consumer } from '../durable/index.ts'

/** What an order used up that was called off before anybody paid can be used again. */
export function offerUses(db: Database): Consumer {
  return {
    name: 'offer-uses',
    types: ['order.status_changed'],
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        if (event.data.from !== 'placed' || event.data.to !== 'cancelled') return
        const [row] = await readOrders(tx, { orderId: event.subjects.order ?? '' }, 1)
        if (row?.cart_id) await giveBackUses(tx, row.cart_id)
      }),
  }
}
