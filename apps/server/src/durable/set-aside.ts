import { sql } from 'kysely'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import type { Consumer, StoredEvent } from './events.ts'
import { startWorker, type Worker } from './worker.ts'

const mostAttempts = 12
const firstPauseMs = 5_000
const longestPauseMs = 3_600_000
/** So long an attempt may take before another process tries: longer than any handler runs. */
const claimMs = 300_000

/** Notes that a consumer could not handle the event. What went wrong is kept by its kind alone: messages may hold personal data. */
export async function setAside(tx: ShopTransaction, consumer: string, eventId: string, error: unknown): Promise<void> {
  await sql`
    insert into set_aside_event (shop_id, consumer, event_id, attempts, not_before, fault, set_aside_at)
    values (${tx.shopId}, ${consumer}, ${eventId}, 1, ${later(tx.now, firstPauseMs)}, ${kindOf(error)}, ${tx.now})
    on conflict (shop_id, consumer, event_id) do nothing`.execute(tx.sql)
}

/** Tries what was set aside again, ever less often; after the last attempt it stays for the doctor to find. */
export function startSetAside(
  db: Database,
  consumers: readonly Consumer[],
  options: { log: Log; clock: Clock; sweepMs?: number },
): Worker {
  return startWorker({
    name: 'set aside',
    due: () => dueSetAside(db, options.clock),
    work: (shopId, key) => tryAgain(db, consumers, shopId, key, options.log),
    parallel: 1,
    sweepMs: options.sweepMs ?? 2_000,
    log: options.log,
  })
}

async function dueSetAside(db: Database, clock: Clock): Promise<{ shopId: string; key: string }[]> {
  const { rows } = await db.outside((outside) =>
    sql<{
      shop_id: string
      consumer: string
      event_id: string
    }>`select * from due_set_aside(${clock.now()}, 100)`.execute(outside),
  )
  return rows.map((row) => ({ shopId: row.shop_id, key: `${row.consumer} ${row.event_id}` }))
}

async function tryAgain(
  db: Database,
  consumers: readonly Consumer[],
  shopId: string,
  key: string,
  log: Log,
): Promise<boolean> {
  const [name = '', eventId = ''] = key.split(' ')
  const consumer = consumers.find((one) => one.name === name)
  const claimed = consumer && (await db.inShop(shopId, (tx) => claim(tx, name, eventId)))
  if (!claimed) return false
  try {
    await consumer.handle(claimed.event)
    await db.inShop(shopId, (tx) => done(tx, name, eventId))
  } catch (error) {
    log.error({ error, consumer: name, shop: shopId, event: eventId }, 'an event set aside failed again')
    await db.inShop(shopId, (tx) => putOff(tx, name, eventId, claimed.attempts, error))
  }
  return false
}

/** The event, for this attempt alone: its time is moved on, so that no other process takes it too. */
async function claim(
  tx: ShopTransaction,
  consumer: string,
  eventId: string,
): Promise<{ event: StoredEvent; attempts: number } | null> {
  const { rows } = await sql<{
    attempts: number
    type: string
    at: Date
    subjects: Record<string, string>
    data: Record<string, unknown>
  }>`
    with taken as (
      update set_aside_event set attempts = attempts + 1, not_before = ${later(tx.now, claimMs)}
      where shop_id = ${tx.shopId} and consumer = ${consumer} and event_id = ${eventId} and not_before <= ${tx.now}
      returning shop_id, event_id, attempts
    )
    select t.attempts, e.type, e.at, e.subjects, e.data from taken t
    join event e on e.shop_id = t.shop_id and e.event_id = t.event_id`.execute(tx.sql)
  const [row] = rows
  if (!row) return null
  const { attempts, ...event } = row
  return { attempts, event: { shopId: tx.shopId, id: eventId, ...event } }
}

async function done(tx: ShopTransaction, consumer: string, eventId: string): Promise<void> {
  await sql`delete from set_aside_event where shop_id = ${tx.shopId} and consumer = ${consumer} and event_id = ${eventId}`.execute(
    tx.sql,
  )
}

async function putOff(
  tx: ShopTransaction,
  consumer: string,
  eventId: string,
  attempts: number,
  error: unknown,
): Promise<void> {
  const pause = Math.min(firstPauseMs * 2 ** attempts, longestPauseMs)
  const next = attempts >= mostAttempts ? null : later(tx.now, pause)
  await sql`
    update set_aside_event set not_before = ${next}, fault = ${kindOf(error)}
    where shop_id = ${tx.shopId} and consumer = ${consumer} and event_id = ${eventId}`.execute(tx.sql)
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)

const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error).slice(0, 100)
