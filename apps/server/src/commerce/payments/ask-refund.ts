import type { Actor } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { lockOrder } from '../orders/index.ts'
import { leftToRefund } from './payment.ts'
import { type PaymentRecord, readPaymentsOf, updatePayment } from './payment-store.ts'
import { readRefunds, writeRefund } from './refund-store.ts'

export interface RefundPart {
  payment: PaymentRecord
  amount: number
}

/** What can still be given back of each payment of an order, the latest first: back the way the money came. */
export async function refundable(tx: ShopTransaction, orderId: string, lock: 'lock' | 'look'): Promise<RefundPart[]> {
  const payments = await readPaymentsOf(tx, orderId, lock)
  const refunds = await readRefunds(
    tx,
    payments.map((payment) => payment.id),
  )
  const parts = payments
    .map((payment) => ({
      payment,
      amount: leftToRefund(
        payment,
        refunds.filter(({ paymentId, status }) => paymentId === payment.id && status !== 'refused'),
      ),
    }))
    .filter(({ amount }) => amount > 0)
    .reverse()
  return withoutCredit(parts, await creditGiven(tx, orderId))
}

/** What was made good by store credit does not go back as money as well. */
function withoutCredit(parts: readonly RefundPart[], credit: number): RefundPart[] {
  let owed = credit
  const left = parts.toReversed().map((part) => {
    const used = Math.min(owed, part.amount)
    owed -= used
    return { ...part, amount: part.amount - used }
  })
  return left.filter(({ amount }) => amount > 0).reverse()
}

async function creditGiven(tx: ShopTransaction, orderId: string): Promise<number> {
  const { rows } = await sql<{ given: number }>`
    select coalesce(sum(amount), 0)::bigint as given from store_credit where shop_id = ${tx.shopId} and order_id = ${orderId}`.execute(
    tx.sql,
  )
  return Number(rows[0]?.given ?? 0)
}

/** Shares an amount out over what is left of the payments. Refused: `refund.too_much`, with what is left. */
export function shareRefund(parts: readonly RefundPart[], amount: number): Outcome<RefundPart[]> {
  const left = parts.reduce((sum, part) => sum + part.amount, 0)
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount > left)
    return refuse('refund.too_much', 'More than is left of what was taken.', { path: 'amount', values: { left } })
  const shares: RefundPart[] = []
  let owed = amount
  for (const part of parts) {
    const share = Math.min(owed, part.amount)
    if (share > 0) shares.push({ payment: part.payment, amount: share })
    owed -= share
  }
  return granted(shares)
}

/**
 * Owes the payer part of what was taken for an order; all refunds together never more than that (`refund.too_much`, with what is left). It is
 * written down here and done by `settleDue`, so that a kill in between neither loses nor doubles it.
 */
export async function askRefund(
  tx: ShopTransaction,
  of: { orderId: string; amount: number; reason: string; actor: Actor; paymentId?: string },
): Promise<Outcome<{ refundIds: string[] }>> {
  const order = await lockOrder(tx, of.orderId)
  if (!order) return refuse('order.not_found', 'There is no such order.')
  const all = await refundable(tx, of.orderId, 'lock')
  const shares = shareRefund(
    all.filter(({ payment }) => of.paymentId === undefined || payment.id === of.paymentId),
    of.amount,
  )
  if (!shares.ok) return shares
  const { reason, actor } = of
  const refundIds: string[] = []
  for (const { payment, amount } of shares.value) {
    refundIds.push(await writeRefund(tx, { paymentId: payment.id, amount, reason, actor }))
    await updatePayment(tx, payment.id, { look_at: tx.now, looks: 0 })
  }
  const subjects = { order: order.id, person: order.personId, conversation: order.conversationId }
  tx.event('refund.asked', subjects, { amount: of.amount, reason })
  return granted({ refundIds })
}
