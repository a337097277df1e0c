import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { type Signals, startWorker, type Worker } from '../durable/index.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { abandonedNow, assignNext, requeue } from './assign.ts'
import { dueToWake, wakeUp } from './handling-store.ts'
import { mailUnread, unreadNow } from './mail-answers.ts'
import { promiseAnswer, toBePromised } from './promise-answer.ts'
import { dueToSend, sendDue } from './send-later.ts'
import { reckonDues, tellLate } from './service-levels.ts'
import { placesToTell, tellPlace } from './tell-queue.ts'

export interface DeskParts {
  db: Database
  clock: Clock
  log: Log
}

/** Assignments before the loop lets others of the same process have a turn. */
const mostInARow = 50

/**
 * Looks after the queues of all shops: woken by whatever moves a conversation, swept now and then for who has vanished without a word.
 * All truth is in the rows, so any number of processes may do it at once.
 */
export function keepDesk(parts: DeskParts, signals: Pick<Signals, 'on'>, sweepMs = 2_000): Worker {
  const { db, clock, log } = parts
  const due = async () => {
    const { rows } = await db.outside((outside) =>
      sql<{ shop_id: string }>`select shop_id from due_desks(${clock.now()}, 500)`.execute(outside),
    )
    return rows.map((row) => ({ shopId: row.shop_id, key: 'queue' }))
  }
  const work = (shopId: string) => tendDesk(db, shopId)
  const worker = startWorker({ name: 'desk', due, work, parallel: 2, sweepMs, log })
  const stop = signals.on('desk', (wake) => worker.wake(wake.shopId, wake.key))
  return {
    ...worker,
    async close() {
      stop()
      await worker.close()
    },
  }
}

/** One round at a shop's desk; true where there is more to do at once. */
async function tendDesk(db: Database, shopId: string): Promise<boolean> {
  for (const scheduledId of await db.inShop(shopId, dueToSend))
    await db.inShop(shopId, (tx) => sendDue(tx, scheduledId))
  for (const conversationId of await db.inShop(shopId, dueToWake))
    await db.inShop(shopId, (tx) => wakeUp(tx, conversationId))
  for (const conversationId of await db.inShop(shopId, abandonedNow))
    await db.inShop(shopId, (tx) => requeue(tx, conversationId))
  for (let done = 0; await db.inShop(shopId, assignNext); done++) if (done === mostInARow) return true
  for (const place of await db.inShop(shopId, placesToTell)) await db.inShop(shopId, (tx) => tellPlace(tx, place))
  for (const promised of await db.inShop(shopId, toBePromised))
    await db.inShop(shopId, (tx) => promiseAnswer(tx, promised))
  await db.inShop(shopId, reckonDues)
  await db.inShop(shopId, tellLate)
  for (const conversationId of await db.inShop(shopId, unreadNow))
    await db.inShop(shopId, (tx) => mailUnread(tx, conversationId))
  return false
}
