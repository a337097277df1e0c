import { z } from 'zod'
import { type OrderRow, orderLink, readOrders } from '../commerce/orders/index.ts'
import type { PaymentParts } from '../commerce/payments/index.ts'
import { returnsOfOrder } from '../commerce/returns/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Consumer } from '../durable/index.ts'
import { readShop } from '../identity/index.ts'
import { type ComposedMail, composeRefund, composeReturn, queueMail } from '../mail/index.ts'

const refundAsked = z.object({ amount: z.number(), reason: z.string() })

/** Every step of a return, and money that goes back without one, is told by mail to whom it was ordered for; each by its event, once. */
export function returnMails(db: Database, payments: PaymentParts): Consumer {
  return {
    name: 'return-mails',
    types: ['return.asked', 'return.status_changed', 'refund.asked'],
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        const [row] = await readOrders(tx, { orderId: event.subjects.order ?? '' }, 1)
        if (!row?.contact) return
        const mail =
          event.type === 'refund.asked'
            ? await refundMail(tx, payments, row, refundAsked.parse(event.data))
            : await returnMail(tx, payments, row, { returnId: event.subjects.return ?? '', to: event.data.to })
        if (!mail) return
        await queueMail(tx, {
          kind: event.type === 'refund.asked' ? 'refund' : 'return',
          to: row.contact.email,
          language: row.language,
          mail,
          personId: row.person_id,
          orderId: row.order_id,
          deliveryKey: `return-${event.id}`,
        })
      }),
  }
}

async function returnMail(
  tx: ShopTransaction,
  { links }: PaymentParts,
  row: OrderRow,
  of: { returnId: string; to: unknown },
): Promise<ComposedMail | null> {
  const found = await returnsOfOrder({ tx, language: row.language }, { id: row.order_id })
  const view = found.find(({ id }) => id === of.returnId)
  if (!view) return null
  const { name, settings } = await readShop(tx)
  const { street, postalCode, city, country } = settings.address
  // Steps that follow each other at once are told as they stood: the event names its own.
  const status = typeof of.to === 'string' ? (stepNames.find((step) => step === of.to) ?? view.status) : view.status
  const told = {
    ...view,
    status,
    shopAddress: [name, street, `${postalCode} ${city}`, country].filter(Boolean).join('\n'),
    statusUrl: orderLink(links, tx.shopId, row.order_id),
  }
  return composeReturn(told, row.language, name)
}

const stepNames = ['approved', 'rejected', 'withdrawn', 'received', 'refunded', 'exchanged'] as const

/** A settled return has told of its money itself. */
async function refundMail(
  tx: ShopTransaction,
  { links }: PaymentParts,
  row: OrderRow,
  { amount, reason }: z.infer<typeof refundAsked>,
): Promise<ComposedMail | null> {
  const returns = await returnsOfOrder({ tx, language: row.language }, { id: row.order_id })
  if (returns.some(({ number }) => number === reason)) return null
  const { name } = await readShop(tx)
  const statusUrl = orderLink(links, tx.shopId, row.order_id)
  const told = { orderNumber: row.number, amount: { amount, currency: row.currency }, statusUrl }
  return composeRefund(told, row.language, name)
}
