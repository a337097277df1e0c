import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedPostgres } from '../apps/server/src/db/embedded-postgres.ts'
import { ensureServerRole, migrate } from '../apps/server/src/db/migrate.ts'
import { startTestParley } from '../apps/server/test/parley.ts'
import { serverRole } from '../apps/server/test/test-cluster.ts'
import type { Figure } from './figure.ts'
import { percentile, Shopper } from './turn/load.ts'
import { readCapture, replay, statementsOf } from './turn/replay.ts'
import { openBenchShop } from './turn/shop.ts'

/** What a shopper says in one talk: greeting, search, refinement, cart, question. */
const talk = [
  'hello',
  'do you have a blue lamp',
  'something cheaper',
  'add the first one to my basket',
  'show me my basket',
  'when are you open',
  'do you have a chair',
  'thanks',
]
const shoppers = 48
/** How many wait for an answer at once, here and in the replay. */
const lanes = 8
const seconds = 15
const rate = 100
const humanRate = 500

/** Bot turns and human messages through the socket of one process, on a durable Postgres, beside the bare database doing the same statements. */
export default async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  const postgres = await startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), log: () => {} })
  const serverUrl = await prepare(postgres.url)
  const capture = join(folder, 'statements.jsonl')
  let parley: Awaited<ReturnType<typeof startTestParley>> | undefined
  try {
    parley = await startTestParley({
      database: { adminUrl: postgres.url },
      dataFolder: join(folder, 'data'),
      env: { NODE_OPTIONS: `--import ${join(import.meta.dirname, 'turn/capture.ts')}`, PARLEY_BENCH_CAPTURE: '' },
    })
    const { url } = parley
    const shop = await openBenchShop(serverUrl, async () => url)
    await parley.stop()
    const captured = await captureTalk(postgres.url, folder, capture, shop.widgetKey)
    const serving = await startTestParley({ database: { adminUrl: postgres.url }, dataFolder: join(folder, 'data') })
    parley = serving
    const people = await Promise.all(Array.from({ length: shoppers }, () => Shopper.open(serving.url, shop.widgetKey)))
    for (const one of people) await warm(one)
    // A server that has just been started compiles what it runs: it is measured when it has been at work for a while.
    await atRate(people, rate)
    const paced = await atRate(people, rate)
    const wal = await walPerTurn(postgres.url, () => asFastAsPossible(people))
    const human = await humanMessages(people, shop.apiKey, serving.url)
    for (const one of people) one.socket.close()
    await serving.stop()
    const bare = await replay(serverUrl, captured.transactions, { connections: lanes, seconds })
    const bareTurns = bare.roundsPerSecond * captured.turns
    return [
      {
        id: 'turn.bot.p99-ms',
        value: percentile(paced, 0.99),
        unit: 'ms',
        beside: { p50: percentile(paced, 0.5) },
        note: `${rate} turns a second, ${paced.length} turns, after ${seconds} s of the same`,
      },
      {
        id: 'turn.bot.ratio-to-bare-database',
        value: wal.turnsPerSecond / bareTurns,
        unit: 'ratio',
        beside: { parley: wal.turnsPerSecond, 'bare-database': bareTurns },
        note: `turns a second; ${bare.failed} replayed transactions failed`,
      },
      { id: 'turn.bot.statements', value: captured.statementsPerTurn, unit: 'statements a turn' },
      { id: 'turn.bot.wal-kb', value: wal.bytesPerTurn / 1024, unit: 'kB a turn' },
      {
        id: 'turn.human.p99-ms',
        value: percentile(human, 0.99),
        unit: 'ms',
        beside: { p50: percentile(human, 0.5) },
        note: `${humanRate} messages a second, ${human.length} messages`,
      },
    ]
  } finally {
    await parley?.stop()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function prepare(ownerUrl: string): Promise<string> {
  await ensureServerRole(ownerUrl, serverRole.password)
  await migrate(ownerUrl)
  const url = new URL(ownerUrl)
  url.username = 'parley_server'
  url.password = serverRole.password
  return url.href
}

/** One talk with every statement written down: what a turn costs, and what is replayed. */
async function captureTalk(ownerUrl: string, folder: string, file: string, widgetKey: string) {
  const parley = await startTestParley({
    database: { adminUrl: ownerUrl },
    dataFolder: join(folder, 'data'),
    env: { NODE_OPTIONS: `--import ${join(import.meta.dirname, 'turn/capture.ts')}`, PARLEY_BENCH_CAPTURE: file },
  })
  // From her first step into the shop, so that whatever a replayed round alters has been made in that round.
  await wait(1_000)
  await writeFile(file, '')
  const one = await Shopper.open(parley.url, widgetKey)
  await warm(one)
  await wait(1_000)
  const before = transactionsOf(file)
  for (const text of talk) await one.say(text, 'bot')
  await wait(300)
  one.socket.close()
  const transactions = transactionsOf(file)
  await parley.stop()
  const statements = statementsOf(transactions) - statementsOf(before)
  return { transactions, turns: talk.length + warmTurns, statementsPerTurn: statements / talk.length }
}

/** What turns and what follows from them sent; sweeps and schedules, which come by the clock, are no part of a turn. */
const transactionsOf = (file: string) =>
  readCapture(file).filter(
    (transaction) => !transaction.some(({ text }) => /due_|events_after|event_cursor|pgboss/.test(text)),
  )

const warmTurns = 2
async function warm(one: Shopper): Promise<void> {
  await one.say('hello', null)
  await one.follow()
  await wait(50)
  await one.say('do you have a lamp', 'bot')
}

/** So many turns a second, each begun on time whether or not the others have ended. */
async function atRate(people: readonly Shopper[], perSecond: number): Promise<number[]> {
  const times: number[] = []
  const free = [...people]
  const running: Promise<void>[] = []
  const begun = performance.now()
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = begun + (n * 1000) / perSecond
    const early = due - performance.now()
    if (early > 0) await wait(early)
    const one = free.shift()
    // Nobody is free: everybody waits for an answer, and so does this one, from when it was due.
    if (!one) {
      times.push(Number.POSITIVE_INFINITY)
      continue
    }
    running.push(
      one.say(talk[n % talk.length] ?? '', 'bot').then((ms) => {
        times.push(ms)
        free.push(one)
      }),
    )
  }
  await Promise.all(running)
  return times.sort((a, b) => a - b)
}

async function asFastAsPossible(people: readonly Shopper[]): Promise<{ turns: number; ms: number }> {
  let turns = 0
  const begun = performance.now()
  const until = begun + seconds * 1000
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      // Everybody has a turn in her lane, so that no shopper writes faster than one is let.
      const own = people.filter((_, at) => at % lanes === lane)
      for (let n = 0; performance.now() < until; n++) {
        await own[n % own.length]?.say(talk[Math.floor(n / own.length) % talk.length] ?? '', 'bot')
        turns++
      }
    }),
  )
  return { turns, ms: performance.now() - begun }
}

async function walPerTurn(ownerUrl: string, work: () => Promise<{ turns: number; ms: number }>) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const at = async (): Promise<string> =>
    (await client.query<{ at: string }>('select pg_current_wal_lsn()::text as at')).rows[0]?.at ?? ''
  const before = await at()
  const { turns, ms } = await work()
  const { rows } = await client.query<{ bytes: number }>(
    'select pg_wal_lsn_diff(pg_current_wal_lsn(), $1::pg_lsn)::float8 as bytes',
    [before],
  )
  await client.end()
  return { bytesPerTurn: (rows[0]?.bytes ?? 0) / turns, turnsPerSecond: (turns * 1000) / ms }
}

/** An agent has the word: half of the messages are hers through the API, half the shoppers' through their sockets, each timed to the other side. */
async function humanMessages(people: readonly Shopper[], apiKey: string, url: string): Promise<number[]> {
  const reply = (conversationId: string | null, text: string) =>
    fetch(`${url}/api/v1/desk/conversations/${conversationId}/replies`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    })
  for (const one of people) await reply(one.conversationId, 'I am here')
  const times: number[] = []
  const running: Promise<void>[] = []
  const begun = performance.now()
  for (let n = 0; n < humanRate * seconds; n++) {
    const early = begun + (n * 1000) / humanRate - performance.now()
    if (early > 0) await wait(early)
    const one = people[n % people.length]
    if (!one) continue
    const from = performance.now()
    if (n % 2 === 0) {
      const text = `answer ${n}`
      const arrived = one.when((read) =>
        (read.changes ?? []).some((change) => JSON.stringify(change.body).includes(text)),
      )
      running.push(
        Promise.all([reply(one.conversationId, text), arrived]).then(() => void times.push(performance.now() - from)),
      )
    } else running.push(one.say(`question ${n}`, null).then((ms) => void times.push(ms)))
  }
  await Promise.all(running)
  return times.sort((a, b) => a - b)
}
