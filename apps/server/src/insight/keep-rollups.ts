import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { startWorker, type Worker } from '../durable/index.ts'
import type { Log } from '../kernel/log.ts'
import { rollUp } from './roll-up.ts'

/** Adds up what is new every few seconds, in whichever process comes first. */
export function keepRollups(db: Database, log: Log, sweepMs = 3_000): Worker {
  const due = async () => {
    const { rows } = await db.outside((outside) =>
      sql<{ shop_id: string }>`select shop_id from due_rollups(500)`.execute(outside),
    )
    return rows.map((row) => ({ shopId: row.shop_id, key: 'rollup' }))
  }
  return startWorker({ name: 'reports', due, work: (shopId) => db.inShop(shopId, rollUp), parallel: 1, sweepMs, log })
}
