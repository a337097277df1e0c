import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accept,
  changesAfter,
  giveBack,
  readConversation,
  reply,
  resolve,
} from '../apps/server/src/conversations/index.ts'
import type { ShopTransaction } from '../apps/server/src/db/database.ts'
import { setRules, setStatus } from '../apps/server/src/desk/agent-store.ts'
import { assignNext } from '../apps/server/src/desk/assign.ts'
import { historyOf, link, unlink } from '../apps/server/src/desk/link-conversations.ts'
import { searchSaid } from '../apps/server/src/desk/search-said.ts'
import { joinVisit, seeVisit } from '../apps/server/src/desk/visits/visits.ts'
import { orThrow } from '../apps/server/src/kernel/refusals.ts'
import { personOf } from '../apps/server/src/people/index.ts'
import { eraseDue, oweErasure } from '../apps/server/src/privacy/erasure.ts'
import { handedOver, shopperSays } from '../apps/server/test/desk-talk.ts'
import { newAccount, openTestShop, type TestShop } from '../apps/server/test/shop.ts'

/** What people who work with other desks are angry about, each shown not to happen here. */
let shop: TestShop
let anna: { accountId: string; name: string }
let bertil: { accountId: string; name: string }
beforeAll(async () => {
  shop = await openTestShop()
  anna = await newAccount(shop, 'Anna')
  bertil = await newAccount(shop, 'Bertil')
})
afterAll(() => shop.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)
const rowOf = (conversationId: string) =>
  inShop(async (tx) => {
    const row = await readConversation(tx, conversationId)
    if (!row) throw new Error('no conversation')
    return row
  })
const answer = (conversationId: string, text: string, by = anna) =>
  inShop((tx) => reply(tx, conversationId, by, { type: 'text', text }, text))
const turnsOwed = async (conversationId: string) => {
  const { rows } = await inShop((tx) =>
    sql<{
      owed: boolean
    }>`select owed_seq > done_seq as owed from owed_turn where conversation_id = ${conversationId}`.execute(tx.sql),
  )
  return rows.some(({ owed }) => owed)
}
const heard = (conversationId: string, after = 0) =>
  inShop(async (tx) => {
    const row = await readConversation(tx, conversationId)
    return row ? changesAfter(tx, row, 'shopper', after, 200) : []
  })

describe('bot and human talk over each other', () => {
  test('a human’s reply silences the bot in the same stroke, also where nobody had taken the conversation before', async () => {
    const visitor = await shop.visitor()
    const { conversationId } = await shopperSays(shop, visitor, 'where is my parcel?')
    expect(await turnsOwed(conversationId)).toBe(true)
    const { owner_epoch: before } = await rowOf(conversationId)
    orThrow(await answer(conversationId, 'I look it up.'))
    expect(await turnsOwed(conversationId)).toBe(false)
    const after = await rowOf(conversationId)
    expect([after.owner, after.owner_epoch]).toEqual(['agent', before + 1])
    await shopperSays(shop, visitor, 'thank you, and my coat?')
    expect(await turnsOwed(conversationId)).toBe(false)
  })

  test('opened again after the end the bot begins afresh, and is not handed over in a loop', async () => {
    const { conversationId, visitor } = await handedOver(shop)
    orThrow(await answer(conversationId, 'Done.'))
    orThrow(await inShop((tx) => resolve(tx, conversationId)))
    await shopperSays(shop, visitor, 'one more thing')
    const row = await rowOf(conversationId)
    expect([row.owner, row.hand_over, row.waiting_since]).toEqual(['bot', null, null])
    expect(await turnsOwed(conversationId)).toBe(true)
  })

  test('no hand-over is silent, and none says its words twice', async () => {
    const { conversationId } = await handedOver(shop)
    orThrow(await answer(conversationId, 'Here I am.'))
    orThrow(await answer(conversationId, 'What is it about?'))
    orThrow(await inShop((tx) => giveBack(tx, conversationId)))
    orThrow(await inShop((tx) => giveBack(tx, conversationId)))
    const keys = (await heard(conversationId)).flatMap(({ body }) =>
      body.kind === 'message' && body.message.content.type === 'notice' ? [body.message.content.key] : [],
    )
    expect(keys.filter((key) => key === 'agent_joined')).toHaveLength(1)
    expect(keys.filter((key) => key === 'bot_resumed')).toHaveLength(1)
  })
})

test('language slips: what the desk says by itself is in the shopper’s language, whoever wrote last', async () => {
  const { conversationId } = await handedOver(shop, 'fi')
  orThrow(await answer(conversationId, 'I only know English, sorry.'))
  expect((await rowOf(conversationId)).language).toBe('fi')
})

test('lost or stale realtime: whoever was away for an hour hears every change once and in order', async () => {
  const { conversationId, visitor } = await handedOver(shop)
  const seen = (await heard(conversationId)).at(-1)?.number ?? 0
  for (let place = 0; place < 30; place++) {
    orThrow(await answer(conversationId, `line ${place}`, place % 2 === 0 ? anna : bertil))
    await shopperSays(shop, visitor, `reply ${place}`)
    shop.clock.move(120_000)
  }
  const numbers = (await heard(conversationId, seen)).map(({ number }) => number)
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, place) => seen + 1 + place))
  expect(numbers.length).toBeGreaterThanOrEqual(60)
  expect(await heard(conversationId, numbers.at(-1))).toEqual([])
})

test('duplicates: a burst of first messages opens one conversation, and a webhook told ten times is one message', async () => {
  const visitor = await shop.visitor()
  const arrival = {
    inboxId: 'webchat',
    address: visitor,
    visitorId: visitor,
    personId: null,
    language: 'en',
    currency: 'EUR',
  }
  const say = (text: string, providerId: string) =>
    inShop(async (tx) => orThrow(await accept(tx, { ...arrival, said: { type: 'text', text }, providerId })))
  const burst = await Promise.all([say('hi', 'p-1'), say('are you there', 'p-2'), say('hello?', 'p-3')])
  expect(new Set(burst.map(({ conversationId }) => conversationId)).size).toBe(1)
  const again = await Promise.all(Array.from({ length: 10 }, () => say('hi', 'p-1')))
  expect(new Set(again.map(({ messageId }) => messageId)).size).toBe(1)
  expect(again.every(({ repeated }) => repeated)).toBe(true)
})

test('merging conversations: two threads are read as one in the direction that was chosen, and can be taken apart', async () => {
  const [one, other] = [await handedOver(shop), await handedOver(shop)]
  orThrow(await inShop((tx) => link(tx, one.conversationId, other.conversationId, anna.accountId)))
  const joined = await inShop((tx) => historyOf(tx, one.conversationId, 20))
  expect(joined.map(({ conversationId }) => conversationId)).toContain(other.conversationId)
  expect((await rowOf(other.conversationId)).status).toBe('resolved')
  orThrow(await inShop((tx) => unlink(tx, one.conversationId, other.conversationId)))
  const apart = await inShop((tx) => historyOf(tx, one.conversationId, 20))
  expect(apart.map(({ conversationId }) => conversationId)).not.toContain(other.conversationId)
})

test('proactive words too weak: somebody who has talked before is written to as well, in the conversation she has', async () => {
  const { conversationId, visitor } = await handedOver(shop)
  const visitId = 'a-tab-with-a-talk'
  await inShop((tx) => seeVisit(tx, { visitId, page: '/lamps', language: 'en', visitorId: visitor, wantsNone: false }))
  const joined = orThrow(await inShop((tx) => joinVisit(tx, anna, { visitId, text: 'Still looking for a lamp?' })))
  expect(joined.conversationId).toBe(conversationId)
})

describe('queueing', () => {
  test('who waits is given away by her turn as people become free, and never to somebody who has left', async () => {
    await inShop(async (tx) => {
      await tx.sql.updateTable('conversation').set({ status: 'resolved', waiting_since: null }).execute()
      for (const { accountId } of [anna, bertil]) await setRules(tx, accountId, { capacity: 1 })
    })
    const waiting: string[] = []
    for (let place = 0; place < 3; place++) {
      shop.clock.move(1_000)
      waiting.push((await handedOver(shop)).conversationId)
    }
    await inShop((tx) => setStatus(tx, anna.accountId, 'online'))
    await inShop((tx) => setStatus(tx, bertil.accountId, 'offline'))
    while (await inShop(assignNext));
    const owners = async () => Promise.all(waiting.map(async (id) => (await rowOf(id)).agent_id))
    expect(await owners()).toEqual([anna.accountId, null, null])
    orThrow(await inShop((tx) => resolve(tx, waiting[0] ?? '')))
    while (await inShop(assignNext));
    expect((await owners()).slice(1)).toEqual([anna.accountId, null])
  })

  test('who comes back is not left with somebody who is offline', async () => {
    await inShop((tx) => tx.sql.updateTable('conversation').set({ status: 'resolved', waiting_since: null }).execute())
    const { conversationId, visitor } = await handedOver(shop)
    orThrow(await answer(conversationId, 'Bye.', bertil))
    orThrow(await inShop((tx) => resolve(tx, conversationId)))
    await inShop((tx) => setStatus(tx, bertil.accountId, 'offline'))
    await shopperSays(shop, visitor, 'me again')
    expect(await rowOf(conversationId)).toMatchObject({ owner: 'bot', agent_id: null })
  })
})

test('retention and forgetting: what a shopper said is gone everywhere once she has been forgotten, and cannot be found', async () => {
  const { conversationId, visitor } = await handedOver(shop)
  await shopperSays(shop, visitor, 'my door code is quincunx')
  const personId = await inShop(async (tx) => {
    const id = await personOf(tx, { kind: 'customer', address: 'forget-me', verified: true, verifiedBy: 'api' })
    await tx.sql.updateTable('visitor').set({ person_id: id }).where('visitor_id', '=', visitor).execute()
    await tx.sql
      .updateTable('conversation')
      .set({ person_id: id })
      .where('conversation_id', '=', conversationId)
      .execute()
    return id
  })
  expect(await inShop((tx) => searchSaid(tx, 'quincunx', 10))).toHaveLength(1)
  await inShop((tx) => oweErasure(tx, 'era_1', [personId]))
  shop.clock.move(3 * 86_400_000)
  expect(await eraseDue(shop.db, shop.clock)).toBe(1)
  expect(await inShop((tx) => searchSaid(tx, 'quincunx', 10))).toEqual([])
  const left = await inShop((tx) =>
    tx.sql.selectFrom('message').select('text').where('conversation_id', '=', conversationId).execute(),
  )
  expect(left.map(({ text }) => text).join(' ')).not.toContain('quincunx')
})

test('speed at size: a thread and a search in all that was said are read by their index, not by reading everything', async () => {
  const plan = async (query: ReturnType<typeof sql<{ 'QUERY PLAN': string }>>) =>
    (await inShop((tx) => query.execute(tx.sql))).rows.map((row) => row['QUERY PLAN']).join('\n')
  const thread = await inShop(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx.sql)
    return (
      await sql<{ 'QUERY PLAN': string }>`explain select text from message
        where shop_id = ${tx.shopId} and conversation_id = 'cnv_1' order by seq limit 50`.execute(tx.sql)
    ).rows.map((row) => row['QUERY PLAN'])
  })
  expect(thread.join('\n')).toMatch(/Index Scan/)
  const indexes = await plan(
    sql<{ 'QUERY PLAN': string }>`select indexdef as "QUERY PLAN" from pg_indexes where indexname = 'message_words'`,
  )
  expect(indexes).toMatch(/gin/)
})

test('a price for every agent while one hosts oneself: two hundred people join, and nobody counts them', async () => {
  const { rows } = await inShop((tx) =>
    sql<{ count: number }>`select count(*)::int as count from membership where shop_id = ${tx.shopId}`.execute(tx.sql),
  )
  const before = rows[0]?.count ?? 0
  await inShop((tx) =>
    sql`with made as (
        insert into account (account_id, email, name, password_hash)
        select 'acc_crowd_' || n, 'crowd' || n || '@lanterns.example', 'Crowd ' || n, 'none' from generate_series(1, 200) n returning account_id)
      insert into membership (shop_id, account_id, role) select ${tx.shopId}, account_id, 'agent' from made`.execute(
      tx.sql,
    ),
  )
  const after = await inShop((tx) =>
    sql<{ count: number }>`select count(*)::int as count from membership where shop_id = ${tx.shopId}`.execute(tx.sql),
  )
  expect(after.rows[0]?.count).toBe(before + 200)
})
