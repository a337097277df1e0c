import { decimalsOf } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { readDocuments } from './document-store.ts'

export interface Entry {
  at: Date
  kind: 'invoice' | 'credit-note' | 'payment' | 'refund'
  /** The paper's number; none for money. */
  number: string
  order: string
  currency: string
  /** Minor units; what leaves the shop is below zero. */
  amount: number
  vat: number
  provider: string
  reference: string
  /** The buyer's own number for the order; empty where there is none, or she is forgotten. */
  purchaseOrder: string
}

/** All that belongs into the books of a time, by its instant. */
export async function entriesOf(tx: ShopTransaction, time: { from: Date; to: Date }): Promise<Entry[]> {
  const documents = await readDocuments(tx, time)
  const own = await purchaseOrders(
    tx,
    documents.map(({ orderId }) => orderId),
  )
  const papers = documents.map((paper): Entry => {
    const sign = paper.kind === 'invoice' ? 1 : -1
    const { kind, currency, body, issuedAt: at } = paper
    const amounts = { amount: sign * paper.total, vat: sign * paper.vat }
    return {
      at,
      kind,
      number: String(paper.number),
      order: body.orderNumber,
      currency,
      ...amounts,
      provider: '',
      reference: '',
      purchaseOrder: own.get(paper.orderId) ?? '',
    }
  })
  const { rows } = await sql<{
    at: Date
    type: string
    amount: number
    number: string
    currency: string
    provider: string
    reference: string | null
    purchaseOrder: string | null
  }>`
    select e.at, e.type, (e.data ->> 'amount')::bigint as amount, o.number, p.currency, p.provider, p.provider_reference as reference,
      o.contact ->> 'purchaseOrder' as "purchaseOrder"
    from event e
    join payment p on p.shop_id = e.shop_id and p.payment_id = e.subjects ->> 'payment'
    join orders o on o.shop_id = p.shop_id and o.order_id = p.order_id
    where e.shop_id = ${tx.shopId} and e.type in ('payment.captured', 'payment.refunded') and e.at >= ${time.from} and e.at < ${time.to}
    order by e.at limit 100000`.execute(tx.sql)
  const moved = rows.map((row): Entry => {
    const back = row.type === 'payment.refunded'
    const { at, currency, provider } = row
    const amount = back ? -row.amount : row.amount
    return {
      at,
      kind: back ? 'refund' : 'payment',
      number: '',
      order: row.number,
      currency,
      amount,
      vat: 0,
      provider,
      reference: row.reference ?? '',
      purchaseOrder: row.purchaseOrder ?? '',
    }
  })
  return [...papers, ...moved].sort((one, other) => one.at.getTime() - other.at.getTime())
}

async function purchaseOrders(tx: ShopTransaction, orderIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; number: string }>`
    select order_id as id, contact ->> 'purchaseOrder' as number from orders
    where shop_id = ${tx.shopId} and order_id = any(${[...new Set(orderIds)]}) and contact ->> 'purchaseOrder' is not null`.execute(
    tx.sql,
  )
  return new Map(rows.map(({ id, number }) => [id, number]))
}

const head = ['date', 'kind', 'number', 'order', 'currency', 'amount', 'vat', 'provider', 'reference', 'purchase_order']

/** One line each, amounts as decimals; a field that a spreadsheet would take for a formula is not one. */
export function bookkeepingCsv(entries: readonly Entry[]): string {
  const lines = entries.map(
    ({ at, kind, number, order, currency, amount, vat, provider, reference, purchaseOrder }) => [
      at.toISOString().slice(0, 10),
      kind,
      number,
      order,
      currency,
      decimal(amount, currency),
      decimal(vat, currency),
      field(provider),
      field(reference),
      field(purchaseOrder),
    ],
  )
  return `${[head, ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`
}

function decimal(amount: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${amount < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`
}

const field = (text: string): string => `"${text.replace(/^[=+\-@\t]/, "'$&").replaceAll('"', '""')}"`
