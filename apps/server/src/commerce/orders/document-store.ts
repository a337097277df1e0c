import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { readShop, type Shop } from '../../identity/index.ts'
import { divideRound } from '../pricing/index.ts'
import { type DocumentKind, documentBody, documentKind, type OrderDocument } from './document.ts'
import { lockOrder, readOrders } from './order-store.ts'
import type { OrderRow } from './order-view.ts'
import { sayOfOrders } from './orders-texts.ts'

const firstNumber = 1

/** The invoice of an order, issued now where there is none. Its number is taken in this transaction, so that none is ever left out. */
export async function issueInvoice(tx: ShopTransaction, orderId: string): Promise<OrderDocument | null> {
  const order = await lockOrder(tx, orderId)
  const [row] = order ? await readOrders(tx, { orderId }, 1) : []
  if (!row || row.total === 0) return null
  const known = (await readDocuments(tx, { orderId })).find(({ kind }) => kind === 'invoice')
  if (known) return known
  return await issue(tx, row, {
    kind: 'invoice',
    total: row.total,
    vat: row.vat,
    lines: linesOf(row),
    invoiceNumber: null,
  })
}

/** A credit note for what has been given back of an order and stands on none yet. Nothing where there is nothing, or no invoice to take back. */
export async function issueCreditNote(tx: ShopTransaction, orderId: string): Promise<OrderDocument | null> {
  const order = await lockOrder(tx, orderId)
  const [row] = order ? await readOrders(tx, { orderId }, 1) : []
  if (!row) return null
  const known = await readDocuments(tx, { orderId })
  const invoices = known.filter(({ kind }) => kind === 'invoice')
  const [invoice] = invoices
  const credited = known.filter(({ kind }) => kind === 'credit-note').reduce((sum, { total }) => sum + total, 0)
  const { rows } = await sql<{ refunded: number }>`
    select coalesce(sum(refunded), 0)::bigint as refunded from payment where shop_id = ${tx.shopId} and order_id = ${orderId}`.execute(
    tx.sql,
  )
  // By what was invoiced: an order that has become smaller since goes back by more than is left of it.
  const invoiced = invoices.reduce((sum, paper) => sum + paper.total, 0)
  const vat = invoices.reduce((sum, paper) => sum + paper.vat, 0)
  const total = Math.min(rows[0]?.refunded ?? 0, invoiced) - credited
  if (!invoice || total <= 0) return null
  const text = sayOfOrders(row.language, 'paper.given_back', { number: row.number })
  return await issue(tx, row, {
    kind: 'credit-note',
    total,
    vat: divideRound(BigInt(vat) * BigInt(total), BigInt(invoiced)),
    lines: [{ text, quantity: null, amount: total }],
    invoiceNumber: invoice.number,
  })
}

/** An invoice for what was added to an order that had one already. `cause` is what added it: told twice, it is one paper. */
export async function issueAddition(
  tx: ShopTransaction,
  of: { orderId: string; cause: string; total: number; vat: number },
): Promise<OrderDocument | null> {
  const order = await lockOrder(tx, of.orderId)
  const [row] = order ? await readOrders(tx, { orderId: of.orderId }, 1) : []
  const known = row ? await readDocuments(tx, { orderId: of.orderId }) : []
  if (!row || of.total <= 0 || !known.some(({ kind }) => kind === 'invoice')) return null
  if (known.some(({ body }) => body.cause === of.cause)) return null
  const text = sayOfOrders(row.language, 'paper.added', { number: row.number })
  return await issue(tx, row, {
    ...{ kind: 'invoice', total: of.total, vat: of.vat, invoiceNumber: null, cause: of.cause },
    lines: [{ text, quantity: null, amount: of.total }],
  })
}

async function issue(
  tx: ShopTransaction,
  order: OrderRow,
  of: Pick<OrderDocument, 'kind' | 'total' | 'vat'> &
    Pick<OrderDocument['body'], 'lines' | 'invoiceNumber'> & {
      cause?: string
    },
): Promise<OrderDocument> {
  const body = {
    language: order.language,
    seller: sellerOf(await readShop(tx)),
    orderNumber: order.number,
    lines: of.lines,
    dueOn: of.kind === 'invoice' ? (order.payment?.due_on ?? null) : null,
    reference: of.kind === 'invoice' ? (order.payment?.reference ?? null) : null,
    invoiceNumber: of.invoiceNumber,
    cause: of.cause ?? null,
  }
  const made: OrderDocument = {
    id: tx.id('doc'),
    kind: of.kind,
    number: await nextDocumentNumber(tx, of.kind),
    orderId: order.order_id,
    currency: order.currency,
    total: of.total,
    vat: of.vat,
    body,
    issuedAt: tx.now,
  }
  await tx.sql
    .insertInto('document')
    .values({
      shop_id: tx.shopId,
      document_id: made.id,
      kind: made.kind,
      number: made.number,
      order_id: made.orderId,
      currency: made.currency,
      total: made.total,
      vat: made.vat,
      body: JSON.stringify(body),
      issued_at: tx.now,
    })
    .execute()
  tx.event('document.issued', { document: made.id, order: made.orderId, person: order.person_id }, { kind: made.kind })
  return made
}

/** The row of the counter stays locked until the transaction ends: whoever is undone gives the number back. */
async function nextDocumentNumber(tx: ShopTransaction, kind: DocumentKind): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    insert into counter (shop_id, name, value) values (${tx.shopId}, ${kind}, ${firstNumber})
    on conflict (shop_id, name) do update set value = counter.value + 1 returning value`.execute(tx.sql)
  return rows[0]?.value ?? firstNumber
}

function linesOf(order: OrderRow): OrderDocument['body']['lines'] {
  const say = (key: Parameters<typeof sayOfOrders>[1]) => sayOfOrders(order.language, key)
  return [
    ...order.lines.map((line) => ({
      text: [line.title, line.options].filter(Boolean).join(', '),
      quantity: line.quantity,
      amount: line.total,
    })),
    ...(order.delivery > 0 ? [{ text: say('paper.delivery'), quantity: null, amount: order.delivery }] : []),
    ...(order.discount > 0 ? [{ text: say('paper.discount'), quantity: null, amount: -order.discount }] : []),
  ]
}

function sellerOf({ name, settings }: Shop): OrderDocument['body']['seller'] {
  const { street, postalCode, city, country } = settings.address
  const address = [street, `${postalCode} ${city}`.trim(), country].filter((line) => line !== '')
  return {
    name: settings.legalName || name,
    organisationNumber: settings.organisationNumber,
    address,
    email: settings.email,
  }
}

export type DocumentWish = { orderId: string } | { documentId: string } | { from: Date; to: Date }

/** Papers, the first one first. */
export async function readDocuments(tx: ShopTransaction, wish: DocumentWish): Promise<OrderDocument[]> {
  const base = tx.sql.selectFrom('document').selectAll().where('shop_id', '=', tx.shopId)
  const wished =
    'orderId' in wish
      ? base.where('order_id', '=', wish.orderId)
      : 'documentId' in wish
        ? base.where('document_id', '=', wish.documentId)
        : base.where('issued_at', '>=', wish.from).where('issued_at', '<', wish.to)
  const rows = await wished.orderBy('issued_at').orderBy('kind', 'desc').orderBy('number').limit(10_000).execute()
  return z
    .array(documentRow)
    .parse(rows)
    .map((row) => ({
      id: row.document_id,
      kind: row.kind,
      number: row.number,
      orderId: row.order_id,
      currency: row.currency,
      total: row.total,
      vat: row.vat,
      body: row.body,
      issuedAt: row.issued_at,
    }))
}

const documentRow = z.object({
  document_id: z.string(),
  kind: documentKind,
  number: z.int(),
  order_id: z.string(),
  currency: z.string(),
  total: z.int(),
  vat: z.int(),
  body: documentBody,
  issued_at: z.date(),
})
