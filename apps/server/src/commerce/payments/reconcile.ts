import type { Database } from '../../db/database.ts'
import { allShops } from '../../identity/index.ts'
import type { Log } from '../../kernel/log.ts'
import { checkLedger } from './check-ledger.ts'
import { type PaymentRecord, readPayment } from './payment-store.ts'
import type { PaymentParts } from './providers.ts'
import { lookAgain } from './settle-due.ts'

/** Longer ago, providers no longer move money by themselves. */
const days = 60
const most = 5_000

export interface Reconciled {
  looked: number
  /** Payments that the provider knew to stand otherwise: what a lost webhook left, or somebody did on the provider's own page. */
  mended: string[]
}

/**
 * Asks the providers of a shop about every payment of the last two months, and takes in what was missed. Each that stood otherwise is told
 * as `payment.mended`. Run it nightly; running it twice does no harm.
 */
export async function reconcile(db: Database, parts: PaymentParts, shopId: string): Promise<Reconciled> {
  const since = new Date(parts.clock.now().getTime() - days * 86_400_000)
  const rows = await db.inShop(shopId, (tx) =>
    tx.sql
      .selectFrom('payment')
      .select('payment_id')
      .where('shop_id', '=', shopId)
      .where('created_at', '>', since)
      .where('provider_reference', 'is not', null)
      .orderBy('created_at')
      .limit(most)
      .execute(),
  )
  const mended: string[] = []
  for (const { payment_id: paymentId } of rows) {
    const before = await lookAgain(db, parts, { shopId, paymentId })
    const isMended = await db.inShop(shopId, async (tx) => {
      const after = await readPayment(tx, { paymentId })
      if (!before || !after || standing(before) === standing(after)) return false
      const data = { provider: after.provider, from: before.status, to: after.status }
      tx.event('payment.mended', { payment: paymentId, order: after.orderId }, data)
      return true
    })
    if (isMended) mended.push(paymentId)
  }
  return { looked: rows.length, mended }
}

/** The night's work in every shop: reconcile, then add up. What is wrong is logged by rule and id, and told as `ledger.wrong`. */
export async function closeTheDay(db: Database, parts: PaymentParts, log: Log): Promise<void> {
  for (const { shopId } of await allShops(db)) {
    const { looked, mended } = await reconcile(db, parts, shopId)
    if (mended.length > 0) log.warn({ shop: shopId, looked, mended }, 'payments stood otherwise at their providers')
    const faults = await db.inShop(shopId, async (tx) => {
      const found = await checkLedger(tx)
      for (const { rule, ids } of found) tx.event('ledger.wrong', { shop: shopId }, { rule, ids })
      return found
    })
    if (faults.length > 0) log.error({ shop: shopId, faults }, 'the ledger does not add up')
  }
}

const standing = ({ status, authorised, captured, refunded, disputed }: PaymentRecord): string =>
  [status, authorised, captured, refunded, disputed].join(' ')
