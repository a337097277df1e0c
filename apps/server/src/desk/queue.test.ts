import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { handedOver } from '../../test/desk-talk.ts'
import { newAccount, openTestShop, type TestShop } from '../../test/shop.ts'
import { append, lockConversation, readConversation, reply, resolve, toQueue } from '../conversations/index.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { openSignals } from '../durable/index.ts'
import { join } from '../identity/index.ts'
import { openLog } from '../kernel/log.ts'
import { orThrow } from '../kernel/refusals.ts'
import { listAgents, noteAlive, setRules, setStatus } from './agent-store.ts'
import { assignNext } from './assign.ts'
import { keepDesk } from './keep-desk.ts'
import { saveTeam } from './team-store.ts'
import { transfer } from './transfer.ts'

let shop: TestShop
let anna: { accountId: string; name: string }
let bertil: { accountId: string; name: string }
beforeAll(async () => {
  shop = await openTestShop()
  anna = await newAccount(shop, 'Anna')
  bertil = await newAccount(shop, 'Bertil')
})
afterAll(() => shop.close())

const inShop: <T>(work: Parameters<typeof shop.db.inShop<T>>[1]) => Promise<T> = (work) =>
  shop.db.inShop(shop.shopId, work)
const rowOf = (conversationId: string) => inShop((tx) => readConversation(tx, conversationId))

/** Everybody off, nothing waiting: each test begins with an empty desk. */
beforeEach(async () => {
  await inShop(async (tx) => {
    await tx.sql.updateTable('conversation').set({ status: 'resolved', waiting_since: null }).execute()
    await tx.sql.deleteFrom('team').execute()
    for (const { accountId } of [anna, bertil]) {
      await setStatus(tx, accountId, 'offline')
      await setRules(tx, accountId, { capacity: 2, languages: [], skills: [], channelCapacity: {} })
    }
  })
})

/** A shopper whom the bot has handed over, a second after the one before. */
async function asks(language = 'en', reason = 'talk_to_human'): Promise<string> {
  shop.clock.move(1_000)
  return (await handedOver(shop, language, reason)).conversationId
}

const drain = async () => {
  while (await inShop(assignNext));
}
const online = (agent: { accountId: string }) => inShop((tx) => setStatus(tx, agent.accountId, 'online'))
const agentOf = async (conversationId: string) => (await rowOf(conversationId))?.agent_id ?? null

test('whoever waits longest is helped first, nobody gets more than she can carry, and the rest follow as room is made', async () => {
  const waiting = [await asks(), await asks(), await asks()]
  await drain()
  expect(await Promise.all(waiting.map(agentOf))).toEqual([null, null, null])
  await online(anna)
  await drain()
  expect(await Promise.all(waiting.map(agentOf))).toEqual([anna.accountId, anna.accountId, null])
  await inShop((tx) => resolve(tx, waiting[1] ?? ''))
  await drain()
  expect(await agentOf(waiting[2] ?? '')).toBe(anna.accountId)
  expect((await inShop(listAgents)).find(({ name }) => name === 'Anna')?.load).toBe(2)
})

test('a shopper for whom nobody here has the language is passed over, and loses her place to nobody who speaks hers', async () => {
  await inShop((tx) => setRules(tx, anna.accountId, { languages: ['sv'] }))
  await inShop((tx) => setRules(tx, bertil.accountId, { languages: ['fi'], capacity: 1 }))
  const finnish = [await asks('fi'), await asks('fi')]
  const swedish = await asks('sv')
  await online(anna)
  await drain()
  expect(await agentOf(swedish)).toBe(anna.accountId)
  expect(await agentOf(finnish[0] ?? '')).toBe(null)
  await online(bertil)
  await drain()
  expect(await Promise.all(finnish.map(agentOf))).toEqual([bertil.accountId, null])
})

test('a channel of which somebody takes few does not fill her up', async () => {
  await inShop((tx) => setRules(tx, anna.accountId, { capacity: 4, channelCapacity: { webchat: 1 } }))
  const [one, two] = [await asks(), await asks()]
  await online(anna)
  await drain()
  expect([await agentOf(one), await agentOf(two)]).toEqual([anna.accountId, null])
})

test('a team gets what is its own, and what waits there too long flows over to another', async () => {
  const second = orThrow(
    await inShop((tx) => saveTeam(tx, { ...plainTeam, name: 'All', position: 1, members: [bertil.accountId] })),
  )
  await inShop((tx) =>
    saveTeam(tx, {
      ...plainTeam,
      name: 'Returns',
      reasons: ['complaint_damaged'],
      members: [anna.accountId],
      overflowTeamId: second.id,
      overflowAfterSeconds: 60,
    }),
  )
  const damaged = await asks('en', 'complaint_damaged')
  await online(bertil)
  await drain()
  expect(await agentOf(damaged)).toBe(null)
  shop.clock.move(60_000)
  await online(bertil)
  await drain()
  expect(await agentOf(damaged)).toBe(bertil.accountId)
})

test('who comes back gets the one she talked with before, where that one is here', async () => {
  await online(anna)
  const first = await asks()
  await drain()
  await inShop((tx) =>
    tx.sql
      .updateTable('desk_case')
      .set({ last_agent_id: anna.accountId })
      .where('conversation_id', '=', first)
      .execute(),
  )
  await inShop((tx) => resolve(tx, first))
  const other = await asks()
  await drain()
  expect(await agentOf(other)).toBe(anna.accountId)
  await online(bertil)
  await inShop(async (tx) => {
    const row = await lockConversation(tx, first)
    if (!row) throw new Error('gone')
    row.status = 'open'
    row.owner = 'bot'
    toQueue(tx, row, { reason: 'talk_to_human', summary: '' })
    await append(tx, row, [], [{ kind: 'conversation' }])
  })
  await drain()
  // Bertil has more room, and yet.
  expect(await agentOf(first)).toBe(anna.accountId)
})

test('who vanishes loses nobody: those that wait for her go back to their place, what she has answered stays hers', async () => {
  const [answered, open, later] = [await asks(), await asks(), await asks()]
  await online(anna)
  await drain()
  await inShop((tx) => reply(tx, answered, anna, { type: 'text', text: 'Done.' }, 'Done.'))
  const house = await openHouse()
  await online(bertil)
  shop.clock.move(80_000)
  await inShop((tx) => noteAlive(tx, [bertil.accountId]))
  await house.settle()
  await house.close()
  expect(await agentOf(answered)).toBe(anna.accountId)
  expect(await Promise.all([open, later].map(agentOf))).toEqual([bertil.accountId, bertil.accountId])
  const row = await rowOf(open)
  expect(row?.hand_over).toMatchObject({ reason: 'agent_left' })
})

test('a conversation goes to a colleague, or to a team’s queue, with a note, and an unknown one of either is refused', async () => {
  const id = await asks()
  await online(anna)
  await drain()
  const refused = await inShop((tx) => transfer(tx, id, anna, { accountId: 'acc_nobody' }))
  expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'desk.no_such_agent' }] })
  expect(await agentOf(id)).toBe(anna.accountId)
  await inShop((tx) => transfer(tx, id, anna, { accountId: bertil.accountId, note: 'Knows lamps.' }))
  expect(await agentOf(id)).toBe(bertil.accountId)
  const team = orThrow(await inShop((tx) => saveTeam(tx, { ...plainTeam, name: 'Lamps', members: [bertil.accountId] })))
  await inShop((tx) => transfer(tx, id, bertil, { teamId: team.id }))
  expect(await rowOf(id)).toMatchObject({ owner: 'queue', agent_id: null })
  await drain()
  // Anna has room, and is not of the team.
  expect(await agentOf(id)).toBe(null)
})

test('everybody in the queue hears her place and how long it takes, once, and again when half are gone', async () => {
  const ids = [await asks(), await asks(), await asks(), await asks()]
  await inShop((tx) => setRules(tx, anna.accountId, { capacity: 1 }))
  await online(anna)
  const house = await openHouse()
  await house.settle()
  await house.settle()
  expect(await Promise.all(ids.map(placesTold))).toEqual([[], ['1'], ['2'], ['3']])
  await inShop((tx) => resolve(tx, ids[0] ?? ''))
  await house.settle()
  await house.close()
  expect(await Promise.all(ids.map(placesTold))).toEqual([[], ['1'], ['2', '1'], ['3']])
})

test('two processes at once give 60 shoppers to ten people: nobody twice, nobody too much, each in her language', async () => {
  const languages = ['sv', 'fi', 'en']
  const agents = await Promise.all(
    Array.from({ length: 10 }, async (_, n) => {
      const agent = { accountId: `acc_helper${n}`, name: `Helper ${n}` }
      await inShop(async (tx) => {
        await tx.sql
          .insertInto('account')
          .values({ account_id: agent.accountId, name: agent.name, email: `${n}@x.example`, password_hash: '' })
          .execute()
        await join(tx, agent.accountId, 'agent')
      })
      await inShop((tx) => setRules(tx, agent.accountId, { capacity: 4, languages: [languages[n % 3] ?? 'en'] }))
      return { ...agent, language: languages[n % 3] }
    }),
  )
  const houses = [await openHouse(), await openHouse()]
  await Promise.all(agents.map(online))
  const ids = await Promise.all(Array.from({ length: 60 }, (_, n) => asks(languages[n % 3])))
  await Promise.all(houses.map((house) => house.settle()))
  const rows = (await Promise.all(ids.map(rowOf))).filter((row) => row !== null)
  const held = Map.groupBy(
    rows.filter((row) => row.owner === 'agent'),
    (row) => row.agent_id ?? '',
  )
  expect([...held.values()].map((those) => those.length).sort()).toEqual(Array(10).fill(4))
  for (const [id, those] of held) {
    const speaks = agents.find(({ accountId }) => accountId === id)?.language
    expect(those.map(({ language }) => language)).toEqual(Array(4).fill(speaks))
  }
  // One change of owner to the queue, one to the agent: nobody was handed round.
  expect(rows.filter((row) => row.owner === 'agent').every((row) => row.owner_epoch === 2)).toBe(true)
  await Promise.all(houses.map((house) => house.close()))
})

const plainTeam = {
  position: 0,
  channels: [],
  languages: [],
  reasons: [],
  skills: [],
  overflowTeamId: null,
  overflowAfterSeconds: 120,
  hours: null,
  serviceLevels: { firstAnswerMinutes: null, nextAnswerMinutes: null, resolutionMinutes: null },
  members: [],
}

const placesTold = (conversationId: string) =>
  inShop(async (tx) => {
    const rows = await tx.sql
      .selectFrom('message')
      .select('content')
      .where('conversation_id', '=', conversationId)
      .orderBy('seq')
      .execute()
    return rows.flatMap(({ content }) => {
      const told = JSON.stringify(content)
      return told.includes('"queue_') ? [/"position": ?"(\d+)"/.exec(told)?.[1] ?? ''] : []
    })
  })

/** A process's part in keeping the desk: connections, signals and worker of its own. */
async function openHouse() {
  const db: Database = openDatabase(shop.serverUrl, { clock: shop.clock, connections: 4 })
  const log = openLog('silent')
  const signals = await openSignals(db, shop.serverUrl, log)
  const worker = keepDesk({ db, clock: shop.clock, log }, signals, 60_000)
  return {
    settle: async () => {
      worker.wake(shop.shopId, 'queue')
      await worker.idle()
    },
    close: async () => {
      await worker.close()
      await signals.close()
      await db.close()
    },
  }
}
