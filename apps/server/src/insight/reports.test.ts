import { afterAll, beforeAll, expect, test } from 'vitest'
import { newAccount, openTestShop, type TestShop } from '../../test/shop.ts'
import type { ShopTransaction } from '../db/database.ts'
import { gatherFacts } from './gather-facts.ts'
import { joined, quantile } from './histogram.ts'
import { spansOf } from './periods.ts'
import { readFigure, readReport } from './read-report.ts'
import { rollUp } from './roll-up.ts'

let shop: TestShop
let anna: string
let bertil: string
beforeAll(async () => {
  shop = await openTestShop({ timeZone: 'Europe/Helsinki' })
  anna = (await newAccount(shop, 'Anna')).accountId
  bertil = (await newAccount(shop, 'Bertil')).accountId
})
afterAll(() => shop.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)
const minute = 60_000
/** Thursday 26 November 2026, in Helsinki two hours ahead of UTC; the shop works from nine to five. */
const at = (time: string, day = '2026-11-26') => new Date(`${day}T${time}:00+02:00`)

let events = 0
async function hear(
  type: string,
  conversation: string | null,
  when: Date,
  data: Record<string, unknown> = {},
  more: Record<string, string> = {},
) {
  events += 1
  const event = {
    shopId: shop.shopId,
    id: `evt_${events}`,
    type,
    at: when,
    subjects: { ...(conversation ? { conversation } : {}), ...more },
    data,
  }
  // At least once means twice now and then.
  const consumer = gatherFacts(shop.db)
  await consumer.handle(event)
  await consumer.handle(event)
}

const talk = (id: string, language: string, visitor: string) =>
  inShop((tx) =>
    tx.sql
      .insertInto('conversation')
      .values({
        shop_id: shop.shopId,
        conversation_id: id,
        inbox_id: 'webchat',
        address: visitor,
        visitor_id: visitor,
        language,
        currency: 'EUR',
        created_at: at('08:00'),
      })
      .execute(),
  )

const day = { from: '2026-11-26', to: '2026-11-26' }

/**
 * Four conversations, checked by hand:
 * A (sv): begins 10:00, handed over 10:01, Anna answers 10:03 (2 min), she writes 10:05, Anna answers 10:09 (4 min), ends 10:21 (20 min); rated 3, then 5.
 * B (fi): begins 16:50, handed over 16:55, Bertil answers next day 9:10: 16 h 15 min, of which working 5 + 10 = 15 min; ends 9:25 (30 working minutes).
 * C (fi): the bot alone, 11:00; buys for 50.00 EUR in it.
 * D (sv): the bot alone, 11:30; buys elsewhere the day after for 1,000.00 SEK.
 */
beforeAll(async () => {
  const visitors = await Promise.all(['sv', 'fi', 'fi', 'sv'].map((language) => shop.visitor(language)))
  const [a = '', b = '', c = '', d = ''] = visitors
  await talk('cnv_a', 'sv', a)
  await talk('cnv_b', 'fi', b)
  await talk('cnv_c', 'fi', c)
  await talk('cnv_d', 'sv', d)
  const said = { said: 'text' }
  const begins = { ...said, begins: true }
  await hear('message.accepted', 'cnv_a', at('10:00'), begins)
  await hear('bot.handed_over', 'cnv_a', at('10:01'), { reason: 'talk_to_human' })
  await hear('message.said', 'cnv_a', at('10:03'), { by: 'agent', account: anna, since: at('10:01').toISOString() })
  await hear('message.accepted', 'cnv_a', at('10:05'), said)
  await hear('message.said', 'cnv_a', at('10:09'), { by: 'agent', account: anna, since: at('10:05').toISOString() })
  await hear('conversation.status_changed', 'cnv_a', at('10:20'), { from: 'open', to: 'resolved' })
  await hear('conversation.status_changed', 'cnv_a', at('10:20'), { from: 'resolved', to: 'open' })
  await hear('conversation.status_changed', 'cnv_a', at('10:21'), { from: 'open', to: 'resolved' })
  await hear('desk.satisfaction_asked', 'cnv_a', at('10:21'))
  await hear('message.accepted', 'cnv_a', at('10:22'), { said: 'choice' })
  await hear('desk.rated', 'cnv_a', at('10:22'), { score: 3 })
  await hear('desk.rated', 'cnv_a', at('10:23'), { score: 5, was: 3 })

  await hear('message.accepted', 'cnv_b', at('16:50'), begins)
  await hear('bot.handed_over', 'cnv_b', at('16:55'), { reason: 'complaint_damaged' })
  await hear('bot.handed_over', 'cnv_b', at('17:30'), { reason: 'agent_left' })
  const morning = at('09:10', '2026-11-27')
  await hear('message.said', 'cnv_b', morning, { by: 'agent', account: bertil, since: at('16:55').toISOString() })
  await hear('conversation.status_changed', 'cnv_b', at('09:25', '2026-11-27'), { from: 'open', to: 'resolved' })

  await hear('message.accepted', 'cnv_c', at('11:00'), begins)
  await hear('order.placed', 'cnv_c', at('11:05'), { amount: 5_000, currency: 'EUR' }, { order: 'ord_1', visitor: c })
  await hear('message.accepted', 'cnv_d', at('11:30'), begins)
  await hear(
    'order.placed',
    null,
    at('12:00', '2026-11-27'),
    { amount: 100_000, currency: 'SEK' },
    { order: 'ord_2', visitor: d },
  )
  await hear(
    'order.placed',
    null,
    at('12:00', '2026-12-09'),
    { amount: 1, currency: 'SEK' },
    { order: 'ord_3', visitor: d },
  )
  while (await inShop(rollUp));
})

test('every figure is what the hand says', async () => {
  const both = { from: '2026-11-26', to: '2026-11-27' }
  const figure = (metric: Parameters<typeof readFigure>[1], span = both) => inShop((tx) => readFigure(tx, metric, span))
  expect(await figure('conversations')).toMatchObject({ count: 4 })
  expect(await figure('handed_over')).toMatchObject({ count: 2 })
  expect(await figure('first_answer')).toEqual({
    count: 2,
    sum: (2 + 975) * minute,
    mean: 488.5 * minute,
    median: 2 * minute,
    p90: 975 * minute,
    business: { mean: 8.5 * minute, median: 2 * minute, p90: 15 * minute },
  })
  expect(await figure('waiting')).toMatchObject({ count: 3, median: 4 * minute, p90: 975 * minute })
  expect(await figure('waiting', day)).toMatchObject({ count: 2, median: 2 * minute, p90: 4 * minute })
  // The end that was taken back counts for nothing.
  expect(await figure('resolution')).toMatchObject({ count: 2, median: 20 * minute })
  expect((await figure('resolution')).business).toEqual({ mean: 25 * minute, median: 20 * minute, p90: 30 * minute })
  expect(await figure('satisfaction_asked')).toMatchObject({ count: 1 })
  expect(await figure('rating')).toMatchObject({ count: 1, mean: 5, median: 5 })
  expect(await figure('sales_in')).toMatchObject({ count: 1, sum: 5_000 })
  expect(await figure('sales_after')).toMatchObject({ count: 1, sum: 100_000 })
})

test('each figure is told by person, language, hour, reason, currency and day', async () => {
  const rows = async (metric: Parameters<typeof readReport>[1], by: Parameters<typeof readReport>[3], span = day) =>
    (await inShop((tx) => readReport(tx, metric, span, by))).map(({ label, count }) => [label, count])
  expect(await rows('waiting', 'agent')).toEqual([['Anna', 2]])
  expect(await rows('conversations', 'language')).toEqual([
    ['fi', 2],
    ['sv', 2],
  ])
  expect(await rows('conversations', 'hour')).toEqual([
    ['10', 1],
    ['11', 2],
    ['16', 1],
  ])
  expect(await rows('conversations', 'channel')).toEqual([['webchat', 4]])
  expect(await rows('handed_over', 'reason')).toEqual([
    ['complaint_damaged', 1],
    ['talk_to_human', 1],
  ])
  expect(await rows('sales_in', 'currency')).toEqual([['EUR', 1]])
  const month = { from: '2026-11-01', to: '2026-11-30' }
  expect(await rows('first_answer', 'day', month)).toEqual([
    ['2026-11-26', 1],
    ['2026-11-27', 1],
  ])
  expect(await rows('first_answer', 'month', month)).toEqual([['2026-11', 2]])
  expect(await rows('conversations', 'all', { from: '2027-01-01', to: '2027-12-31' })).toEqual([])
})

test('adding up again adds nothing', async () => {
  const before = await inShop((tx) => readFigure(tx, 'waiting', day))
  expect(await inShop(rollUp)).toBe(false)
  expect(await inShop((tx) => readFigure(tx, 'waiting', day))).toEqual(before)
})

test('a span is the fewest whole months and days, and a quantile is one of the measures', () => {
  expect(spansOf('2026-01-15', '2026-04-30')).toEqual([
    { level: 'day', from: '2026-01-15', to: '2026-01-31' },
    { level: 'month', from: '2026-02-01', to: '2026-04-30' },
  ])
  expect(spansOf('2026-02-01', '2026-02-27')).toEqual([{ level: 'day', from: '2026-02-01', to: '2026-02-27' }])
  expect(spansOf('2026-03-02', '2026-03-01')).toEqual([])
  const both = joined([{ 1: [1, 10] }, { 1: [1, 30], 5: [2, 200] }])
  expect([quantile(both, 0.5), quantile(both, 0.9), quantile({}, 0.5)]).toEqual([20, 100, null])
})
