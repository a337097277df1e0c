import { sql } from 'kysely'
import type { Database } from '../../db/database.ts'
import type { Clock } from '../../kernel/clock.ts'
import { releaseIfExpired } from './stock-store.ts'

/**
 * Gives back what unpaid orders hold beyond their time, in all shops; answers of how many orders. Any number of processes may do so at once.
 * Run it every minute or so; each order is a transaction of its own and tells `stock.released`.
 */
export async function releaseExpired(db: Database, clock: Clock, most = 200): Promise<number> {
  const { rows } = await db.outside((outside) =>
    sql<{ shop_id: string; order_id: string }>`select * from due_reservations(${clock.now()}, ${most})`.execute(
      outside,
    ),
  )
  let released = 0
  for (const due of rows) {
    const gaveBack = await db.inShop(due.shop_id, async (tx) => {
      const expired = await releaseIfExpired(tx, due.order_id)
      if (expired) tx.event('stock.released', { order: due.order_id }, { reason: 'expired' })
      return expired
    })
    if (gaveBack) released++
  }
  return released
}
