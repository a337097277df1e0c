import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { type Database, openDatabase } from '../apps/server/src/db/database.ts'
import { sessionCookie } from '../apps/server/src/http/index.ts'
import { createShop, join, tokenHash } from '../apps/server/src/identity/index.ts'
import { systemClock } from '../apps/server/src/kernel/clock.ts'
import { orThrow } from '../apps/server/src/kernel/refusals.ts'
import { openVisitor } from '../apps/server/src/people/index.ts'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { handedOver } from '../apps/server/test/desk-talk.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { type Ledger, openLedger } from './support/ledger.ts'

const languages = ['sv', 'fi', 'en'] as const
const capacity = 4
const shoppers = 200

let database: TestDatabase
let ledger: Ledger
let db: Database
let shopId: string
/** Two processes over one Postgres; five agents sit at each. */
let houses: [TestParley, TestParley]
let agents: Agent[]

interface Agent {
  accountId: string
  language: string
  cookie: string
  url: string
  line: WebSocket | null
}

beforeAll(async () => {
  database = await openTestDatabase()
  ledger = await openLedger(database.adminUrl)
  db = openDatabase(database.serverUrl, { clock: systemClock, connections: 8 })
  shopId = orThrow(await createShop(db, { handle: 'busy', name: 'Busy' })).shopId
  houses = [await startTestParley({ database }), await startTestParley({ database })]
  agents = await Promise.all(Array.from({ length: 10 }, (_, place) => hire(place)))
})

afterAll(async () => {
  for (const agent of agents ?? []) agent.line?.terminate()
  for (const house of houses ?? []) await house.stop()
  await db?.close()
  await ledger?.close()
  await database?.close()
})

async function hire(place: number): Promise<Agent> {
  const accountId = `acc_agent${place}`
  const token = randomBytes(16).toString('base64url')
  const language = languages[place % 3] ?? 'en'
  await db.inShop(shopId, async (tx) => {
    await tx.sql
      .insertInto('account')
      .values({ account_id: accountId, name: `Agent ${place}`, email: `${place}@busy.example`, password_hash: '' })
      .execute()
    await tx.sql
      .insertInto('session')
      .values({
        session_hash: tokenHash(token),
        account_id: accountId,
        expires_at: new Date(Date.now() + 3_600_000),
      })
      .execute()
    await join(tx, accountId, 'admin')
  })
  const url = houses[place % 2]?.url ?? ''
  return { accountId, language, url, cookie: `${sessionCookie}=${token}`, line: null }
}

async function call(agent: Agent, method: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(`${agent.url}/api/v1/desk/${path}`, {
    method,
    headers: { cookie: agent.cookie, origin: agent.url, 'x-parley-shop': shopId, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
}

async function sitDown(agent: Agent): Promise<void> {
  const line = new WebSocket(`${agent.url.replace('http', 'ws')}/api/socket?shop=${shopId}`, {
    origin: agent.url,
    headers: { cookie: agent.cookie },
  })
  line.on('error', () => {})
  await new Promise((open) => line.once('open', open))
  agent.line = line
  await call(agent, 'PATCH', `agents/${agent.accountId}`, { capacity, languages: [agent.language] })
  await call(agent, 'PUT', 'status', { status: 'online' })
}

/** Somebody from the shop's own list, who has been handed over by the bot. */
const arrive = (place: number) =>
  handedOver(
    {
      db,
      shopId,
      visitor: (language = 'en') =>
        db.inShop(shopId, async (tx) => (await openVisitor(tx, { language, currency: 'EUR' })).visitor.id),
    },
    languages[place % 3],
  )

const held = z.object({ conversation_id: z.string(), agent_id: z.string(), language: z.string() })

const inHand = async () =>
  Map.groupBy(
    await ledger.rows(
      held,
      "select conversation_id, agent_id, language from conversation where owner = 'agent' and status = 'open'",
    ),
    (row) => row.agent_id,
  )

const count = (which: string): Promise<number> => ledger.count(`conversation where ${which}`)

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await what()) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('it never came to be')
}

test('two hundred at once for ten people in two processes: order, capacity and languages hold, and who drops out loses nobody', async () => {
  await Promise.all(agents.map(sitDown))
  await Promise.all(Array.from({ length: shoppers }, (_, place) => arrive(place)))
  const everybodyIn = await lastPosition()
  await until(async () => (await count("owner = 'agent'")) === agents.length * capacity)
  for (const [accountId, those] of await inHand()) {
    expect(those).toHaveLength(capacity)
    expect(new Set(those.map(({ language }) => language))).toEqual(
      new Set([agents.find((one) => one.accountId === accountId)?.language]),
    )
  }

  // The second process is killed. Three of its five people find the first one, two are never seen again.
  await houses[1].kill('SIGKILL')
  const stranded = agents.filter((agent) => agent.url === houses[1].url)
  const gone = stranded.slice(0, 2)
  for (const agent of stranded.slice(2)) {
    agent.url = houses[0].url
    await sitDown(agent)
  }
  const goneIds = gone.map(({ accountId }) => accountId)
  await db.inShop(shopId, (tx) =>
    tx.sql
      .updateTable('desk_agent')
      .set({ seen_at: new Date(Date.now() - 120_000) })
      .where('account_id', 'in', goneIds)
      .execute(),
  )
  await until(async () => (await inHand()).size === agents.length - gone.length)

  const present = agents.filter((agent) => !gone.includes(agent))
  await until(async () => {
    for (const [accountId, those] of await inHand()) {
      expect(those.length).toBeLessThanOrEqual(capacity)
      const agent = present.find((one) => one.accountId === accountId)
      for (const { conversation_id } of those)
        if (agent) await call(agent, 'POST', `conversations/${conversation_id}/resolve`)
    }
    return (await count("status = 'resolved'")) === shoppers
  })
  expect(await count("owner <> 'agent'")).toBe(0)
  expect(await outOfTurn(everybodyIn)).toEqual([])
  const joined = await ledger.count("event where type = 'conversation.owner_changed' and data->>'to' = 'agent'")
  // Each once, and once more those of the two who left.
  expect(joined).toBe(shoppers + gone.length * capacity)
}, 120_000)

const lastPosition = async (): Promise<number> =>
  (await ledger.rows(z.object({ last: z.int() }), 'select max(position)::int as last from event'))[0]?.last ?? 0

/** Whoever was given to somebody while another of the same language had waited longer. */
async function outOfTurn(after: number): Promise<string[]> {
  const moves = await ledger.rows(
    z.object({ id: z.string(), to: z.string(), language: z.string(), since: z.coerce.number(), position: z.int() }),
    `select e.conversation_id as id, e.data->>'to' as to, c.language, e.position::int as position,
       extract(epoch from k.queued_at) * 1000 as since
     from event e join conversation c using (shop_id, conversation_id) join desk_case k using (shop_id, conversation_id)
     where e.type = 'conversation.owner_changed' order by e.position`,
  )
  const queues = new Map<string, Map<string, number>>(languages.map((language) => [language, new Map()]))
  const early: string[] = []
  for (const { id, to, language, since, position } of moves) {
    const queue = queues.get(language)
    if (to === 'queue') queue?.set(id, since)
    else {
      if (position > after && Math.min(...(queue?.values() ?? [])) < since) early.push(id)
      queue?.delete(id)
    }
  }
  return early
}
