import type { Order } from '@parley/contracts'
import { type OrderRow, orderView, payLink, readOrders } from '../commerce/orders/index.ts'
import { orderReader, type PaymentParts } from '../commerce/payments/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Consumer, StoredEvent } from '../durable/index.ts'
import { readShop } from '../identity/index.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import {
  composeAddress,
  composeCancelled,
  composeCopy,
  composeItems,
  composeItemsWait,
  countMails,
  queueMail,
} from '../mail/index.ts'

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

/** What has become of an order she also reads in her mail, whoever changed it; each change is told once, by its event. */
export function changeMails(db: Database, payments: PaymentParts): Consumer {
  return {
    name: 'order-changes',
    types: ['order.cancelled', 'order.address_changed', 'order.items_changed', 'order.items_waiting'],
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        const [row] = await readOrders(tx, { orderId: event.subjects.order ?? '' }, 1)
        if (!row?.contact) return
        const mail = mailOf(tx, payments, row, event)
        await queueOrderMail(tx, payments, row, { ...mail, deliveryKey: `change-${event.id}` })
      }),
  }
}

type Composed = Pick<Parameters<typeof queueOrderMail>[3], 'kind' | 'compose'>

function mailOf(tx: ShopTransaction, { links }: PaymentParts, row: OrderRow, event: StoredEvent): Composed {
  const why = typeof event.data.reason === 'string' ? event.data.reason : ''
  if (event.type === 'order.cancelled')
    return { kind: 'order-cancelled', compose: (order, ...rest) => composeCancelled(order, why, ...rest) }
  if (event.type === 'order.address_changed') return { kind: 'order-address', compose: composeAddress }
  if (event.type === 'order.items_changed') return { kind: 'order-items', compose: composeItems }
  const amount = { amount: Number(event.data.difference), currency: row.currency }
  const url = payLink(links, tx.shopId, event.subjects.payment ?? '')
  return { kind: 'order-items', compose: (order, ...rest) => composeItemsWait(order, { amount, url }, ...rest) }
}

async function queueOrderMail(
  tx: ShopTransaction,
  payments: PaymentParts,
  row: OrderRow,
  given: {
    kind: 'order-copy' | 'order-cancelled' | 'order-address' | 'order-items'
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
