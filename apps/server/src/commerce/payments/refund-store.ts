import type { Actor } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'

export interface OwedRefund {
  id: string
  paymentId: string
  amount: number
  /** `unknown`: nobody could say whether it went through; it is looked up until somebody can. */
  status: 'asked' | 'done' | 'refused' | 'unknown'
  reason: string | null
  createdAt: Date
}

/** Writes down what is to be given back. The provider is told afterwards, with the refund's id as its key. */
export async function writeRefund(
  tx: ShopTransaction,
  refund: { paymentId: string; amount: number; reason: string; actor: Actor },
): Promise<string> {
  const id = tx.id('rfd')
  await tx.sql
    .insertInto('refund')
    .values({
      shop_id: tx.shopId,
      refund_id: id,
      payment_id: refund.paymentId,
      amount: refund.amount,
      status: 'asked',
      reason: refund.reason,
      actor: JSON.stringify(refund.actor),
      created_at: tx.now,
    })
    .execute()
  return id
}

/** All refunds of these payments, oldest first. */
export async function readRefunds(tx: ShopTransaction, paymentIds: readonly string[]): Promise<OwedRefund[]> {
  const { rows } = await sql<OwedRefund>`
    select refund_id as id, payment_id as "paymentId", amount, status, reason, created_at as "createdAt" from refund
    where shop_id = ${tx.shopId} and payment_id = any(${paymentIds}) order by created_at, refund_id`.execute(tx.sql)
  return rows
}

/** Those of a payment that count: asked for, under way or done. */
export async function countedRefunds(tx: ShopTransaction, paymentId: string): Promise<OwedRefund[]> {
  return (await readRefunds(tx, [paymentId])).filter((refund) => refund.status !== 'refused')
}

/** Writes down how it went. One that has ended stays as it ended. */
export async function endRefund(
  tx: ShopTransaction,
  refundId: string,
  status: 'done' | 'refused' | 'unknown',
): Promise<boolean> {
  const done = await tx.sql
    .updateTable('refund')
    .set({ status, ...(status === 'unknown' ? {} : { ended_at: tx.now }) })
    .where('shop_id', '=', tx.shopId)
    .where('refund_id', '=', refundId)
    .where('status', 'in', ['asked', 'unknown'])
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}
