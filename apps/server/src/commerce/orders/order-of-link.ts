import type { Order } from '@parley/contracts'
import type { Database } from '../../db/database.ts'
import { shopOfToken } from './order-links.ts'
import { readOrders } from './order-store.ts'
import { type OrderReader, orderView } from './order-view.ts'

/** The order that a signed link shows, for its status page; null where the link is none of ours. Told in the order's language where none is named. */
export async function orderOfLink(
  db: Database,
  of: { orderId: string; token: string | undefined; language: string | null; secret: string },
  reader: (language: string) => OrderReader,
): Promise<{ shopId: string; language: string; order: Order } | null> {
  const shopId = shopOfToken(of.secret, 'order', of.orderId, of.token)
  if (!shopId) return null
  const [row] = await db.inShop(shopId, (tx) => readOrders(tx, { orderId: of.orderId }, 1))
  if (!row) return null
  const language = of.language ?? row.language
  return { shopId, language, order: orderView(row, shopId, reader(language)) }
}
