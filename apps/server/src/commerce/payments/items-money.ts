import { sql } from 'kysely'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import type { OrderRow } from '../orders/index.ts'
import { refundable } from './ask-refund.ts'
import type { ItemsCall } from './items-deed.ts'
import { isOpen, securedBy } from './payment.ts'
import { type PaymentRecord, readPaymentsOf } from './payment-store.ts'
import { offeredProviders } from './providers.ts'

/** What an edit does to the money of an order. */
export type ItemsMoney =
  /** Paid later: the invoice is drawn up anew, over this. */
  | { kind: 'account'; paymentId: string; provider: string; amount: number }
  /** Not paid yet: what is still to be paid, by the same way. */
  | { kind: 'open'; provider: string; amount: number }
  /** Paid: what goes back at once, and by which way more would be paid. What was only put aside is taken for less. */
  | { kind: 'paid'; back: number; provider: string }

/** Refused: `order.items_account` (a company's order on account is not raised), `order.items_desk` (what can't be reckoned by itself). */
export async function moneyOfItems(call: ItemsCall, order: OrderRow, difference: number): Promise<Outcome<ItemsMoney>> {
  const { tx, parts } = call
  const payments = await readPaymentsOf(tx, order.order_id)
  const takes = (payment: PaymentRecord) =>
    parts.definitions.find(({ id }) => id === payment.provider)?.takes ?? 'redirect'
  const { number } = order
  const desk = () => refuse('order.items_desk', 'Somebody of the shop has to do this.', { values: { number } })
  const total = order.total + difference
  const account = payments.find(
    (each) => takes(each) === 'on-account' && each.provider !== 'gift-card' && each.status === 'authorised',
  )
  if (account && account.captured === 0) {
    const others = payments.filter(({ id }) => id !== account.id).reduce((sum, each) => sum + securedBy(each), 0)
    if (difference > 0 && (await isOfCompany(call, order.order_id)))
      return refuse('order.items_account', 'A company’s order on account is not raised.', { values: { number } })
    if (total <= others) return desk()
    return granted({ kind: 'account', paymentId: account.id, provider: account.provider, amount: total - others })
  }
  const secured = payments.reduce((sum, each) => sum + securedBy(each), 0)
  if (order.status === 'placed') {
    const open = payments.findLast(({ status, provider }) => isOpen(status) && provider !== 'gift-card')
    if (!open || total <= secured) return desk()
    return granted({ kind: 'open', provider: open.provider, amount: total - secured })
  }
  const provider = await wayToPay(call, order, payments)
  if (difference > 0 && provider === null) return desk()
  const taken = (await refundable(tx, order.order_id, 'look')).reduce((sum, part) => sum + part.amount, 0)
  const kept = payments.reduce((sum, each) => sum + each.captured - each.refunded, 0)
  const back = Math.max(0, Math.min(taken, kept - total))
  return granted({ kind: 'paid', back: difference < 0 ? back : 0, provider: provider ?? '' })
}

/** The way she paid, where it has a page of its own; else any that has. */
async function wayToPay({ tx, parts }: ItemsCall, order: OrderRow, payments: readonly PaymentRecord[]) {
  const pages = (await offeredProviders(tx, parts)).filter(
    ({ definition }) =>
      definition.takes === 'redirect' &&
      (definition.currencies?.includes(order.currency) ?? true) &&
      !definition.byItself,
  )
  const used = pages.find(({ definition }) => payments.some(({ provider }) => provider === definition.id))
  return (used ?? pages[0])?.definition.id ?? null
}

async function isOfCompany({ tx }: ItemsCall, orderId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from company_order where shop_id = ${tx.shopId} and order_id = ${orderId}`.execute(tx.sql)
  return rows.length > 0
}
