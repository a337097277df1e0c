import { type Money, paymentStatus } from '@parley/contracts'
import type { PaymentHandle, PaymentState, PaymentStore } from '@parley/sdk'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'

export interface NewPayment {
  id: string
  orderId: string
  provider: string
  amount: Money
  /** Set where the provider settled at once. */
  state: PaymentState | null
  reference: string | null
  dueOn: string | null
  lookAt: Date | null
}

export async function writePayment(tx: ShopTransaction, payment: NewPayment): Promise<void> {
  const { state } = payment
  tx.send(
    tx.sql.insertInto('payment').values({
      shop_id: tx.shopId,
      payment_id: payment.id,
      order_id: payment.orderId,
      provider: payment.provider,
      currency: payment.amount.currency,
      amount: payment.amount.amount,
      status: state?.status ?? 'created',
      authorised: state?.authorised.amount ?? 0,
      captured: state?.captured.amount ?? 0,
      refunded: state?.refunded.amount ?? 0,
      provider_reference: state?.providerReference ?? null,
      provider_version: state?.version ?? 0,
      reference: payment.reference,
      due_on: payment.dueOn,
      look_at: payment.lookAt,
      created_at: tx.now,
      updated_at: tx.now,
    }),
  )
}

const paymentRecord = z.object({
  id: z.string(),
  orderId: z.string(),
  provider: z.string(),
  currency: z.string(),
  amount: z.number(),
  status: paymentStatus,
  authorised: z.number(),
  captured: z.number(),
  refunded: z.number(),
  disputed: z.number(),
  providerReference: z.string().nullable(),
  providerVersion: z.number(),
  redirectUrl: z.string().nullable(),
  looks: z.number(),
  createdAt: z.date(),
})
export type PaymentRecord = z.infer<typeof paymentRecord>

export function handleOf(payment: PaymentRecord): PaymentHandle {
  return {
    paymentId: payment.id,
    providerReference: payment.providerReference ?? '',
    amount: { amount: payment.amount, currency: payment.currency },
  }
}

export type PaymentWish = { paymentId: string } | { provider: string; providerReference: string }

export async function readPayment(
  tx: ShopTransaction,
  wish: PaymentWish,
  lock: 'lock' | 'look' = 'look',
): Promise<PaymentRecord | null> {
  const [payment] = await selectPayments(tx, wished(wish), lock)
  return payment ?? null
}

/** All payments of an order, the first one first. */
export const readPaymentsOf = (
  tx: ShopTransaction,
  orderId: string,
  lock: 'lock' | 'look' = 'look',
): Promise<PaymentRecord[]> => selectPayments(tx, sql`order_id = ${orderId}`, lock)

async function selectPayments(
  tx: ShopTransaction,
  where: RawBuilder<unknown>,
  lock: 'lock' | 'look',
): Promise<PaymentRecord[]> {
  const { rows } = await sql<unknown>`
    select payment_id as id, order_id as "orderId", provider, currency, amount, status, authorised, captured, refunded, disputed,
      provider_reference as "providerReference", provider_version as "providerVersion", redirect_url as "redirectUrl", looks, created_at as "createdAt"
    from payment where shop_id = ${tx.shopId} and ${where}
    order by created_at, payment_id ${lock === 'lock' ? sql`for no key update` : sql``}`.execute(tx.sql)
  return z.array(paymentRecord).parse(rows)
}

function wished(wish: PaymentWish): RawBuilder<unknown> {
  if ('paymentId' in wish) return sql`payment_id = ${wish.paymentId}`
  return sql`provider = ${wish.provider} and provider_reference = ${wish.providerReference}`
}

export async function updatePayment(
  tx: ShopTransaction,
  paymentId: string,
  set: {
    status?: string
    authorised?: number
    captured?: number
    refunded?: number
    disputed?: number
    provider_version?: number
    provider_reference?: string
    redirect_url?: string
    look_at?: Date | null
    looks?: number
  },
): Promise<void> {
  await tx.sql
    .updateTable('payment')
    .set({ ...set, updated_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('payment_id', '=', paymentId)
    .execute()
}

/** Takes a due payment to look after, so that no other process does; false where one has. */
export async function claimLook(tx: ShopTransaction, paymentId: string, next: Date): Promise<boolean> {
  const done = await sql`update payment set look_at = ${next}, looks = looks + 1
    where shop_id = ${tx.shopId} and payment_id = ${paymentId} and look_at <= ${tx.now}`.execute(tx.sql)
  return Number(done.numAffectedRows) > 0
}

/** Remembers a piece of news by the provider's id of it; false where it was heard before. */
export async function isNews(
  tx: ShopTransaction,
  news: { provider: string; eventId: string; paymentId: string },
): Promise<boolean> {
  const done = await sql`
    insert into payment_news (shop_id, provider, event_id, payment_id, at)
    values (${tx.shopId}, ${news.provider}, ${news.eventId}, ${news.paymentId}, ${tx.now}) on conflict do nothing`.execute(
    tx.sql,
  )
  return Number(done.numAffectedRows) > 0
}

/** A provider's rows in the transaction of the caller. */
export function storeIn(tx: ShopTransaction): PaymentStore {
  const read = async (paymentId: string) => {
    const { rows } = await sql<{ state: unknown }>`select state from sandbox_payment
      where shop_id = ${tx.shopId} and payment_id = ${paymentId} for update`.execute(tx.sql)
    return rows[0]?.state
  }
  return {
    async change(paymentId, change) {
      const before = await read(paymentId)
      const after = change(before)
      if (after === undefined || after === null || after === before) return after
      const text = JSON.stringify(after)
      const done = await sql`
        insert into sandbox_payment (shop_id, payment_id, state) values (${tx.shopId}, ${paymentId}, ${text}::jsonb)
        on conflict (shop_id, payment_id) do update set state = excluded.state where ${before !== undefined}::boolean`.execute(
        tx.sql,
      )
      if (Number(done.numAffectedRows) > 0) return JSON.parse(text)
      // Somebody wrote the first row at the same instant: what it says counts.
      return this.change(paymentId, change)
    },
  }
}
