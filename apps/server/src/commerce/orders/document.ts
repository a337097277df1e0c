import type { LanguageTag } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { z } from 'zod'
import type { OrderRow } from './order-view.ts'
import { sayOfOrders } from './orders-texts.ts'

export const documentKind = z.enum(['invoice', 'credit-note'])
export type DocumentKind = z.infer<typeof documentKind>

/** What a paper says for good: the seller and the lines as they were on its day. Who bought is read from the order, and goes with her. */
export const documentBody = z.object({
  language: z.string(),
  seller: z.object({
    name: z.string(),
    organisationNumber: z.string(),
    address: z.array(z.string()),
    email: z.string(),
  }),
  orderNumber: z.string(),
  lines: z.array(z.object({ text: z.string(), quantity: z.int().nullable(), amount: z.int() })),
  dueOn: z.string().nullable(),
  reference: z.string().nullable(),
  /** The invoice that a credit note takes back a part of. */
  invoiceNumber: z.int().nullable(),
  /** What it was issued for, where that is not the order itself: the id of the event that told of it. */
  cause: z.string().nullable().default(null),
})
export type DocumentBody = z.infer<typeof documentBody>

export interface OrderDocument {
  id: string
  kind: DocumentKind
  number: number
  orderId: string
  currency: string
  total: number
  vat: number
  body: DocumentBody
  issuedAt: Date
}

/** A paper as it is laid out: pure text, in the language in which it was ordered. */
export interface Paper {
  language: LanguageTag
  title: string
  seller: string[]
  buyer: string[]
  facts: { label: string; value: string }[]
  rows: { text: string; quantity: string; amount: string }[]
  sums: { label: string; value: string }[]
}

/** The paper of a document. A buyer who has been forgotten is not named any more. */
export function paperOf(document: OrderDocument, order: Pick<OrderRow, 'contact' | 'address'>): Paper {
  const { body, currency } = document
  const { language } = body
  const say = (key: Parameters<typeof sayOfOrders>[1], values?: Record<string, string | number>) =>
    sayOfOrders(language, key, values)
  const show = (amount: number) => formatMoney({ amount, currency }, language)
  const { contact, address } = order
  const facts = [
    { label: say('paper.date'), value: document.issuedAt.toISOString().slice(0, 10) },
    { label: say('paper.order'), value: body.orderNumber },
    ...(contact?.purchaseOrder ? [{ label: say('paper.purchase_order'), value: contact.purchaseOrder }] : []),
    ...(body.invoiceNumber === null ? [] : [{ label: say('paper.of_invoice'), value: String(body.invoiceNumber) }]),
    ...(body.dueOn === null ? [] : [{ label: say('paper.due'), value: body.dueOn }]),
    ...(body.reference === null ? [] : [{ label: say('paper.reference'), value: body.reference }]),
  ]
  return {
    language,
    title: say(document.kind === 'invoice' ? 'paper.invoice' : 'paper.credit_note', { number: document.number }),
    seller: [body.seller.name, ...body.seller.address, body.seller.organisationNumber, body.seller.email].filter(
      (line) => line !== '',
    ),
    buyer: [
      contact?.company ?? '',
      contact?.name ?? '',
      contact?.vatNumber ?? '',
      address?.line1 ?? '',
      address?.line2 ?? '',
      address ? `${address.postalCode} ${address.city}` : '',
      address?.country ?? '',
    ].filter((line) => line !== ''),
    facts,
    rows: body.lines.map(({ text, quantity, amount }) => ({
      text,
      quantity: quantity === null ? '' : String(quantity),
      amount: show(amount),
    })),
    sums: [
      { label: say('paper.net'), value: show(document.total - document.vat) },
      { label: say('paper.vat'), value: show(document.vat) },
      { label: say('paper.total'), value: show(document.total) },
    ],
  }
}
