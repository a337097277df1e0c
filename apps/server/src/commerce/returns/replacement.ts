import type { Actor } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome } from '../../kernel/refusals.ts'
import { type LockedOrder, nextNumber } from '../orders/index.ts'
import { keepReservations, reserve } from '../stock/index.ts'

export interface Instead {
  lineId: string
  variantId: string
  options: string
  sku: string
  quantity: number
  /** What the units it replaces cost her. */
  amount: number
}

/**
 * The order that goes out instead: the same things in another size or colour, to the same place, with nothing to pay. Its stock is taken
 * with the yes, so that what was promised is there. Refused: `stock.insufficient`.
 */
export async function placeReplacement(
  tx: ShopTransaction,
  order: LockedOrder,
  of: { instead: readonly Instead[]; prefix: string; actor: Actor },
): Promise<Outcome<{ orderId: string; number: string }>> {
  const wanted = of.instead.map(({ variantId, quantity }) => ({ variantId, quantity }))
  const stock = await reserve(tx, wanted, 'taken')
  if (!stock.ok) return stock
  const [orderId, number] = [tx.id('ord'), await nextNumber(tx, of.prefix)]
  const goods = of.instead.reduce((sum, each) => sum + each.amount, 0)
  await sql`
    insert into orders (shop_id, order_id, number, status, conversation_id, visitor_id, person_id, language, currency, goods, delivery, discount,
      vat, total, contact, address, delivery_method, placed_at)
    select shop_id, ${orderId}, ${number}, 'paid', conversation_id, visitor_id, person_id, language, currency, ${goods}, 0, ${goods},
      0, 0, contact, address, delivery_method, ${tx.now}
    from orders where shop_id = ${tx.shopId} and order_id = ${order.id}`.execute(tx.sql)
  for (const [position, each] of of.instead.entries())
    await sql`
      insert into order_line (shop_id, line_id, order_id, variant_id, product_id, sku, feed_id, title, options, quantity, unit_price, total, picture, position)
      select shop_id, ${tx.id('lin')}, ${orderId}, ${each.variantId}, product_id, ${each.sku}, null, title, ${each.options}, ${each.quantity},
        unit_price, ${each.amount}, picture, ${position}
      from order_line where shop_id = ${tx.shopId} and line_id = ${each.lineId}`.execute(tx.sql)
  await sql`
    insert into order_event (shop_id, order_id, from_status, to_status, actor, reason, at)
    values (${tx.shopId}, ${orderId}, null, 'paid', ${JSON.stringify(of.actor)}, 'exchange', ${tx.now})`.execute(tx.sql)
  await keepReservations(tx, orderId, stock.value, null)
  return granted({ orderId, number })
}
