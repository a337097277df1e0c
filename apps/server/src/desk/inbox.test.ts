import { afterAll, beforeAll, expect, test } from 'vitest'
import { handedOver, shopperSays } from '../../test/desk-talk.ts'
import { newAccount, openTestShop, type TestShop } from '../../test/shop.ts'
import { note, readConversation, reply, resolve } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { createShop } from '../identity/index.ts'
import { orThrow } from '../kernel/refusals.ts'
import { openVisitor } from '../people/index.ts'
import { setStatus } from './agent-store.ts'
import { deskConversations } from './desk-list.ts'
import { keepDraft, readDraft } from './draft-store.ts'
import { dueToWake, setHandling, snooze, wakeUp } from './handling-store.ts'
import { historyOf, link, unlink } from './link-conversations.ts'
import { saveMacro } from './macro-store.ts'
import { expectReading } from './mail-answers.ts'
import { noteMentions, seeMentions, unseenMentions } from './mentions.ts'
import { readyMacros, runMacro } from './run-macro.ts'
import { askSatisfaction, hearSatisfaction } from './satisfaction.ts'
import { searchSaid, wordsAsked } from './search-said.ts'
import { dueToSend, scheduledIn, sendDue, sendLater, takeBack } from './send-later.ts'
import { addView, removeView, viewsFor } from './view-store.ts'

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
const rowOf = (conversationId: string) => inShop((tx) => readConversation(tx, conversationId))
const textsOf = (conversationId: string) =>
  inShop(async (tx) =>
    (
      await tx.sql
        .selectFrom('message')
        .select(['text', 'sender_kind'])
        .where('conversation_id', '=', conversationId)
        .orderBy('seq')
        .execute()
    ).filter(({ text }) => text !== ''),
  )

test('what was said is found by its words, newest first, begun words too, and never in another shop', async () => {
  const { conversationId, visitor } = await handedOver(shop, 'sv')
  await shopperSays(shop, visitor, 'Var är paketet med den gröna lampan, order T-10042?')
  shop.clock.move(40 * 86_400_000)
  const later = await handedOver(shop, 'sv')
  await shopperSays(shop, later.visitor, 'Den gröna lampan lyser inte')
  const neighbour = orThrow(await createShop(shop.db, { handle: 'other', name: 'Other' })).shopId
  await shop.db.inShop(neighbour, async (tx) => {
    const { visitor } = await openVisitor(tx, { language: 'sv', currency: 'SEK' })
    await tx.sql
      .insertInto('conversation')
      .values({
        shop_id: neighbour,
        conversation_id: 'cnv_n',
        inbox_id: 'webchat',
        address: visitor.id,
        visitor_id: visitor.id,
        language: 'sv',
        currency: 'SEK',
        created_at: tx.now,
      })
      .execute()
    await tx.sql
      .insertInto('message')
      .values({
        shop_id: neighbour,
        message_id: 'msg_n',
        conversation_id: 'cnv_n',
        seq: 1,
        sender_kind: 'shopper',
        sender_id: visitor.id,
        content: '{}',
        text: 'gröna lampan hos grannen',
        inbox_id: 'webchat',
        created_at: tx.now,
      })
      .execute()
  })
  const found = async (query: string) =>
    (await inShop((tx) => searchSaid(tx, query, 20))).map((one) => one.conversation.id)
  expect(await found('gröna lampan')).toEqual([later.conversationId, conversationId])
  expect(await found('T-10042')).toEqual([conversationId])
  expect(await found('PAKE')).toEqual([conversationId])
  expect(await found('grannen')).toEqual([])
  expect(await found("'; drop table message; -- | & ! :*")).toEqual([])
  expect(wordsAsked("O'Hara & (x)")).toBe("'o' & 'hara' & 'x':*")
})

test('lists narrow by what the desk knows, and a list of one’s own is nobody else’s', async () => {
  const [calm, urgent] = [(await handedOver(shop)).conversationId, (await handedOver(shop, 'fi')).conversationId]
  await inShop((tx) => setHandling(tx, urgent, { priority: 2, tags: ['Delivery', 'delivery '] }))
  const list = async (filter: Parameters<typeof deskConversations>[1]) =>
    (await inShop((tx) => deskConversations(tx, filter))).map(({ id }) => id)
  expect((await list({ status: 'open', limit: 50 }))[0]).toBe(urgent)
  expect(await list({ tag: 'delivery', limit: 50 })).toEqual([urgent])
  expect(await list({ minPriority: 1, limit: 50 })).toEqual([urgent])
  expect(await list({ language: 'fi', limit: 50 })).not.toContain(calm)

  const view = await inShop((tx) =>
    addView(tx, anna.accountId, { name: 'Finnish', forAll: false, teamId: null, filter: { language: 'fi' } }),
  )
  expect(await inShop((tx) => viewsFor(tx, anna.accountId))).toEqual([view])
  expect(await inShop((tx) => viewsFor(tx, bertil.accountId))).toEqual([])
  expect(await inShop((tx) => removeView(tx, bertil.accountId, view.id))).toBe(false)
  expect(await inShop((tx) => removeView(tx, anna.accountId, view.id))).toBe(true)
})

test('a draft waits for the one who wrote it, on whichever machine', async () => {
  const { conversationId } = await handedOver(shop)
  await inShop((tx) => keepDraft(tx, conversationId, anna.accountId, { text: 'I have looked', isNote: false }))
  expect(await inShop((tx) => readDraft(tx, conversationId, anna.accountId))).toEqual({
    text: 'I have looked',
    isNote: false,
  })
  expect((await inShop((tx) => readDraft(tx, conversationId, bertil.accountId))).text).toBe('')
  await inShop((tx) => keepDraft(tx, conversationId, anna.accountId, { text: ' ', isNote: false }))
  expect((await inShop((tx) => readDraft(tx, conversationId, anna.accountId))).text).toBe('')
})

test('what is put off comes back at its time, and at once when the shopper writes', async () => {
  const [one, two] = [await handedOver(shop), await handedOver(shop)]
  const until = new Date(shop.clock.now().getTime() + 3_600_000)
  for (const { conversationId } of [one, two]) orThrow(await inShop((tx) => snooze(tx, conversationId, until)))
  expect(await inShop((tx) => snooze(tx, one.conversationId, shop.clock.now()))).toMatchObject({ ok: false })
  await shopperSays(shop, two.visitor, 'still here')
  expect(await rowOf(two.conversationId)).toMatchObject({ status: 'open', snoozed_until: null })
  expect(await inShop(dueToWake)).toEqual([])
  shop.clock.move(3_600_000)
  expect(await inShop(dueToWake)).toEqual([one.conversationId])
  await inShop((tx) => wakeUp(tx, one.conversationId))
  expect(await rowOf(one.conversationId)).toMatchObject({ status: 'open', snoozed_until: null })
})

test('what is to be said later is said once at its time, takes the conversation then, and can be taken back before', async () => {
  const { conversationId } = await handedOver(shop)
  const at = new Date(shop.clock.now().getTime() + 5_000)
  const kept = orThrow(await inShop((tx) => sendLater(tx, conversationId, anna, { text: 'Good morning.', sendAt: at })))
  const undone = orThrow(await inShop((tx) => sendLater(tx, conversationId, anna, { text: 'Oh no.', sendAt: at })))
  expect(await inShop((tx) => takeBack(tx, conversationId, undone.id))).toEqual({ ok: true, value: { text: 'Oh no.' } })
  expect(await inShop(dueToSend)).toEqual([])
  shop.clock.move(5_000)
  await inShop((tx) => sendDue(tx, undone.id))
  await Promise.all([1, 2].map(() => inShop((tx) => sendDue(tx, kept.id))))
  const said = await textsOf(conversationId)
  expect(said.filter(({ sender_kind }) => sender_kind === 'agent').map(({ text }) => text)).toEqual(['Good morning.'])
  expect(await rowOf(conversationId)).toMatchObject({ owner: 'agent', agent_id: anna.accountId })
  expect(await inShop((tx) => scheduledIn(tx, conversationId))).toEqual([])
  expect(await inShop((tx) => takeBack(tx, conversationId, kept.id))).toMatchObject({ ok: false })
})

test('a macro speaks the shopper’s language with what is known filled in, and does what belongs to it', async () => {
  const { conversationId } = await handedOver(shop, 'sv')
  const given = {
    name: 'Late',
    shortcut: 'late',
    texts: {
      en: 'Hello {person.firstName|there}, {agent.firstName} here.',
      sv: 'Hej {person.firstName|där}, det är {agent.firstName} på {shop.name}.',
    },
    actions: [
      { do: 'tag' as const, tag: 'Delivery' },
      { do: 'priority' as const, priority: 1 },
      { do: 'resolve' as const },
    ],
    forAll: true,
  }
  const macro = orThrow(await inShop((tx) => saveMacro(tx, anna.accountId, given)))
  expect(await inShop((tx) => saveMacro(tx, bertil.accountId, given))).toMatchObject({ ok: false })
  const [ready] = orThrow(await inShop((tx) => readyMacros(tx, conversationId, anna)))
  expect(ready).toMatchObject({ text: 'Hej där, det är Anna på Lanterns.', language: 'sv' })
  orThrow(await inShop((tx) => runMacro(tx, conversationId, anna, { macroId: macro.id, text: ready?.text ?? '' })))
  const [told] = await inShop((tx) => deskConversations(tx, { conversationIds: [conversationId], limit: 1 }))
  expect(told).toMatchObject({ status: 'resolved', handling: { priority: 1, tags: ['delivery'] } })
  expect((await textsOf(conversationId)).at(-1)?.text).toBe('Hej där, det är Anna på Lanterns.')
  const finnish = await handedOver(shop, 'fi')
  expect(orThrow(await inShop((tx) => readyMacros(tx, finnish.conversationId, anna)))[0]).toMatchObject({
    text: 'Hello there, Anna here.',
    language: 'en',
  })
})

test('after somebody has helped, the shopper is asked how it was; her answer wakes nobody', async () => {
  await inShop((tx) => setStatus(tx, anna.accountId, 'online'))
  const { conversationId, visitor } = await handedOver(shop, 'is')
  await inShop((tx) => reply(tx, conversationId, anna, { type: 'text', text: 'Komið.' }, 'Komið.'))
  await inShop(async (tx) => {
    await expectReading(tx, conversationId, tx.now)
    await tx.sql
      .updateTable('desk_case')
      .set({ last_agent_id: anna.accountId })
      .where('conversation_id', '=', conversationId)
      .execute()
  })
  await inShop((tx) => resolve(tx, conversationId))
  for (let again = 0; again < 2; again++) await inShop((tx) => askSatisfaction(tx, conversationId))
  const asked = (await textsOf(conversationId)).filter(({ text }) => text === 'Hvernig fannst þér þjónustan?')
  expect(asked).toHaveLength(1)
  const before = await rowOf(conversationId)
  const { messageId } = await shopperSays(shop, visitor, { type: 'choice', value: 'rate:4', label: 'Góð' })
  await inShop((tx) => hearSatisfaction(tx, conversationId, messageId))
  expect(await rowOf(conversationId)).toMatchObject({
    status: 'resolved',
    owner: 'agent',
    owner_epoch: before?.owner_epoch,
    waiting_since: null,
  })
  const owed = await inShop((tx) =>
    tx.sql.selectFrom('owed_turn').selectAll().where('conversation_id', '=', conversationId).executeTakeFirst(),
  )
  expect(owed?.owed_seq).toBe(owed?.done_seq)
  const scores = await inShop((tx) => tx.sql.selectFrom('satisfaction').select(['score', 'agent_id']).execute())
  expect(scores).toEqual([{ score: 4, agent_id: anna.accountId }])
  // A word, though, opens it again.
  await shopperSays(shop, visitor, 'eitt enn')
  expect(await rowOf(conversationId)).toMatchObject({ status: 'open', owner: 'bot' })
})

test('two threads of one shopper are read as one, and can be taken apart as if nothing had been', async () => {
  const [one, other] = [await handedOver(shop), await handedOver(shop)]
  orThrow(await inShop((tx) => link(tx, one.conversationId, other.conversationId, anna.accountId)))
  expect(await rowOf(other.conversationId)).toMatchObject({ status: 'resolved' })
  const [thread] = await inShop((tx) => historyOf(tx, one.conversationId, 10))
  expect(thread).toMatchObject({ conversationId: other.conversationId, isLinked: true })
  expect(thread?.messages[0]?.text).toBe('a person, please')
  expect(await inShop((tx) => link(tx, other.conversationId, one.conversationId, anna.accountId))).toMatchObject({
    ok: false,
    refusals: [{ code: 'conversation.linked' }],
  })
  orThrow(await inShop((tx) => unlink(tx, one.conversationId, other.conversationId)))
  expect(await inShop((tx) => historyOf(tx, one.conversationId, 10))).toEqual([])
  expect(await textsOf(other.conversationId)).toHaveLength(1)
})

test('who is named in a note hears of it until she has looked; a name inside another word is nobody', async () => {
  const { conversationId } = await handedOver(shop)
  const say = async (text: string) => {
    const { messageId } = orThrow(await inShop((tx) => note(tx, conversationId, anna, text)))
    await inShop((tx) => noteMentions(tx, { conversationId, messageId, text, byId: anna.accountId }))
  }
  await say('@Bertil, you know lamps. @Anna knows too.')
  await say('mail anna@bertilsson.example')
  expect(await inShop((tx) => unseenMentions(tx, bertil.accountId))).toMatchObject([{ conversationId, by: 'Anna' }])
  expect(await inShop((tx) => unseenMentions(tx, anna.accountId))).toEqual([])
  await inShop((tx) => seeMentions(tx, bertil.accountId, conversationId))
  expect(await inShop((tx) => unseenMentions(tx, bertil.accountId))).toEqual([])
})
