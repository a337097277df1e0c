import { supplyOwed } from '../commerce/stock/index.ts'
import type { Database } from '../db/database.ts'
import type { Consumer } from '../durable/index.ts'

/** Whatever puts goods onto a shelf supplies the orders that wait for them. */
export function owedStock(db: Database): Consumer {
  return {
    name: 'owed-stock',
    types: ['catalogue.changed', 'feed.imported', 'stock.released', 'order.cancelled'],
    handle: async (event) => {
      await db.inShop(event.shopId, supplyOwed)
    },
  }
}
