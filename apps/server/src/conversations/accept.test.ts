import type { Said } from '@parley/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newAccount, openTestShop, type TestShop } from '../../test/shop.ts'
import { orThrow } from '../kernel/refusals.ts'
import { accept } from './accept.ts'
import { editOrDelete, note, reply } from './agent-say.ts'
import { changesAfter } from './changes.ts'
import { readConversation } from './conversation-store.ts'
import { giveBack, resolve, take } from './ownership.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const words = (text: string): Said => ({ type: 'text', text })

const say = (
  visitorId: string,
  text: string,
  more: { clientId?: string; providerId?: string; conversationId?: string } = {},
) =>
  shop.db.inShop(shop.shopId, (tx) =>
    accept(tx, {
      inboxId: 'webchat',
      address: visitorId,
      visitorId,
      personId: null,
      language: 'en',
      currency: 'EUR',
      said: words(text),
      ...more,
    }),
  )

const rowOf = (conversationId: string) => shop.db.inShop(shop.shopId, (tx) => readConversation(tx, conversationId))
const owedOf = (conversationId: string) =>
  shop.db.inShop(shop.shopId, (tx) =>
    tx.sql
      .selectFrom('owed_turn')
      .select(['owed_seq', 'done_seq'])
      .where('shop_id', '=', shop.shopId)
      .where('conversation_id', '=', conversationId)
      .executeTakeFirst(),
  )
const changes = (conversationId: string, audience: 'shopper' | 'desk', after = 0) =>
  shop.db.inShop(shop.shopId, async (tx) => {
    const row = await readConversation(tx, conversationId)
    return row ? changesAfter(tx, row, audience, after) : []
  })

test('five first messages of a new visitor at once open one conversation, numbered without gaps', async () => {
  const visitor = await shop.visitor()
  const accepted = await Promise.all([1, 2, 3, 4, 5].map((n) => say(visitor, `message ${n}`, { clientId: `c${n}` })))
  const values = accepted.map(orThrow)
  expect(new Set(values.map((one) => one.conversationId)).size).toBe(1)
  expect(values.map((one) => one.seq).sort()).toEqual([1, 2, 3, 4, 5])
  const owed = await owedOf(values[0]?.conversationId ?? '')
  expect(owed).toEqual({ owed_seq: 5, done_seq: 0 })
})

test('the same inbound ten times, at once and again later, is one message', async () => {
  const visitor = await shop.visitor()
  const first = await Promise.all(Array.from({ length: 10 }, () => say(visitor, 'hello', { providerId: 'wamid.1' })))
  const later = await say(visitor, 'hello', { providerId: 'wamid.1' })
  const values = [...first, later].map(orThrow)
  expect(new Set(values.map((one) => one.messageId)).size).toBe(1)
  expect(values.filter((one) => !one.repeated)).toHaveLength(1)
  expect(await changes(values[0]?.conversationId ?? '', 'shopper')).toHaveLength(1)
})

test('the same client id from two tabs is one message; another visitor may use it too', async () => {
  const [one, other] = [await shop.visitor(), await shop.visitor()]
  const [a, b] = (await Promise.all([say(one, 'hi', { clientId: 'tab' }), say(one, 'hi', { clientId: 'tab' })])).map(
    orThrow,
  )
  const c = orThrow(await say(other, 'hi', { clientId: 'tab' }))
  expect(a?.messageId).toBe(b?.messageId)
  expect(c.messageId).not.toBe(a?.messageId)
})

test('nobody speaks in another visitor’s conversation', async () => {
  const [one, other] = [await shop.visitor(), await shop.visitor()]
  const { conversationId } = orThrow(await say(one, 'mine'))
  const refused = await say(other, 'let me in', { conversationId })
  expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'conversation.not_found' }] })
  expect((await rowOf(conversationId))?.last_seq).toBe(1)
})

test('an agent’s reply takes the conversation: nothing is owed any more, and giving back wakes the bot with a fresh mind', async () => {
  const anna = await newAccount(shop, 'Anna')
  const visitor = await shop.visitor()
  const { conversationId } = orThrow(await say(visitor, 'help me'))
  const before = await rowOf(conversationId)
  await shop.db.inShop(shop.shopId, (tx) =>
    reply(tx, conversationId, anna, { type: 'text', text: 'Hello' }, 'Hello', 'r1'),
  )
  const taken = await rowOf(conversationId)
  expect(taken).toMatchObject({ owner: 'agent', agent_id: anna.accountId, owner_epoch: (before?.owner_epoch ?? 0) + 1 })
  expect(await owedOf(conversationId)).toEqual({ owed_seq: 1, done_seq: 1 })

  await say(visitor, 'thanks, and delivery?')
  expect(await owedOf(conversationId)).toEqual({ owed_seq: 1, done_seq: 1 })
  await shop.db.inShop(shop.shopId, (tx) => giveBack(tx, conversationId))
  const back = await rowOf(conversationId)
  expect(back).toMatchObject({ owner: 'bot', agent_id: null, dialogue: null })
  expect((await owedOf(conversationId))?.owed_seq).toBeGreaterThan(1)
})

test('a note is never in the shopper’s stream, and her numbers have no gaps for it', async () => {
  const berit = await newAccount(shop, 'Berit')
  const visitor = await shop.visitor()
  const { conversationId } = orThrow(await say(visitor, 'hello'))
  await shop.db.inShop(shop.shopId, (tx) => note(tx, conversationId, berit, 'a difficult one'))
  await shop.db.inShop(shop.shopId, (tx) =>
    reply(tx, conversationId, berit, { type: 'text', text: 'Good day' }, 'Good day'),
  )
  const [hers, theirs] = [await changes(conversationId, 'shopper'), await changes(conversationId, 'desk')]
  expect(JSON.stringify(hers)).not.toContain('difficult')
  expect(hers.map((change) => change.number)).toEqual(hers.map((_, at) => at + 1))
  expect(JSON.stringify(theirs)).toContain('difficult')
})

test('what was deleted is not told in its old words to one who resumes', async () => {
  const cilla = await newAccount(shop, 'Cilla')
  const visitor = await shop.visitor()
  const { conversationId } = orThrow(await say(visitor, 'hello'))
  const said = orThrow(
    await shop.db.inShop(shop.shopId, (tx) =>
      reply(tx, conversationId, cilla, { type: 'text', text: 'wrong price 12' }, 'wrong price 12'),
    ),
  )
  await shop.db.inShop(shop.shopId, (tx) => editOrDelete(tx, conversationId, said.messageId, cilla, null))
  const all = await changes(conversationId, 'shopper')
  expect(JSON.stringify(all)).not.toContain('wrong price')
  expect(all.at(-1)?.body).toMatchObject({ kind: 'message_deleted', messageId: said.messageId })
})

test('taking twice is taking once', async () => {
  const dora = await newAccount(shop, 'Dora')
  const visitor = await shop.visitor()
  const { conversationId } = orThrow(await say(visitor, 'hello'))
  await Promise.all([1, 2, 3].map(() => shop.db.inShop(shop.shopId, (tx) => take(tx, conversationId, dora))))
  expect((await rowOf(conversationId))?.owner_epoch).toBe(1)
})

test('words said to a person are not the bot’s to answer, neither when it gets the word back nor when the talk begins anew', async () => {
  const eva = await newAccount(shop, 'Eva')
  const visitor = await shop.visitor()
  const { conversationId } = orThrow(await say(visitor, 'hello'))
  const asEva = (text: string) =>
    shop.db.inShop(shop.shopId, (tx) => reply(tx, conversationId, eva, { type: 'text', text }, text))
  await asEva('Eva here')
  await say(visitor, 'put ten lamps in my cart')
  await asEva('I have done so')
  await shop.db.inShop(shop.shopId, (tx) => giveBack(tx, conversationId))
  const next = orThrow(await say(visitor, 'thanks'))
  expect(await owedOf(conversationId)).toEqual({ owed_seq: next.seq, done_seq: next.seq - 1 })

  await asEva('Eva again')
  await say(visitor, 'and ten chairs')
  await shop.db.inShop(shop.shopId, (tx) => resolve(tx, conversationId))
  const anew = orThrow(await say(visitor, 'hello again'))
  expect(await owedOf(conversationId)).toEqual({ owed_seq: anew.seq, done_seq: anew.seq - 1 })
})
