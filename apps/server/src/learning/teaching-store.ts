import { type Teaching, teaching } from '@parley/contracts'
import type { Delta } from '@parley/engine'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database, ShopTransaction } from '../db/database.ts'
import { losesTooMuch, type Taught } from './teaching.ts'

const delta = z.object({ base: z.string(), weights: z.array(z.tuple([z.number(), z.number(), z.number()])) })
const leaseSeconds = 180
const mostAttempts = 3
const mostListed = 50

export async function readTeachings(tx: ShopTransaction): Promise<Teaching[]> {
  const rows = await tx.sql
    .selectFrom('teaching')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .orderBy('number', 'desc')
    .limit(mostListed)
    .execute()
  return rows.map((row) =>
    teaching.parse({
      id: row.teaching_id,
      number: row.number,
      state: row.state,
      madeBy: row.made_by,
      madeAt: row.made_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
      liveSince: row.live_since?.toISOString() ?? null,
      lessons: row.lessons,
      scores: row.scores,
      changed: row.changed,
    }),
  )
}

/** One at a time is owed: lessons that come before it is begun are taught by it as well. */
export async function oweTeaching(tx: ShopTransaction, by: string): Promise<void> {
  await sql`
    insert into teaching (shop_id, teaching_id, number, state, made_by, made_at)
    select ${tx.shopId}, ${tx.id('tch')}, coalesce(max(number), 0) + 1, 'owed', ${by}, ${tx.now} from teaching where shop_id = ${tx.shopId}
    on conflict (shop_id) where state = 'owed' do update set made_at = excluded.made_at, leased_until = null, attempts = 0`.execute(
    tx.sql,
  )
}

export async function dueTeachings(db: Database, now: Date): Promise<{ shopId: string; key: string }[]> {
  const { rows } = await db.outside((outside) =>
    sql<{ shop_id: string; teaching_id: string }>`select * from due_teachings(${now}, 20)`.execute(outside),
  )
  return rows.map((row) => ({ shopId: row.shop_id, key: row.teaching_id }))
}

/** Takes an owed one, with the moment of what it shall teach; null where somebody else has it, or it was tried too often. */
export async function leaseTeaching(tx: ShopTransaction, teachingId: string): Promise<{ madeAt: Date } | null> {
  await sql`update teaching set state = 'failed', finished_at = ${tx.now}
    where shop_id = ${tx.shopId} and teaching_id = ${teachingId} and state = 'owed' and attempts >= ${mostAttempts}`.execute(
    tx.sql,
  )
  const { rows } = await sql<{ made_at: Date }>`
    update teaching set leased_until = ${tx.now}::timestamptz + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
    where shop_id = ${tx.shopId} and teaching_id = ${teachingId} and state = 'owed' and (leased_until is null or leased_until < ${tx.now})
    returning made_at`.execute(tx.sql)
  return rows[0] ? { madeAt: rows[0].made_at } : null
}

/** What was made goes live, unless a language loses too much by it. Null where more was taught meanwhile: then it is made anew. */
export async function finishTeaching(
  tx: ShopTransaction,
  made: { teachingId: string; madeAt: Date; lessons: number; taught: Taught },
): Promise<'live' | 'refused' | null> {
  const { teachingId, taught } = made
  const state = losesTooMuch(taught.scores) ? 'refused' : 'live'
  const { rows } =
    await sql`select from teaching where shop_id = ${tx.shopId} and teaching_id = ${teachingId} and state = 'owed'
    and made_at = ${made.madeAt} for update`.execute(tx.sql)
  if (rows.length === 0) return null
  if (state === 'live') await leaveLive(tx)
  await sql`
    update teaching set state = ${state}, finished_at = ${tx.now}, leased_until = null, lessons = ${made.lessons}, base = ${taught.delta.base},
      live_since = ${state === 'live' ? tx.now : null}, delta = ${JSON.stringify(taught.delta)}, scores = ${JSON.stringify(taught.scores)},
      changed = ${JSON.stringify(taught.changed)}
    where shop_id = ${tx.shopId} and teaching_id = ${teachingId}`.execute(tx.sql)
  return state
}

/** The bot reads by none of them any more. */
export async function leaveLive(tx: ShopTransaction): Promise<void> {
  await sql`update teaching set state = 'kept' where shop_id = ${tx.shopId} and state = 'live'`.execute(tx.sql)
}

/** False where it is none that was live before. */
export async function makeLive(tx: ShopTransaction, teachingId: string): Promise<boolean> {
  const { rows } =
    await sql`select from teaching where shop_id = ${tx.shopId} and teaching_id = ${teachingId} and state = 'kept' for update`.execute(
      tx.sql,
    )
  if (rows.length === 0) return false
  await leaveLive(tx)
  await sql`update teaching set state = 'live', live_since = ${tx.now} where shop_id = ${tx.shopId} and teaching_id = ${teachingId}`.execute(
    tx.sql,
  )
  return true
}

/** Whoever owes it: the shop's reader itself, since the model under it is another. */
const reader = 'reader'

/**
 * What the shop's reader adds to the shared model of this version; null where it adds nothing. What was taught on another version says nothing
 * to this one: then the same lessons are owed anew, once, and go live by the same measure as ever.
 */
export async function readDeltaFor(tx: ShopTransaction, base: string): Promise<{ id: string; delta: Delta } | null> {
  const live = await readLiveDelta(tx)
  if (live && live.delta.base !== base && !(await isTriedOn(tx, base, live.id))) await oweTeaching(tx, reader)
  return live
}

/** Whether a later version is owed, could not be made, or was made on this base and lost too much by it. */
async function isTriedOn(tx: ShopTransaction, base: string, liveId: string): Promise<boolean> {
  const { rows } = await sql`
    select from teaching t join teaching live on live.shop_id = t.shop_id and live.teaching_id = ${liveId}
    where t.shop_id = ${tx.shopId} and (t.state = 'owed' or (t.number > live.number and (t.base = ${base} or t.state = 'failed'))) limit 1`.execute(
    tx.sql,
  )
  return rows.length > 0
}

/** What of the shop's own is live; null where the shop has taught nothing. */
async function readLiveDelta(tx: ShopTransaction): Promise<{ id: string; delta: Delta } | null> {
  const row = await tx.sql
    .selectFrom('teaching')
    .select(['teaching_id', 'delta'])
    .where('shop_id', '=', tx.shopId)
    .where('state', '=', 'live')
    .executeTakeFirst()
  const kept = delta.safeParse(row?.delta)
  return row && kept.success ? { id: row.teaching_id, delta: kept.data } : null
}
