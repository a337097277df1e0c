import { type RawBuilder, sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'

/** A sum that does not come out: which one, and of what. */
export interface LedgerFault {
  rule: LedgerRule
  /** The order, payment, refund or shelf (`variant at location`) it was found at. */
  ids: string[]
}
export type LedgerRule = keyof typeof rules

const paidFor = sql`('paid', 'packed', 'shipped', 'delivered', 'closed')`
const paymentsOf = sql`from payment p where p.shop_id = o.shop_id and p.order_id = o.order_id`
const reservedFor = sql`from reservation r where r.shop_id = s.shop_id and r.variant_id = s.variant_id and r.location_id = s.location_id`
const refundsOf = sql`from refund r where r.shop_id = p.shop_id and r.payment_id = p.payment_id`

/** Each finds the ids of what is wrong; nothing found is fine. Every one reads a shop's rows alone. */
const rules = {
  'every order adds up': sql`
    select o.order_id as id from orders o where o.total <> o.goods - o.discount + o.delivery or o.vat > o.total or o.total < 0
      or o.goods <> (select coalesce(sum(l.total), 0) from order_line l where l.shop_id = o.shop_id and l.order_id = o.order_id)`,
  'no payment took more than was agreed, or gave back more than it took': sql`
    select p.payment_id as id from payment p where p.refunded > p.captured or p.captured > p.amount or p.authorised > p.amount or p.refunded < 0`,
  'refunds never come to more than was taken': sql`
    select p.payment_id as id from payment p where p.captured > 0
      and (select coalesce(sum(r.amount), 0) ${refundsOf} and r.status <> 'refused') > p.captured`,
  'money and store credit together never come to more than was taken': sql`
    select o.order_id as id from orders o where (select coalesce(sum(c.amount), 0) from store_credit c where c.shop_id = o.shop_id and c.order_id = o.order_id) > 0
      and (select coalesce(sum(c.amount), 0) from store_credit c where c.shop_id = o.shop_id and c.order_id = o.order_id)
        + (select coalesce(sum(r.amount), 0) from refund r join payment p on p.shop_id = r.shop_id and p.payment_id = r.payment_id
          where p.shop_id = o.shop_id and p.order_id = o.order_id and r.status <> 'refused')
        > (select coalesce(sum(p.captured), 0) ${paymentsOf})`,
  'what was given back stands in a refund': sql`
    select p.payment_id as id from payment p where p.captured > 0
      and p.refunded < (select coalesce(sum(r.amount), 0) ${refundsOf} and r.status = 'done')`,
  'an order that goes out is paid for, or on account': sql`
    select o.order_id as id from orders o where o.status in ${paidFor}
      and (select coalesce(sum(greatest(p.authorised, p.captured)), 0) ${paymentsOf}) < o.total`,
  'money that covers an order has paid it': sql`
    select o.order_id as id from orders o where o.status = 'placed' and o.total > 0
      and (select coalesce(sum(p.captured - p.refunded), 0) ${paymentsOf}) >= o.total`,
  'no money is kept for an order that was called off': sql`
    select o.order_id as id from orders o where o.status = 'cancelled' and exists (select ${paymentsOf}
      and greatest(p.captured - p.refunded, case when p.captured = 0 then p.authorised else 0 end)
        > (select coalesce(sum(r.amount), 0) ${refundsOf} and r.status in ('asked', 'unknown')))`,
  'no refund was refused': sql`
    select r.refund_id as id from refund r where r.status = 'refused'`,
  'stock reserved equals the reservations that are held': sql`
    select s.variant_id || ' at ' || s.location_id as id from stock s
      where s.reserved <> (select coalesce(sum(r.quantity), 0) ${reservedFor} and r.state = 'held')`,
  'what an order took off the shelf is what was ordered': sql`
    select o.order_id as id from orders o where o.status in ${paidFor} and exists (
      select l.variant_id from order_line l where l.shop_id = o.shop_id and l.order_id = o.order_id group by l.variant_id
      having sum(l.quantity) <> (select coalesce(sum(r.quantity), 0) from reservation r
        where r.shop_id = o.shop_id and r.order_id = o.order_id and r.variant_id = l.variant_id and r.state = 'committed'))`,
  'nothing is held for an order that was called off': sql`
    select o.order_id as id from orders o where o.status = 'cancelled' and exists (
      select from reservation r where r.shop_id = o.shop_id and r.order_id = o.order_id and r.state <> 'released')`,
  'no parcel holds more than was ordered': sql`
    select l.order_id as id from order_line l where l.quantity < (
      select coalesce(sum(f.quantity), 0) from fulfilment_line f where f.shop_id = l.shop_id and f.line_id = l.line_id)`,
  'nothing comes back twice': sql`
    select l.order_id as id from order_line l where l.quantity < (
      select coalesce(sum(r.quantity), 0) from return_line r join return_request q on q.shop_id = r.shop_id and q.return_id = r.return_id
      where r.shop_id = l.shop_id and r.line_id = l.line_id and q.status not in ('rejected', 'withdrawn'))`,
  'no return gave back more than its things had cost': sql`
    select q.return_id as id from return_request q where q.refunded > q.goods + q.delivery or (q.refunded > 0 and q.status <> 'refunded')`,
  'papers are numbered without a gap': sql`
    select d.kind as id from document d group by d.kind having max(d.number) - min(d.number) + 1 <> count(*)`,
} satisfies Record<string, RawBuilder<unknown>>

const names = Object.keys(rules).filter((name): name is LedgerRule => name in rules)

/**
 * Adds up all that a shop has sold: orders, payments, refunds, stock, reservations, parcels and papers. Looks only; whoever mends it has to
 * know why. It is one reading of one instant, so it may be asked for while the shop sells.
 */
export async function checkLedger(tx: ShopTransaction, most = 20): Promise<LedgerFault[]> {
  const faults: LedgerFault[] = []
  for (const rule of names) {
    const { rows } = await sql<{
      id: string
    }>`select * from (${rules[rule]}) as found order by id limit ${most}`.execute(tx.sql)
    if (rows.length > 0) faults.push({ rule, ids: rows.map(({ id }) => id) })
  }
  return faults
}

/** What is checked, in the order in which it is. */
export const ledgerRules: readonly LedgerRule[] = names
