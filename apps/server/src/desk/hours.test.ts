import type { WorkingHours } from '@parley/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handedOver, shopperSays } from '../../test/desk-talk.ts'
import { newAccount, openTestShop, type TestShop } from '../../test/shop.ts'
import { reply } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { orThrow } from '../kernel/refusals.ts'
import { deskConversation } from './desk-list.ts'
import { hearContact } from './hear-contact.ts'
import { expectReading, mailUnread, unreadNow } from './mail-answers.ts'
import { promiseAnswer, toBePromised } from './promise-answer.ts'
import { readQueue } from './queue-store.ts'
import { reckonDues, tellLate } from './service-levels.ts'
import { readTeams, saveTeam } from './team-store.ts'
import { afterWorking, workingBetween } from './working-time.ts'

const nine = [{ from: '09:00', to: '17:00' }]
const week = { 1: nine, 2: nine, 3: nine, 4: nine, 5: nine, 6: [], 7: [] }
const budapest: WorkingHours = { timeZone: 'Europe/Budapest', week, exceptions: [] }

test('working time stands still over night, weekend and holiday, and knows the hour that the clocks skip', () => {
  // Friday 16:00 in Budapest; an hour then, a holiday on Monday, the rest on Tuesday.
  const friday = new Date('2026-11-20T15:00:00Z')
  const closedMonday = { ...budapest, exceptions: [{ date: '2026-11-23', spans: [] }] }
  expect(afterWorking(budapest, friday, 2 * 3_600_000)?.toISOString()).toBe('2026-11-23T09:00:00.000Z')
  expect(afterWorking(closedMonday, friday, 2 * 3_600_000)?.toISOString()).toBe('2026-11-24T09:00:00.000Z')
  expect(workingBetween(closedMonday, friday, new Date('2026-11-24T09:00:00Z'))).toBe(2 * 3_600_000)
  // The night to 28 March 2027 has an hour less; a shop that is open all night works that hour less.
  const always = [{ from: '00:00', to: '24:00' }]
  const allDay = { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always }
  const night = { timeZone: 'Europe/Stockholm', week: allDay, exceptions: [] }
  expect(workingBetween(night, new Date('2027-03-27T23:00:00Z'), new Date('2027-03-28T22:00:00Z'))).toBe(23 * 3_600_000)
  expect(afterWorking({ ...budapest, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }, friday, 1)).toBe(null)
})

let shop: TestShop
let anna: { accountId: string; name: string }
beforeAll(async () => {
  shop = await openTestShop()
  anna = await newAccount(shop, 'Anna')
})
afterAll(() => shop.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)

const contentsOf = (conversationId: string) =>
  inShop(async (tx) => {
    const rows = await tx.sql
      .selectFrom('message')
      .select('content')
      .where('conversation_id', '=', conversationId)
      .orderBy('seq')
      .execute()
    return rows.map(({ content }) => content)
  })

const team = (hours: WorkingHours | null) =>
  inShop(async (tx) =>
    orThrow(
      await saveTeam(
        tx,
        {
          name: 'Help',
          position: 0,
          channels: [],
          languages: [],
          reasons: [],
          skills: [],
          overflowTeamId: null,
          overflowAfterSeconds: 0,
          hours,
          serviceLevels: { firstAnswerMinutes: 30, nextAnswerMinutes: 60, resolutionMinutes: 240 },
          members: [anna.accountId],
        },
        (await readTeams(tx))[0]?.id,
      ),
    ),
  )

test('out of hours a shopper is told when somebody answers and asked where to; the answer follows her by mail, once', async () => {
  await team(budapest)
  shop.clock.set('2026-11-20T20:00:00Z')
  const { conversationId, visitor } = await handedOver(shop, 'sv')
  for (const promised of await inShop(toBePromised)) await inShop((tx) => promiseAnswer(tx, promised))
  expect(await inShop(toBePromised)).toEqual([])
  expect((await contentsOf(conversationId)).slice(-2)).toMatchObject([
    { type: 'notice', key: 'closed', values: { opens: 'måndag 09:00' } },
    { type: 'form', id: 'desk-contact' },
  ])

  const fill = async (email: string) => {
    const said = { type: 'form' as const, id: 'desk-contact', values: { email } }
    const { messageId } = await shopperSays(shop, visitor, said)
    await inShop((tx) => hearContact(tx, conversationId, messageId))
  }
  await fill('not an address')
  expect((await contentsOf(conversationId)).at(-1)).toMatchObject({
    type: 'form',
    fields: [{ value: 'not an address' }, {}],
  })
  await fill('ada@example.org')
  expect((await contentsOf(conversationId)).at(-1)).toMatchObject({ key: 'contact_noted' })

  shop.clock.set('2026-11-23T08:10:00Z')
  await inShop((tx) =>
    reply(tx, conversationId, anna, { type: 'text', text: 'Hej, lampan finns.' }, 'Hej, lampan finns.'),
  )
  await inShop((tx) => expectReading(tx, conversationId, tx.now))
  expect(await inShop(unreadNow)).toEqual([])
  shop.clock.move(121_000)
  for (let again = 0; again < 2; again++)
    for (const id of await inShop(unreadNow)) await inShop((tx) => mailUnread(tx, id))
  const mails = await inShop((tx) => tx.sql.selectFrom('mail').select(['to_address', 'body_text', 'kind']).execute())
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ to_address: 'ada@example.org', kind: 'conversation-reply' })
  expect(mails[0]?.body_text).toContain('Hej, lampan finns.')
})

test('an answer that she has seen is not mailed', async () => {
  const { conversationId } = await handedOver(shop, 'en')
  await inShop((tx) => reply(tx, conversationId, anna, { type: 'text', text: 'Here.' }, 'Here.'))
  await inShop((tx) => expectReading(tx, conversationId, tx.now))
  await inShop((tx) =>
    tx.sql
      .updateTable('conversation')
      .set({ shopper_seen_seq: 99 })
      .where('conversation_id', '=', conversationId)
      .execute(),
  )
  shop.clock.move(121_000)
  const before = await inShop((tx) => tx.sql.selectFrom('mail').select('mail_id').execute())
  for (const id of await inShop(unreadNow)) await inShop((tx) => mailUnread(tx, id))
  expect(await inShop((tx) => tx.sql.selectFrom('mail').select('mail_id').execute())).toEqual(before)
})

test('promises run in working time: the desk is warned, told of the breach once, and then waits for the next answer', async () => {
  await team(budapest)
  // Friday 16:50 in Budapest: ten minutes are left of the day.
  shop.clock.set('2026-11-27T15:50:00Z')
  const { conversationId, visitor } = await handedOver(shop, 'hu')
  const look = async () => {
    await inShop(async (tx) => void (await readQueue(tx, await readTeams(tx))))
    await inShop(reckonDues)
    await inShop(tellLate)
    return (await inShop((tx) => deskConversation(tx, conversationId)))?.handling?.due
  }
  const told = () =>
    inShop(async (tx) =>
      (
        await tx.sql
          .selectFrom('event')
          .select('type')
          .where('conversation_id', '=', conversationId)
          .where('type', 'like', 'desk.sla%')
          .orderBy('position')
          .execute()
      ).map(({ type }) => type),
    )
  expect(await look()).toEqual({
    kind: 'first_answer',
    at: '2026-11-30T08:20:00.000Z',
    warnsAt: '2026-11-30T08:14:00.000Z',
  })
  shop.clock.set('2026-11-29T12:00:00Z')
  await look()
  expect(await told()).toEqual([])
  shop.clock.set('2026-11-30T08:15:00Z')
  await look()
  await look()
  expect(await told()).toEqual(['desk.sla_warned'])
  shop.clock.set('2026-11-30T08:21:00Z')
  await look()
  await look()
  expect(await told()).toEqual(['desk.sla_warned', 'desk.sla_breached'])

  await inShop((tx) => reply(tx, conversationId, anna, { type: 'text', text: 'Itt vagyok.' }, 'Itt vagyok.'))
  await inShop((tx) => expectReading(tx, conversationId, tx.now))
  expect(await look()).toMatchObject({ kind: 'resolution', at: '2026-11-30T11:50:00.000Z' })
  await shopperSays(shop, visitor, 'És a szállítás?')
  expect(await look()).toMatchObject({ kind: 'next_answer', at: '2026-11-30T09:21:00.000Z' })
})
