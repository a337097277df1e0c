import type { Actor } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'

export interface OwedRefund {
  id: string
  amount: number
  status: 'asked' | 'done' | 'refused' | 'unknown'
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

/** All refunds of a payment that were not refused, oldest first. */
export async function readRefunds(tx: ShopTransaction, paymentId: string): Promise<OwedRefund[]> {
  const { rows } = await sql<OwedRefund>`
    select refund_id as id, amount, status from refund
    where shop_id = ${tx.shopId} and payment_id = ${paymentId} and status <> 'refused' order by created_at, refund_id`.execute(
    tx.sql,
  )
  return rows
}

export async function endRefund(
  tx: ShopTransaction,
  refundId: string,
  status: 'done' | 'refused' | 'unknown',
): Promise<void> {
  await tx.sql
    .updateTable('refund')
    .set({ status })
    .where('shop_id', '=', tx.shopId)
    .where('refund_id', '=', refundId)
    .where('status', 'in', ['asked', 'unknown'])
    .execute()
}
