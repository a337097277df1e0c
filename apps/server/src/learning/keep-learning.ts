import type { Example } from '@parley/engine'
import type { Database } from '../db/database.ts'
import { startWorker, type Worker } from '../durable/index.ts'
import { audit } from '../identity/index.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { readLessons } from './lesson-store.ts'
import type { Taught } from './teaching.ts'
import { dueTeachings, finishTeaching, leaseTeaching } from './teaching-store.ts'

export interface LearningParts {
  db: Database
  clock: Clock
  log: Log
  /** Makes a delta of a shop's lessons and measures it, in a thread of its own. */
  teach: (lessons: readonly Example[]) => Promise<Taught>
  /** Something else is live: whoever reads for the shop looks anew. */
  changed?: (shopId: string) => void
}

/** Teaches what is owed, one shop after the other, in whichever process comes first; shoppers wait for none of it. */
export function keepLearning(parts: LearningParts, sweepMs = 2_000): Worker {
  return startWorker({
    name: 'learning',
    due: () => dueTeachings(parts.db, parts.clock.now()),
    work: (shopId, teachingId) => teachShop(parts, shopId, teachingId),
    parallel: 1,
    sweepMs,
    log: parts.log,
  })
}

/** Lease, teach, measure, keep. True where lessons came meanwhile, and it is to be made anew. */
export async function teachShop(parts: LearningParts, shopId: string, teachingId: string): Promise<boolean> {
  const begun = await parts.db.inShop(shopId, async (tx) => {
    const lease = await leaseTeaching(tx, teachingId)
    return lease && { ...lease, lessons: await readLessons(tx) }
  })
  if (!begun) return false
  const taught = await parts.teach(begun.lessons)
  const came = await parts.db.inShop(shopId, async (tx) => {
    const made = { teachingId, madeAt: begun.madeAt, lessons: begun.lessons.length, taught }
    const state = await finishTeaching(tx, made)
    if (state === null) return null
    await audit(tx, { kind: 'operator' }, `learning.${state}`, teachingId, { lessons: begun.lessons.length })
    tx.event('learning.taught', {}, { teaching: teachingId, state })
    return state
  })
  if (came === 'live') parts.changed?.(shopId)
  return came === null
}
