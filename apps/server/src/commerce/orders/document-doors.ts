import { money } from '@parley/contracts'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Database, ShopTransaction } from '../../db/database.ts'
import { type AnyInput, type Door, door } from '../../db/door.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { bookkeepingCsv, entriesOf } from './bookkeeping.ts'
import { documentKind, type OrderDocument, paperOf } from './document.ts'
import { issueInvoice, readDocuments } from './document-store.ts'
import { drawPaper } from './draw-document.ts'
import { type Links, linkToken, shopOfToken } from './order-links.ts'
import { readOrders } from './order-store.ts'
import type { OrderRow } from './order-view.ts'

const tag = 'papers'
const orderParams = z.object({ orderId: z.string() })
const documentView = z.object({
  id: z.string(),
  kind: documentKind,
  number: z.int(),
  total: money,
  vat: money,
  issuedAt: z.iso.datetime(),
  /** The PDF, signed. */
  url: z.string(),
})

export interface DocumentParts {
  links: Links
  /** The order where the caller may see it. */
  visible: (tx: ShopTransaction, input: AnyInput) => Promise<Outcome<OrderRow>>
}

/** Invoices and credit notes, and the books for the bookkeeper. */
export function documentDoors({ links, visible }: DocumentParts): Door[] {
  return [
    door({
      method: 'get',
      path: '/orders/{orderId}/documents',
      tag,
      summary: 'The papers of an order',
      description: 'Its invoice and credit notes, each with a link to the PDF.',
      access: { visitor: true, scope: 'orders:read' },
      params: orderParams,
      query: z.object({ t: z.string().max(300).optional() }),
      answer: z.object({ documents: z.array(documentView) }),
      handle: async (tx, input) => {
        const order = await visible(tx, input)
        if (!order.ok) return order
        const documents = await readDocuments(tx, { orderId: order.value.order_id })
        return granted({ documents: documents.map((each) => viewOf(each, tx.shopId, links)) })
      },
    }),
    door({
      method: 'post',
      path: '/orders/{orderId}/invoice',
      tag,
      summary: 'Issue the invoice',
      description: 'Numbered without a gap. One per order: asked for again, it is the same.',
      access: { scope: 'orders:write' },
      params: orderParams,
      answer: documentView,
      status: 201,
      handle: async (tx, { params }) => {
        const made = await issueInvoice(tx, params.orderId)
        if (!made) return refuse('order.not_found', 'There is no such order, or nothing to invoice.')
        return granted(viewOf(made, tx.shopId, links))
      },
    }),
    door({
      method: 'get',
      path: '/bookkeeping',
      tag,
      summary: 'The books of a time',
      description:
        'Invoices, credit notes, money that came and went, one line each, as CSV. `to` is the day after the last.',
      access: { scope: 'settings' },
      query: z.object({
        from: z.iso.date().default('2000-01-01'),
        to: z.iso.date().default('2100-01-01'),
      }),
      answer: z.object({ csv: z.string() }),
      handle: async (tx, { query }) => {
        const entries = await entriesOf(tx, { from: new Date(query.from), to: new Date(query.to) })
        return granted({ csv: bookkeepingCsv(entries) })
      },
    }),
  ]
}

/** The papers themselves, for whoever holds the link. */
export function documentPages(parts: { db: Database; links: Links }): Hono {
  return new Hono().get('/papers/:file', async (c) => {
    const documentId = /^(doc_[a-z0-9]+)\.pdf$/.exec(c.req.param('file'))?.[1] ?? ''
    const shopId = shopOfToken(parts.links.secret, 'paper', documentId, c.req.query('t'))
    const found = shopId && (await parts.db.inShop(shopId, (tx) => readPaper(tx, documentId)))
    if (!found) return c.text('Not found', 404)
    const { document, order } = found
    const pdf = await drawPaper(paperOf(document, order), document.issuedAt)
    return new Response(Buffer.from(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${document.kind}-${document.number}.pdf"`,
        'cache-control': 'no-store',
      },
    })
  })
}

async function readPaper(tx: ShopTransaction, documentId: string) {
  const [document] = await readDocuments(tx, { documentId })
  const [order] = document ? await readOrders(tx, { orderId: document.orderId }, 1) : []
  return document && order ? { document, order } : null
}

function viewOf(document: OrderDocument, shopId: string, links: Links): z.infer<typeof documentView> {
  const of = (amount: number) => ({ amount, currency: document.currency })
  const { id, kind, number } = document
  return {
    ...{ id, kind, number },
    total: of(document.total),
    vat: of(document.vat),
    issuedAt: document.issuedAt.toISOString(),
    url: `${links.publicUrl}/papers/${id}.pdf?t=${linkToken(links.secret, 'paper', shopId, id)}`,
  }
}
