import { afterAll, beforeAll, expect, test } from 'vitest'
import { newAccount } from '../../test/shop.ts'
import { openSmallShop, type SmallShop } from '../../test/small-shop.ts'
import type { ShopTransaction } from '../db/database.ts'
import { orThrow } from '../kernel/refusals.ts'
import { remindOfRooms } from './remind-of-rooms.ts'
import { askReminder } from './room-reminders.ts'
import { writeRoom } from './room-store.ts'
import { inRoomWords } from './room-texts.ts'
import {
  answerInRoom,
  banWriter,
  changeRoom,
  enterRoom,
  entriesAfter,
  hideEntry,
  pin,
  readRoom,
  sayInRoom,
  takeAside,
  unpin,
} from './rooms.ts'

let shop: SmallShop
let signe: { accountId: string; name: string }
let roomId: string
beforeAll(async () => {
  shop = await openSmallShop()
  signe = await newAccount(shop, 'Signe')
  roomId = await inShop((tx) => writeRoom(tx, { title: 'Lamps', about: '', language: 'en', startsAt: null }))
  await inShop((tx) =>
    tx.sql
      .insertInto('inbox')
      .values({ shop_id: shop.shopId, inbox_id: 'webchat', channel: 'webchat', name: 'Chat' })
      .execute(),
  )
})
afterAll(() => shop.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)
const enter = (visitorId: string, name: string) => inShop((tx) => enterRoom(tx, roomId, { visitorId, name }))
const say = (visitorId: string, text: string, clientId?: string) =>
  inShop((tx) => sayInRoom(tx, roomId, { visitorId, text, clientId }))
const change = (given: Parameters<typeof changeRoom>[2]) => inShop((tx) => changeRoom(tx, roomId, given))
const entries = (after = 0) => inShop((tx) => entriesAfter(tx, roomId, after, 500))

test('a room that is to come can be looked at and not talked in; open it can, under a name that is nobody else’s', async () => {
  orThrow(await enter('vis_anna', 'Lovisa'))
  expect(await say('vis_anna', 'Hello?')).toMatchObject({ ok: false, refusals: [{ code: 'room.not_open' }] })
  orThrow(await change({ status: 'open' }))
  expect(await say('vis_bela', 'Hello?')).toMatchObject({ ok: false, refusals: [{ code: 'room.enter_first' }] })
  expect(await enter('vis_bela', ' LOVISA ')).toMatchObject({ ok: false, refusals: [{ code: 'room.name_taken' }] })
  expect(await enter('vis_bela', 'Signe')).toMatchObject({ ok: false, refusals: [{ code: 'room.name_taken' }] })
  orThrow(await enter('vis_bela', 'Bela'))
  orThrow(await say('vis_anna', 'Does it come in green?'))
  orThrow(await inShop((tx) => answerInRoom(tx, roomId, signe, { text: 'Yes, from Monday.' })))
  expect((await entries()).map(({ number, kind, from, text }) => [number, kind, from?.name, text])).toEqual([
    [1, 'opened', undefined, ''],
    [2, 'said', 'Lovisa', 'Does it come in green?'],
    [3, 'said', 'Signe', 'Yes, from Monday.'],
  ])
})

test('said twice is said once; many at once are numbered without gaps', async () => {
  const before = (await entries()).length
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, place) =>
      say(place % 2 === 0 ? 'vis_anna' : 'vis_bela', `word ${place}`, `c-${place}`),
    ),
  )
  const again = orThrow(await say('vis_anna', 'word 0', 'c-0'))
  expect(again).toEqual(orThrow(all[0] ?? (await say('vis_anna', 'never'))))
  const numbers = (await entries()).map(({ number }) => number)
  expect(numbers).toEqual(Array.from({ length: before + 12 }, (_, place) => place + 1))
})

test('slow mode lets everybody speak in her turn, and tells her how long, in her language; the shop’s people are not slowed', async () => {
  orThrow(await change({ slowSeconds: 30 }))
  shop.clock.move(60_000)
  orThrow(await say('vis_anna', 'one'))
  shop.clock.move(10_000)
  const refused = inRoomWords(await say('vis_anna', 'two'), 'sv')
  expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'room.slow', values: { seconds: 20 } }] })
  expect(refused.ok ? '' : refused.refusals[0]?.message).toContain('Vänta 20')
  orThrow(await say('vis_bela', 'me first'))
  orThrow(await inShop((tx) => answerInRoom(tx, roomId, signe, { text: 'one' })))
  orThrow(await inShop((tx) => answerInRoom(tx, roomId, signe, { text: 'two' })))
  shop.clock.move(21_000)
  orThrow(await say('vis_anna', 'two'))
  orThrow(await change({ slowSeconds: 0 }))
})

test('what is hidden is gone from everybody’s eyes, also in the replay, and whoever is banned reads on but writes no more', async () => {
  const { number } = orThrow(await say('vis_bela', 'something ugly'))
  orThrow(await inShop((tx) => hideEntry(tx, roomId, number)))
  orThrow(await inShop((tx) => hideEntry(tx, roomId, number)))
  const seen = await entries()
  expect(JSON.stringify(seen)).not.toContain('ugly')
  expect(seen.filter(({ kind, about }) => kind === 'hidden' && about === number)).toHaveLength(1)
  orThrow(await inShop((tx) => banWriter(tx, roomId, { number, on: true })))
  expect(await say('vis_bela', 'again')).toMatchObject({ ok: false, refusals: [{ code: 'room.banned' }] })
  orThrow(await inShop((tx) => banWriter(tx, roomId, { number, on: false })))
  orThrow(await say('vis_bela', 'sorry'))
  expect(await inShop((tx) => pin(tx, roomId, { number }))).toMatchObject({ ok: false })
})

test('products and answers are pinned while they are talked about, and the replay keeps when', async () => {
  const lamp = orThrow(await inShop((tx) => pin(tx, roomId, { variantId: 'var_lamp' })))
  const answer = orThrow(await inShop((tx) => pin(tx, roomId, { number: 3 })))
  const pins = async () => (await inShop((tx) => readRoom(tx, roomId)))?.pins.map(({ text }) => text)
  expect(await pins()).toEqual(['Signe: Yes, from Monday.', 'Lamp'])
  orThrow(await inShop((tx) => unpin(tx, roomId, answer.number)))
  expect(await pins()).toEqual(['Lamp'])
  expect(await inShop((tx) => pin(tx, roomId, { variantId: 'var_none' }))).toMatchObject({
    ok: false,
    refusals: [{ code: 'product.not_found' }],
  })
  expect((await entries()).find(({ number }) => number === lamp.number)).toMatchObject({
    kind: 'pinned',
    variantId: 'var_lamp',
    text: 'Lamp',
  })
})

test('taken aside, somebody is talked with between four eyes, and the room hears nothing of it', async () => {
  const before = (await entries()).length
  const { conversationId } = orThrow(
    await inShop((tx) => takeAside(tx, roomId, signe, { number: 2, text: 'Shall we look at your order?' })),
  )
  const talk = await inShop((tx) =>
    tx.sql
      .selectFrom('conversation')
      .select(['visitor_id', 'owner'])
      .where('conversation_id', '=', conversationId)
      .executeTakeFirstOrThrow(),
  )
  expect(talk).toEqual({ visitor_id: 'vis_anna', owner: 'agent' })
  expect((await entries()).length).toBe(before)
  expect(await inShop((tx) => takeAside(tx, roomId, signe, { number: 3, text: 'me?' }))).toMatchObject({ ok: false })
})

test('a closed room is read again from the beginning and takes no words', async () => {
  orThrow(await change({ status: 'closed' }))
  expect(await say('vis_anna', 'too late')).toMatchObject({ ok: false, refusals: [{ code: 'room.not_open' }] })
  expect((await entries()).at(-1)).toMatchObject({ kind: 'closed' })
  expect(await change({ status: 'scheduled' })).toMatchObject({ ok: false, refusals: [{ code: 'room.wrong_state' }] })
})

test('who asked is written to once before the room opens, in her language, and again only where it was moved', async () => {
  const startsAt = new Date(shop.clock.now().getTime() + 3 * 3_600_000)
  const show = await inShop((tx) =>
    writeRoom(tx, { title: 'Lamps for winter', about: '', language: 'sv', startsAt: startsAt.toISOString() }),
  )
  const ask = (visitorId: string, email: string, language = 'sv') =>
    inShop((tx) => askReminder(tx, show, { visitorId, email, language }))
  const mails = () =>
    inShop(async (tx) =>
      (
        await tx.sql.selectFrom('mail').select(['to_address', 'subject', 'body_text']).orderBy('mail_id').execute()
      ).filter(({ subject }) => subject.includes('Lamps for winter')),
    )
  const sweep = () => remindOfRooms(shop.db, 'https://lanterns.example', shop.clock)
  orThrow(await ask('vis_anna', 'anna@mail.example'))
  orThrow(await ask('vis_bela', 'ANNA@mail.example'))
  orThrow(await ask('vis_anna', 'aino@mail.example', 'fi'))
  await sweep()
  expect(await mails()).toEqual([])
  shop.clock.move(2.8 * 3_600_000)
  await sweep()
  await sweep()
  const told = await mails()
  expect(told.map(({ to_address, subject }) => [to_address, subject]).sort()).toEqual([
    ['aino@mail.example', 'Pian: Lamps for winter'],
    ['anna@mail.example', 'Snart: Lamps for winter'],
  ])
  expect(told[0]?.body_text).toContain(`https://lanterns.example/rooms/${show}?lang=`)
  const later = new Date(startsAt.getTime() + 86_400_000).toISOString()
  orThrow(await inShop((tx) => changeRoom(tx, show, { startsAt: later })))
  await sweep()
  expect(await mails()).toHaveLength(2)
  orThrow(await inShop((tx) => changeRoom(tx, show, { status: 'open' })))
  await sweep()
  expect(await mails()).toHaveLength(4)
  expect(await ask('vis_cara', 'cara@mail.example')).toMatchObject({
    ok: false,
    refusals: [{ code: 'room.no_reminder' }],
  })
})

test('one browser names three addresses for a room and no more', async () => {
  const show = await inShop((tx) => writeRoom(tx, { title: 'Rugs', about: '', language: 'en', startsAt: null }))
  const ask = (email: string) => inShop((tx) => askReminder(tx, show, { visitorId: 'vis_anna', email, language: 'en' }))
  for (const name of 'abc') orThrow(await ask(`${name}@mail.example`))
  expect(await ask('d@mail.example')).toMatchObject({ ok: false, refusals: [{ code: 'room.no_reminder' }] })
})
