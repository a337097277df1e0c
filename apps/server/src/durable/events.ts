import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database, Sql } from '../db/database.ts'
import type { Log } from '../kernel/log.ts'
import { setAside } from './set-aside.ts'
import { startWorker, type Worker } from './worker.ts'

export interface StoredEvent {
  shopId: string
  id: string
  type: string
  at: Date
  subjects: Record<string, string>
  data: Record<string, unknown>
}

export interface Consumer {
  name: string
  /** Event types it wants; the cursor passes over all others. */
  types: readonly string[]
  /**
   * Called in order, at least once each: what it does must be keyed by the event's id or harmless when repeated. An event at which it throws is
   * set aside and tried again later, after others that came behind it.
   */
  handle: (event: StoredEvent) => Promise<void>
  /**
   * Of what one page holds of one shop, the ids of those it has anything to do for: asked once, so that it need not look into each.
   * Whatever it leaves out is passed over.
   */
  pick?: (shopId: string, events: readonly StoredEvent[]) => Promise<ReadonlySet<string>>
}

const leaseSeconds = 30
const batch = 200
/** After a look it rests, so that what comes in quick succession is read together. What comes first is never made to wait. */
const restMs = 100

interface Place {
  tx: string
  position: number
}

/** Reads events from the consumer's cursor on, one process at a time, woken by commits and by a sweep. */
export function startConsumer(
  db: Database,
  consumer: Consumer,
  options: { log: Log; newLease: () => string; sweepMs?: number },
): Worker {
  const ending = new AbortController()
  const worker = startWorker({
    name: `consumer ${consumer.name}`,
    due: async () => ((await hasNews(db, consumer.name)) ? [{ shopId: 'all', key: consumer.name }] : []),
    work: async () => {
      const more = await consumeOnce(db, consumer, options.newLease(), options.log)
      if (!more) await rest(restMs, undefined, { signal: ending.signal, ref: false }).catch(() => {})
      return more
    },
    parallel: 1,
    sweepMs: options.sweepMs ?? 1_000,
    log: options.log,
  })
  return {
    ...worker,
    close() {
      ending.abort()
      return worker.close()
    },
  }
}

async function consumeOnce(db: Database, consumer: Consumer, lease: string, log: Log): Promise<boolean> {
  const page = await db.outside((db) => takePage(db, consumer.name, lease))
  if (!page) return false
  const { rows } = page
  let reached = page.place
  try {
    const wanted = await wantedOf(consumer, rows)
    for (const row of rows) {
      if (wanted.has(row.id)) await handle(db, consumer, row, log)
      reached = row.place
    }
    return rows.length === batch
  } finally {
    await db.outside((db) => leaveCursor(db, consumer.name, lease, reached))
  }
}

/** Ids of the events of a page that a consumer has to look at. */
async function wantedOf(consumer: Consumer, rows: readonly StoredEvent[]): Promise<ReadonlySet<string>> {
  const heard = rows.filter((row) => consumer.types.includes(row.type))
  const { pick } = consumer
  if (!pick) return new Set(heard.map(({ id }) => id))
  const picked = await Promise.all(
    [...Map.groupBy(heard, ({ shopId }) => shopId)].map(([shopId, events]) => pick(shopId, events)),
  )
  return new Set(picked.flatMap((ids) => [...ids]))
}

/** One event that can't be handled holds up nothing else; where it can't even be set aside the world is broken, and all is left as it was. */
async function handle(db: Database, consumer: Consumer, event: StoredEvent, log: Log): Promise<void> {
  try {
    await consumer.handle(event)
  } catch (error) {
    log.error({ error, consumer: consumer.name, shop: event.shopId, event: event.id }, 'an event was set aside')
    await db.inShop(event.shopId, (tx) => setAside(tx, consumer.name, event.id, error))
  }
}

const looking = new WeakMap<Database, Promise<ReadonlySet<string>>>()

/** Whether a consumer has not read all there is. Those that sweep at the same instant look together. */
async function hasNews(db: Database, name: string): Promise<boolean> {
  const look = looking.get(db) ?? upToDate(db).finally(() => looking.delete(db))
  looking.set(db, look)
  return !(await look).has(name)
}

/** It alters nothing: an idle house writes no row. */
async function upToDate(db: Database): Promise<ReadonlySet<string>> {
  const { rows } = await db.outside((outside) =>
    sql<{ consumer: string }>`
      select c.consumer from event_cursor c where not exists (select from events_after(c.tx, c.position, 1))`.execute(
      outside,
    ),
  )
  return new Set(rows.map((row) => row.consumer))
}

/**
 * Where a place is lost with a killed machine, events are heard once more, which every consumer bears: so nobody waits for the disk to have it.
 */
const unhurried = sql`with unhurried as (select set_config('synchronous_commit', 'off', true))`

/** The consumer's place, leased, and what comes after it; null where another process has it. */
async function takePage(
  db: Sql,
  name: string,
  lease: string,
): Promise<{ place: Place; rows: (StoredEvent & { place: Place })[] } | null> {
  const { rows } = await sql<{
    from_tx: string
    from_position: number
    shop_id: string | null
    pos: number
    tx: string
    event_id: string
    type: string
    at: Date
    subjects: Record<string, string>
    data: Record<string, unknown>
  }>`
    ${unhurried}, taken as (
      insert into event_cursor as c (consumer, tx, position, lease, leased_until)
      select ${name}, '0', 0, ${lease}, now() + make_interval(secs => ${leaseSeconds}) from unhurried
      on conflict (consumer) do update set lease = excluded.lease, leased_until = excluded.leased_until
        where c.leased_until is null or c.leased_until < now() or not holder_lives(c.lease)
      returning c.tx, c.position)
    select t.tx::text as from_tx, t.position as from_position, e.*
    from taken t left join lateral events_after(t.tx, t.position, ${batch}) e on true order by e.tx::xid8, e.pos`.execute(
    db,
  )
  const [first] = rows
  if (!first) return null
  return {
    place: { tx: first.from_tx, position: first.from_position },
    rows: rows.flatMap((row) =>
      row.shop_id === null
        ? []
        : [
            {
              shopId: row.shop_id,
              id: row.event_id,
              type: row.type,
              at: row.at,
              subjects: row.subjects,
              data: row.data,
              place: { tx: row.tx, position: row.pos },
            },
          ],
    ),
  }
}

async function leaveCursor(db: Sql, name: string, lease: string, place: Place): Promise<void> {
  await sql`
    ${unhurried} update event_cursor set tx = ${place.tx}::xid8, position = ${place.position}, lease = null, leased_until = null
    from unhurried where consumer = ${name} and lease = ${lease}`.execute(db)
}
