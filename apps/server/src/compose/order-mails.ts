import type { Order } from '@parley/contracts'
import { type OrderRow, orderView, readOrders } from '../commerce/orders/index.ts'
import { orderReader, type PaymentParts } from '../commerce/payments/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Consumer } from '../durable/index.ts'
import { readShop } from '../identity/index.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { composeAddress, composeCancelled, composeCopy, countMails, queueMail } from '../mail/index.ts'

const mostCopies = 3
const dayMs = 86_400_000

/** Mails the order's papers once more, to nobody but whom it was ordered for. Refused: `order.copies`, `order.not_found`. */
export async function mailOrderCopy(
  tx: ShopTransaction,
  payments: PaymentParts,
  row: OrderRow,
): Promise<Outcome<{ sent: true }>> {
  if (!row.contact) return refuse('order.not_found', 'There is no such order.')
  const since = new Date(tx.now.getTime() - dayMs)
  const sent = await countMails(tx, { kind: 'order-copy', orderId: row.order_id, since })
  if (sent >= mostCopies) return refuse('order.copies', 'It was sent three times today.')
  await queueOrderMail(tx, payments, row, {
    kind: 'order-copy',
    compose: composeCopy,
    // Asked for twice at once it is one mail: both count the same that were sent before.
    deliveryKey: `copy-${row.order_id}-${tx.now.toISOString().slice(0, 10)}-${sent}`,
  })
  return granted({ sent: true })
}

/** What a shopper changed in a chat she also reads in her mail; each change is told once, by its event. */
export function changeMails(db: Database, payments: PaymentParts): Consumer {
  return {
    name: 'order-changes',
    types: ['order.cancelled', 'order.address_changed'],
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        const cancelled = event.type === 'order.cancelled'
        if (cancelled && event.data.reason !== 'shopper') return
        const [row] = await readOrders(tx, { orderId: event.subjects.order ?? '' }, 1)
        if (!row?.contact) return
        await queueOrderMail(tx, payments, row, {
          kind: cancelled ? 'order-cancelled' : 'order-address',
          compose: cancelled ? composeCancelled : composeAddress,
          deliveryKey: `change-${event.id}`,
        })
      }),
  }
}

async function queueOrderMail(
  tx: ShopTransaction,
  payments: PaymentParts,
  row: OrderRow,
  given: {
    kind: 'order-copy' | 'order-cancelled' | 'order-address'
    compose: (order: Order, language: string, shopName: string) => ReturnType<typeof composeCopy>
    deliveryKey: string
  },
): Promise<void> {
  const { name } = await readShop(tx)
  const order = orderView(row, tx.shopId, orderReader(payments, row.language))
  await queueMail(tx, {
    kind: given.kind,
    to: row.contact?.email ?? '',
    language: row.language,
    mail: given.compose(order, row.language, name),
    personId: row.person_id,
    orderId: row.order_id,
    deliveryKey: given.deliveryKey,
  })
}
