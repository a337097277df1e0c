import type { Actor } from '@parley/contracts'
import type { ShopTransaction } from '../../db/database.ts'
import { releaseStock } from '../stock/index.ts'
import { isOpen, leftToRefund } from './payment.ts'
import { type PaymentRecord, readPaymentsOf, updatePayment } from './payment-store.ts'
import { countedRefunds, writeRefund } from './refund-store.ts'

/**
 * Owes the payer what was taken, or where nothing was taken yet what was put aside, unless it is on its way back already; at most `most`.
 * What is only put aside is let go whole or not at all.
 */
export async function giveBack(
  tx: ShopTransaction,
  payment: PaymentRecord,
  { actor, reason, most = Number.MAX_SAFE_INTEGER }: { actor: Actor; reason: string; most?: number },
): Promise<void> {
  const refunds = await countedRefunds(tx, payment.id)
  const taken = payment.captured > 0
  const left = leftToRefund({ ...payment, captured: taken ? payment.captured : payment.authorised }, refunds)
  const amount = Math.min(left, most)
  if (amount <= 0 || (!taken && amount < payment.authorised)) return
  await writeRefund(tx, { paymentId: payment.id, amount, reason, actor })
  await updatePayment(tx, payment.id, { look_at: tx.now, looks: 0 })
}

/** For an order that is called off: what has not been paid can't be any more, what has is given back. */
export async function undoPayment(
  tx: ShopTransaction,
  orderId: string,
  why: { actor: Actor; reason: string },
): Promise<void> {
  for (const payment of await readPaymentsOf(tx, orderId, 'lock')) {
    // The provider may still be told yes; it is asked once more, and such money goes back.
    if (isOpen(payment.status))
      await updatePayment(tx, payment.id, {
        status: 'voided',
        look_at: payment.providerReference ? tx.now : null,
      })
    else await giveBack(tx, payment, why)
  }
  await releaseStock(tx, orderId)
}
