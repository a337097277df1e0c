import { sql } from 'kysely'
import { type Database, openDatabase } from '../apps/server/src/db/database.ts'
import { searchSaid } from '../apps/server/src/desk/search-said.ts'
import { createShop } from '../apps/server/src/identity/index.ts'
import { readReport } from '../apps/server/src/insight/read-report.ts'
import { rollUp } from '../apps/server/src/insight/roll-up.ts'
import { systemClock } from '../apps/server/src/kernel/clock.ts'
import { orThrow } from '../apps/server/src/kernel/refusals.ts'
import { openTestDatabase } from '../apps/server/test/database.ts'
import openCluster from '../apps/server/test/global-setup.ts'
import type { Figure } from './figure.ts'

/** `DESK_BENCH_SHARE=0.1` runs a tenth of the sizes; the figures then say so. */
const share = Number(process.env.DESK_BENCH_SHARE ?? 1)
const messages = Math.round(1_000_000 * share)
const perDay = Math.round(20_000 * share)
const days = 365
const rounds = 60

/** Search in everything that was said, and a year's report, at the sizes of a busy shop. Raw rows are seeded, the product adds them up. */
export default async function bench(): Promise<Figure[]> {
  const closeCluster = await openCluster()
  const database = await openTestDatabase()
  const db = openDatabase(database.serverUrl, { clock: systemClock, connections: 4 })
  try {
    const { shopId } = orThrow(await createShop(db, { handle: 'large', name: 'Large' }))
    return [...(await searchFigures(db, shopId)), ...(await reportFigures(db, shopId))]
  } finally {
    await db.close()
    await database.close()
    await closeCluster()
  }
}

const words =
  'lamp return green blanket delivery late order sofa broken thanks please price colour wool when where size two oak table'.split(
    ' ',
  )

async function searchFigures(db: Database, shopId: string): Promise<Figure[]> {
  await db.inShop(shopId, async (tx) => {
    // Two years of talks, ten messages each; every message has an everyday word and a rare one.
    await sql`
      insert into conversation (shop_id, conversation_id, inbox_id, address, language, currency, is_current, last_seq, created_at, last_message_at)
      select ${shopId}, 'cnv_' || n, 'webchat', 'a' || n, 'en', 'EUR', false, 10, t, t
      from (select n, now() - (n * 730.0 / ${messages / 10}) * interval '1 day' as t from generate_series(1, ${messages / 10}::int) n) c`.execute(
      tx.sql,
    )
    await sql`
      insert into message (shop_id, message_id, conversation_id, seq, sender_kind, sender_id, content, text, inbox_id, created_at)
      select ${shopId}, 'msg_' || n, 'cnv_' || (n / 10 + 1), n % 10 + 1, 'shopper', 'x', '{"type":"text","text":""}',
        (${words}::text[])[1 + (n * 7919::bigint) % ${words.length}] || ' ' || (${words}::text[])[1 + (n * 104729::bigint) % ${words.length}] || ' number' || (n % 50000),
        'webchat', now() - ((n / 10 + 1) * 730.0 / ${messages / 10}) * interval '1 day'
      from generate_series(0, ${messages - 10}::int) n`.execute(tx.sql)
  })
  await db.pool.query('select 1')
  const asked = (round: number) =>
    round % 3 === 0
      ? `number${(round * 811) % 50_000}`
      : round % 3 === 1
        ? (words[round % words.length] ?? 'lamp')
        : `${words[round % words.length]} lamp`
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    await db.inShop(shopId, (tx) => searchSaid(tx, asked(round), 20))
    if (round >= 6) times.push(performance.now() - begun)
  }
  return [
    {
      id: 'desk.search.p95-ms',
      value: at(times, 0.95),
      unit: 'ms',
      note: `${messages} messages over two years; rare words, everyday words and two together; median ${at(times, 0.5).toFixed(1)} ms`,
    },
  ]
}

async function reportFigures(db: Database, shopId: string): Promise<Figure[]> {
  await db.inShop(shopId, (tx) =>
    sql`
    insert into fact (shop_id, fact_id, metric, at, day, hour, value, business_value, agent_id, team_id, channel, language)
    select ${shopId}, 'f' || n, 'first_answer', d, to_char(d, 'YYYY-MM-DD'), n % 24, 1000 * (5 + n % 3600), 1000 * (5 + n % 1800),
      'acc_' || n % 50, 'tem_' || n % 5, (array['webchat', 'whatsapp', 'email'])[1 + n % 3], (array['sv', 'fi', 'en', 'is', 'hu'])[1 + n % 5]
    from (select n, timestamp '2025-01-01' + (n / ${perDay}) * interval '1 day' as d from generate_series(0, ${perDay * days - 1}::int) n) s`.execute(
      tx.sql,
    ),
  )
  const begun = performance.now()
  while (await db.inShop(shopId, rollUp));
  const rolledMs = performance.now() - begun
  const year = { from: '2025-01-01', to: '2025-12-31' }
  const slowest = Math.max(
    ...(await inTurn(
      (['month', 'day', 'agent', 'team', 'channel', 'language', 'hour'] as const).map((by) => async () => {
        const from = performance.now()
        await db.inShop(shopId, (tx) => readReport(tx, 'first_answer', year, by))
        return performance.now() - from
      }),
    )),
  )
  return [
    {
      id: 'desk.report.year-slowest-ms',
      value: slowest,
      unit: 'ms',
      note: `${perDay} conversations a day; median and p90 by month, day, person, team, channel, language and hour`,
    },
    { id: 'desk.report.facts-per-second', value: (perDay * days) / (rolledMs / 1_000), unit: '1/s', note: 'added up' },
  ]
}

async function inTurn<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
  const done: T[] = []
  for (const work of works) done.push(await work())
  return done
}

const at = (times: number[], share: number): number =>
  times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
