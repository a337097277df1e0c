import { z } from 'zod'
import { issueAddition, issueCreditNote, issueInvoice } from '../commerce/orders/index.ts'
import type { Database } from '../db/database.ts'
import type { Consumer } from '../durable/index.ts'

const added = z.object({ difference: z.number(), vat: z.number() })

/** Papers follow what happens: an invoice when an order is paid or sent, a credit note when money has gone back. Each once, however often it is told. */
export function orderPapers(db: Database): Consumer {
  return {
    name: 'order-papers',
    types: ['order.paid', 'order.status_changed', 'order.items_changed', 'payment.refunded'],
    handle: async (event) => {
      const orderId = event.subjects.order
      if (orderId && event.type === 'order.items_changed') {
        const { difference, vat } = added.parse(event.data)
        await db.inShop(event.shopId, (tx) => issueAddition(tx, { orderId, cause: event.id, total: difference, vat }))
        return
      }
      const isSent = event.type === 'order.status_changed' && event.data.to === 'shipped'
      if (!orderId || (event.type === 'order.status_changed' && !isSent)) return
      await db.inShop(event.shopId, (tx) =>
        event.type === 'payment.refunded' ? issueCreditNote(tx, orderId) : issueInvoice(tx, orderId),
      )
    },
  }
}
