import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { startWorker, type Worker } from '../durable/index.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { lockCall } from './call-store.ts'
import { lookAtCall } from './hold-call.ts'
import { remindAheadMs, remindCallBack } from './remind-call-back.ts'

const most = 200

/** Looks after calls that nobody moves: what rings too long rings on or ends, what both sides have left is ended, who is soon to be called is told. */
export function keepCalls(parts: { db: Database; clock: Clock; log: Log; sweepMs?: number }): Worker {
  const { db, clock, log } = parts
  return startWorker({
    name: 'calls',
    due: async () => {
      const { rows } = await db.outside((outside) =>
        sql<{ shop_id: string; call_id: string }>`select * from due_calls(${clock.now()}, ${most})`.execute(outside),
      )
      const until = new Date(clock.now().getTime() + remindAheadMs)
      const wishes = await db.outside((outside) =>
        sql<{ shop_id: string; call_back_id: string }>`select * from due_call_backs(${until}, ${most})`.execute(
          outside,
        ),
      )
      return [
        ...rows.map((row) => ({ shopId: row.shop_id, key: row.call_id })),
        ...wishes.rows.map((row) => ({ shopId: row.shop_id, key: row.call_back_id })),
      ]
    },
    work: async (shopId, key) => {
      await db.inShop(shopId, async (tx) => {
        if (key.startsWith('cbk_')) return remindCallBack(tx, key)
        const row = await lockCall(tx, key)
        if (row?.look_at && row.look_at <= tx.now) await lookAtCall(tx, row)
      })
      return false
    },
    parallel: 2,
    sweepMs: parts.sweepMs ?? 1_000,
    log,
  })
}
