import { order } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type Door, door } from '../../db/door.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import { actorOf } from '../cart/index.ts'
import { orderView, readOrders } from '../orders/index.ts'
import { askRefund, capturePayment } from './capture-refund.ts'
import { orderReader } from './placing.ts'
import type { PaymentParts } from './providers.ts'

const orderParams = z.object({ orderId: z.string() })

/** Taking money and giving it back, for those who may write orders. */
export function paymentsDoors(parts: PaymentParts): readonly Door[] {
  const show = async (tx: ShopTransaction, given: { orderId: string; language: string | null }) => {
    const [row] = await readOrders(tx, { orderId: given.orderId }, 1)
    if (!row) return refuse('order.not_found', 'There is no such order.')
    return granted(orderView(row, tx.shopId, orderReader(parts, tx.shopId, given.language ?? row.language)))
  }
  return [
    door({
      method: 'post',
      path: '/orders/{orderId}/capture',
      tag: 'orders',
      summary: 'Take the money',
      description:
        'Of what was authorised; for an invoice, notes that the money has come. Taken once, however often it is asked for.',
      access: { scope: 'orders:write' },
      params: orderParams,
      answer: order,
      run: async (db, { params, principal, language }) => {
        const { shopId } = principal
        const done = await capturePayment(db, parts, { shopId, orderId: params.orderId, key: 'capture' })
        return done.ok ? db.inShop(shopId, (tx) => show(tx, { ...params, language })) : done
      },
    }),
    door({
      method: 'post',
      path: '/orders/{orderId}/refunds',
      tag: 'orders',
      summary: 'Give money back',
      description:
        'In minor units of the order’s currency; all refunds together never more than was taken. It is on its way at once and done within a minute.',
      access: { scope: 'orders:write' },
      params: orderParams,
      body: z.object({ amount: z.int().min(1), reason: z.string().trim().min(1).max(200) }),
      example: { amount: 4990, reason: 'scratched' },
      answer: order,
      handle: async (tx, { params, body, principal, language }) => {
        const asked = await askRefund(tx, { ...params, ...body, actor: actorOf(principal) })
        return asked.ok ? show(tx, { ...params, language }) : asked
      },
    }),
  ]
}
