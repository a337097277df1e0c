import { money, paymentStatus } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'

const refundView = z.object({
  id: z.string(),
  amount: money,
  /** `pending`: the provider has not said yet whether it went through; it is looked up. */
  status: z.enum(['asked', 'pending', 'done', 'refused']),
  reason: z.string().nullable(),
  at: z.iso.datetime(),
})

/** A payment as those who work in the shop see it, with what was given back of it. */
export const paymentView = z.object({
  id: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  provider: z.string(),
  status: paymentStatus,
  amount: money,
  authorised: money,
  captured: money,
  refunded: money,
  /** What the payer's bank holds back because she disputes it. */
  disputed: money,
  providerReference: z.string().nullable(),
  /** When the provider is asked next, where something is still open. */
  lookAt: z.iso.datetime().nullable(),
  refunds: z.array(refundView),
  createdAt: z.iso.datetime(),
})
export type PaymentView = z.infer<typeof paymentView>

export interface PaymentPage {
  orderId?: string | undefined
  provider?: string | undefined
  /** Only what somebody may want to look into: open, owed, refused or disputed. */
  unsettled?: boolean | undefined
  disputed?: boolean | undefined
  /** Part of an order's number or of the provider's reference. */
  search?: string | undefined
  after?: string | undefined
  limit: number
}

/** Payments, newest first, a page at a time. */
export async function pagePayments(
  tx: ShopTransaction,
  page: PaymentPage,
): Promise<{ payments: PaymentView[]; next: string | null }> {
  const [at, id] = page.after?.split('~') ?? []
  const search = page.search?.trim()
  const { rows } = await sql<unknown>`
    select p.payment_id, p.order_id, o.number, p.provider, p.currency, p.status, p.amount, p.authorised, p.captured, p.refunded, p.disputed,
      p.provider_reference, p.look_at, p.created_at,
      (select coalesce(jsonb_agg(to_jsonb(r) order by r.created_at, r.refund_id), '[]') from refund r
        where r.shop_id = p.shop_id and r.payment_id = p.payment_id) as refunds
    from payment p join orders o on o.shop_id = p.shop_id and o.order_id = p.order_id
    where p.shop_id = ${tx.shopId}
      ${page.orderId ? sql`and p.order_id = ${page.orderId}` : sql``}
      ${page.provider ? sql`and p.provider = ${page.provider}` : sql``}
      ${page.disputed ? sql`and p.disputed > 0` : sql``}
      ${search ? sql`and (position(lower(${search}) in lower(o.number)) > 0 or position(lower(${search}) in lower(p.provider_reference)) > 0)` : sql``}
      ${
        page.unsettled
          ? sql`and (p.disputed > 0 or p.look_at is not null or exists (select from refund r
        where r.shop_id = p.shop_id and r.payment_id = p.payment_id and r.status <> 'done'))`
          : sql``
      }
      ${at && id && !Number.isNaN(Date.parse(at)) ? sql`and (p.created_at, p.payment_id) < (${at}::timestamptz, ${id})` : sql``}
    order by p.created_at desc, p.payment_id desc limit ${page.limit + 1}`.execute(tx.sql)
  const found = z.array(paymentRow).parse(rows)
  const last = found.length > page.limit ? found[page.limit - 1] : undefined
  return {
    payments: found.slice(0, page.limit).map(viewOf),
    next: last ? `${last.created_at.toISOString()}~${last.payment_id}` : null,
  }
}

const paymentRow = z.object({
  payment_id: z.string(),
  order_id: z.string(),
  number: z.string(),
  provider: z.string(),
  currency: z.string(),
  status: paymentStatus,
  amount: z.number(),
  authorised: z.number(),
  captured: z.number(),
  refunded: z.number(),
  disputed: z.number(),
  provider_reference: z.string().nullable(),
  look_at: z.date().nullable(),
  created_at: z.date(),
  refunds: z.array(
    z.object({
      refund_id: z.string(),
      amount: z.number(),
      status: z.enum(['asked', 'unknown', 'done', 'refused']),
      reason: z.string().nullable(),
      created_at: z.coerce.date(),
    }),
  ),
})

function viewOf(row: z.infer<typeof paymentRow>): PaymentView {
  const of = (amount: number) => ({ amount, currency: row.currency })
  return {
    id: row.payment_id,
    orderId: row.order_id,
    orderNumber: row.number,
    provider: row.provider,
    status: row.status,
    amount: of(row.amount),
    authorised: of(row.authorised),
    captured: of(row.captured),
    refunded: of(row.refunded),
    disputed: of(row.disputed),
    providerReference: row.provider_reference,
    lookAt: row.look_at?.toISOString() ?? null,
    refunds: row.refunds.map((refund) => ({
      id: refund.refund_id,
      amount: of(refund.amount),
      status: refund.status === 'unknown' ? 'pending' : refund.status,
      reason: refund.reason,
      at: refund.created_at.toISOString(),
    })),
    createdAt: row.created_at.toISOString(),
  }
}
