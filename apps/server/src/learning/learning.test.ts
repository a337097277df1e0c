import { type Heard, heardGroup } from '@parley/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Asked, askDoor } from '../../test/ask-door.ts'
import { newAccount, openTestShop, type TestShop } from '../../test/shop.ts'
import { accept } from '../conversations/index.ts'
import { openLog } from '../kernel/log.ts'
import { orThrow } from '../kernel/refusals.ts'
import { groupHeard } from './heard.ts'
import { allLearningDoors, readDeltaFor, type Taught } from './index.ts'
import { teachShop } from './keep-learning.ts'
import { dueTeachings, readTeachings } from './teaching-store.ts'

let shop: TestShop
let anna: string
const jobs = ['track_parcel', 'find_product']

beforeAll(async () => {
  shop = await openTestShop()
  anna = (await newAccount(shop, 'Anna')).accountId
})

afterAll(() => shop?.close())

/** Knocks at a door as Anna, who works in the shop. */
const ask = (method: string, path: string, given: Asked = {}) =>
  askDoor(shop, allLearningDoors({ jobs, changed: () => {} }), anna, `${method} ${path}`, given)

interface Turn {
  text: string
  outcome: string
  job?: string | null
  confidence?: number
  commands?: object[]
  language?: string
}

/** A talk in which the bot read these messages, one turn each. Answers with the turns' ids. */
async function talk(turns: readonly Turn[]): Promise<{ conversationId: string; turns: string[] }> {
  const visitorId = await shop.visitor()
  let conversationId = ''
  const ids: string[] = []
  for (const turn of turns) {
    const { text, outcome, job = null, confidence = 0.4, commands = [], language = 'en' } = turn
    const said = { type: 'text' as const, text }
    const given = { inboxId: 'webchat', address: visitorId, visitorId, personId: null, language, currency: 'EUR', said }
    const accepted = orThrow(await shop.db.inShop(shop.shopId, (tx) => accept(tx, given)))
    conversationId = accepted.conversationId
    ids.push(
      await shop.db.inShop(shop.shopId, async (tx) => {
        const turnId = tx.id('trn')
        const reading = {
          language,
          languageConfidence: 1,
          job,
          confidence,
          runnersUp: [],
          entities: [],
          query: text,
          commands,
          reader: 'test',
          ms: 1,
        }
        await tx.sql
          .insertInto('bot_turn')
          .values({
            shop_id: shop.shopId,
            turn_id: turnId,
            conversation_id: conversationId,
            from_seq: accepted.seq,
            to_seq: accepted.seq,
            owner_epoch: 0,
            outcome,
            readings: JSON.stringify([reading]),
            trace: JSON.stringify({ commands, steps: [{ flow: 'find-product', step: 'search' }] }),
            ms: 1,
            at: tx.now,
          })
          .execute()
        return turnId
      }),
    )
    shop.clock.move(1_000)
  }
  return { conversationId, turns: ids }
}

const heardNow = async () => {
  const found = await ask('get', '/learning/heard')
  if (!found.ok) throw new Error('refused')
  return z.array(heardGroup).parse(found.value.groups)
}

test('what is alike stands together, in its own language, the most frequent first', () => {
  const one = (text: string, language = 'en'): Heard => ({
    turnId: `trn_${text}`,
    conversationId: 'cnv_1',
    text,
    language,
    kind: 'not_understood',
    readAs: null,
    confidence: 0.2,
    at: '2026-11-20T12:00:00.000Z',
  })
  const groups = groupHeard([
    one('do you wrap presents'),
    one('where is parcel 4711'),
    one('where is parcel 12??'),
    one('Where is parcel 99 then'),
    one('where is parcel 5', 'sv'),
  ])
  expect(groups.map(({ language, count }) => [language, count])).toEqual([
    ['en', 3],
    ['en', 1],
    ['sv', 1],
  ])
})

test('messages that were not understood, clarified, corrected and handed over are listed; what was understood is not', async () => {
  await talk([
    { text: 'wheres me stuff', outcome: 'not_understood' },
    { text: 'a lamp or so', outcome: 'clarified' },
    { text: 'three red ones', outcome: 'replied', confidence: 0.95 },
    { text: 'no, blue', outcome: 'replied', commands: [{ type: 'correct', slot: 'colour', value: 'blue' }] },
    { text: 'thank you kindly', outcome: 'replied', confidence: 0.99 },
    { text: 'fetch the boss', outcome: 'handed_over' },
  ])
  const kinds = new Map((await heardNow()).flatMap(({ messages }) => messages.map(({ text, kind }) => [text, kind])))
  expect(kinds.get('wheres me stuff')).toBe('not_understood')
  expect(kinds.get('a lamp or so')).toBe('clarified')
  expect(kinds.get('three red ones')).toBe('corrected')
  expect(kinds.get('fetch the boss')).toBe('handed_over')
  expect(kinds.has('thank you kindly')).toBe(false)
})

test('what a shopper rates badly comes up with what was read least surely', async () => {
  const { conversationId } = await talk([
    { text: 'do your candles drip', outcome: 'replied', confidence: 0.5 },
    { text: 'hello hello', outcome: 'replied', confidence: 0.99 },
  ])
  expect((await heardNow()).some(({ text }) => text === 'do your candles drip')).toBe(false)
  await shop.db.inShop(shop.shopId, (tx) =>
    tx.sql
      .insertInto('satisfaction')
      .values({
        shop_id: shop.shopId,
        satisfaction_id: tx.id('sat'),
        conversation_id: conversationId,
        asked_at: tx.now,
        score: 1,
        answered_at: tx.now,
      })
      .execute(),
  )
  const texts = (await heardNow()).map(({ text }) => text)
  expect(texts).toContain('do your candles drip')
  expect(texts).not.toContain('hello hello')
})

const taught = (after: number, base = 'base'): Taught => ({
  delta: { base, weights: [[1, 0, 0.5]] },
  scores: [
    { language: 'en', cases: 500, before: 0.94, after: 0.95 },
    { language: 'fi', cases: 500, before: 0.93, after },
  ],
  changed: [],
})

/** Teaches whatever is owed, as the worker does, with a teacher whose Finnish comes out as told. */
async function teachOwed(finnish: number, lessonsSeen: string[][] = [], base = 'base'): Promise<void> {
  const teach = async (lessons: readonly { text: string }[]) => {
    lessonsSeen.push(lessons.map(({ text }) => text).sort())
    return taught(finnish, base)
  }
  for (const { shopId, key } of await dueTeachings(shop.db, shop.clock.now()))
    await teachShop({ db: shop.db, clock: shop.clock, log: openLog('silent'), teach }, shopId, key)
}

const versions = async () =>
  (await shop.db.inShop(shop.shopId, readTeachings)).map(({ number, state, lessons }) => ({ number, state, lessons }))
const live = async (base = 'base') => (await shop.db.inShop(shop.shopId, (tx) => readDeltaFor(tx, base)))?.id ?? null

test('an agent says what messages meant; the shop is taught it in the background, and goes back where it did harm', async () => {
  const { turns } = await talk([
    { text: 'wheres me bits', outcome: 'not_understood' },
    { text: 'wheres me bits', outcome: 'not_understood' },
    { text: 'bits status pls', outcome: 'not_understood' },
  ])
  expect(await ask('post', '/learning/lessons', { body: { turns, job: 'fly_to_the_moon' } })).toMatchObject({
    ok: false,
    refusals: [{ code: 'learning.no_such_job' }],
  })
  expect(await dueTeachings(shop.db, shop.clock.now())).toEqual([])
  expect(await ask('post', '/learning/lessons', { body: { turns, job: 'track_parcel' } })).toEqual({
    ok: true,
    value: { lessons: 2 },
  })
  expect((await heardNow()).some(({ text }) => text.includes('bits'))).toBe(false)
  expect(await live()).toBeNull()

  const seen: string[][] = []
  await teachOwed(0.926, seen)
  expect(seen).toEqual([['bits status pls', 'wheres me bits']])
  expect(await versions()).toEqual([{ number: 1, state: 'live', lessons: 2 }])
  const first = await live()

  await ask('post', '/learning/teachings')
  await teachOwed(0.92)
  expect(await versions()).toEqual([
    { number: 2, state: 'refused', lessons: 2 },
    { number: 1, state: 'live', lessons: 2 },
  ])
  expect(await live()).toBe(first)

  await ask('post', '/learning/teachings')
  await teachOwed(0.93)
  expect((await versions())[0]).toEqual({ number: 3, state: 'live', lessons: 2 })
  const refusedOne = (await shop.db.inShop(shop.shopId, readTeachings))[1]
  expect(
    await ask('post', '/learning/teachings/{teachingId}/live', { params: { teachingId: refusedOne?.id } }),
  ).toMatchObject({ ok: false })
  await ask('post', '/learning/teachings/{teachingId}/live', { params: { teachingId: first ?? '' } })
  expect(await live()).toBe(first)
  await ask('post', '/learning/teachings/{teachingId}/live', { params: { teachingId: 'base' } })
  expect(await live()).toBeNull()
  const done = await shop.db.inShop(shop.shopId, (tx) => tx.sql.selectFrom('audit').select('action').execute())
  expect(done.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['learning.lesson', 'learning.live', 'learning.refused', 'learning.rolled_back']),
  )
})

test('an example that is taken back is taught no more', async () => {
  const { turns } = await talk([{ text: 'bring out the shiny', outcome: 'not_understood' }])
  await ask('post', '/learning/lessons', { body: { turns, job: 'find_product' } })
  const lessons = await ask('get', '/learning/lessons')
  const id = lessons.ok
    ? lessons.value.lessons.find((one: { text: string }) => one.text === 'bring out the shiny')?.id
    : ''
  await ask('delete', '/learning/lessons/{lessonId}', { params: { lessonId: id } })
  const seen: string[][] = []
  await teachOwed(0.93, seen)
  expect(seen.flat()).not.toContain('bring out the shiny')
  expect(await ask('delete', '/learning/lessons/{lessonId}', { params: { lessonId: id } })).toMatchObject({ ok: false })
})

test('another model under it: the shop is taught anew by itself, once, and by the same measure', async () => {
  await ask('post', '/learning/teachings')
  await teachOwed(0.93)
  const before = await live()
  const count = (await versions()).length
  expect(await dueTeachings(shop.db, shop.clock.now())).toEqual([])

  expect(await live('base-2')).toBe(before)
  await live('base-2')
  expect((await versions()).length).toBe(count + 1)
  await teachOwed(0.92, [], 'base-2')
  expect((await versions())[0]).toMatchObject({ state: 'refused' })
  expect(await live('base-2')).toBe(before)
  expect(await dueTeachings(shop.db, shop.clock.now())).toEqual([])

  await live('base-3')
  await teachOwed(0.93, [], 'base-3')
  expect((await versions())[0]).toMatchObject({ state: 'live' })
  expect(await live('base-3')).not.toBe(before)
  expect((await versions()).length).toBe(count + 2)
})

test('an answer becomes a draft that no shopper reads', async () => {
  const { turns } = await talk([{ text: 'do you wrap presents', outcome: 'not_understood' }])
  const body = { turns, title: 'Do you wrap presents?', body: 'Yes, for nothing.' }
  expect(await ask('post', '/learning/answers', { body })).toMatchObject({ ok: true })
  const rows = await shop.db.inShop(shop.shopId, (tx) =>
    tx.sql.selectFrom('article').select(['status', 'title']).execute(),
  )
  expect(rows).toContainEqual({ status: 'draft', title: 'Do you wrap presents?' })
  expect((await heardNow()).some(({ text }) => text === 'do you wrap presents')).toBe(false)
})

test('what is left as it is can be brought back', async () => {
  const { turns } = await talk([{ text: 'mumble mumble grr', outcome: 'not_understood' }])
  await ask('post', '/learning/left', { body: { turns } })
  expect((await heardNow()).some(({ text }) => text === 'mumble mumble grr')).toBe(false)
  await ask('post', '/learning/left', { body: { turns, again: true } })
  expect((await heardNow()).some(({ text }) => text === 'mumble mumble grr')).toBe(true)
})

test('figures count turns by outcome, and talks that nobody had to take over', async () => {
  const span = { from: '2026-11-20', to: '2026-11-20' }
  const byFlow = await ask('get', '/learning/figures', { query: { ...span, by: 'flow' } })
  const [row] = byFlow.ok ? byFlow.value.rows : []
  expect(row.key).toBe('find-product')
  expect(row.turns).toBe(row.understood + row.clarified + row.notUnderstood + row.handedOver)
  expect(row.handedOver).toBe(1)
  expect(row.contained).toBe(row.talks - 1)
  for (const by of ['day', 'language', 'channel'])
    expect(await ask('get', '/learning/figures', { query: { ...span, by } })).toMatchObject({ ok: true })
})
