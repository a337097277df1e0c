import type { Database } from '../../db/database.ts'
import { allShops } from '../../identity/index.ts'
import type { Log } from '../../kernel/log.ts'
import { checkLedger } from './check-ledger.ts'
import { type PaymentRecord, readPayment } from './payment-store.ts'
import type { PaymentParts } from './providers.ts'
import { type Mended, type Reconciliation, writeReconciliation } from './reconciliation-store.ts'
import { lookAgain } from './settle-due.ts'

/** Longer ago, providers no longer move money by themselves. */
const days = 60
const most = 5_000

export interface Reconciled {
  looked: number
  /** Payments that the provider knew to stand otherwise: what a lost webhook left, or somebody did on the provider's own page. */
  mended: Mended[]
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
  const mended: Mended[] = []
  for (const { payment_id: paymentId } of rows) {
    const before = await lookAgain(db, parts, { shopId, paymentId })
    const found = await db.inShop(shopId, async (tx) => {
      const after = await readPayment(tx, { paymentId })
      if (!before || !after || standing(before) === standing(after)) return null
      const data = { provider: after.provider, from: before.status, to: after.status }
      tx.event('payment.mended', { payment: paymentId, order: after.orderId }, data)
      const order = await tx.sql
        .selectFrom('orders')
        .select('number')
        .where('shop_id', '=', shopId)
        .where('order_id', '=', after.orderId)
        .executeTakeFirstOrThrow()
      return { paymentId, orderId: after.orderId, orderNumber: order.number, ...data }
    })
    if (found) mended.push(found)
  }
  return { looked: rows.length, mended }
}

/** The books of one shop: reconciled, added up, and written down as one run. What does not come out is told as `ledger.wrong`. */
export async function closeBooks(
  db: Database,
  parts: PaymentParts,
  of: { shopId: string; asked: boolean },
): Promise<Reconciliation> {
  const { looked, mended } = await reconcile(db, parts, of.shopId)
  return db.inShop(of.shopId, async (tx) => {
    const faults = await checkLedger(tx)
    for (const { rule, ids } of faults) tx.event('ledger.wrong', { shop: of.shopId }, { rule, ids })
    return writeReconciliation(tx, { asked: of.asked, looked, mended, faults })
  })
}

/** The night's work in every shop. What is wrong is logged by rule and id. */
export async function closeTheDay(db: Database, parts: PaymentParts, log: Log): Promise<void> {
  for (const { shopId } of await allShops(db)) {
    const { looked, mended, faults } = await closeBooks(db, parts, { shopId, asked: false })
    const ids = mended.map(({ paymentId }) => paymentId)
    if (ids.length > 0) log.warn({ shop: shopId, looked, mended: ids }, 'payments stood otherwise at their providers')
    if (faults.length > 0) log.error({ shop: shopId, faults }, 'the ledger does not add up')
  }
}

const standing = ({ status, authorised, captured, refunded, disputed }: PaymentRecord): string =>
  [status, authorised, captured, refunded, disputed].join(' ')
