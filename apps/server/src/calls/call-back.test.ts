import { afterAll, beforeAll, expect, test } from 'vitest'
import { newAccount, openTestShop, type TestShop } from '../../test/shop.ts'
import { accept, messagesFrom, readConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import { orThrow } from '../kernel/refusals.ts'
import { openSpans } from '../knowledge/index.ts'
import { prefer } from '../people/index.ts'
import { offeredTimes, tellTime } from './call-back.ts'
import { callBacksFacet } from './call-back-facet.ts'
import { openCallBacks } from './call-back-store.ts'
import { remindCallBack } from './remind-call-back.ts'
import { callShopper } from './start-call.ts'

let shop: TestShop
beforeAll(async () => {
  // A Friday, 13:00 in Stockholm.
  shop = await openTestShop({ timeZone: 'Europe/Stockholm' }, 'callers')
})
afterAll(() => shop.close())

const workday = [{ from: '09:00', to: '17:00' }]
const hours = {
  timeZone: 'Europe/Stockholm',
  week: { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: [], 7: [] },
  exceptions: [],
}
const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)

async function talkFrom(timeZone: string): Promise<string> {
  const visitorId = await shop.visitor('fi')
  const said = await inShop(async (tx) => {
    await prefer(tx, visitorId, { timeZone })
    return accept(tx, {
      inboxId: 'webchat',
      address: visitorId,
      visitorId,
      personId: null,
      language: 'fi',
      currency: 'EUR',
      said: { type: 'text', text: 'soittakaa minulle' },
    })
  })
  return orThrow(said).conversationId
}

const facetIn = async (tx: ShopTransaction, conversationId: string) =>
  callBacksFacet({ tx, conversationId, settings: (await readShop(tx)).settings, language: 'fi' })

test('times are on the hour by her clock, within the shop’s hours, two a day, none too soon and none just before closing', () => {
  const now = new Date('2026-11-20T14:10:00Z')
  const times = offeredTimes(openSpans(hours, now, 10), 'Asia/Kolkata', now)
  const clocks = times.map((at) => tellTime(at, 'Asia/Kolkata', 'en'))
  expect(clocks.every((clock) => /:00$/.test(clock))).toBe(true)
  expect(times.map((at) => at.toISOString())).toEqual([
    '2026-11-20T14:30:00.000Z',
    '2026-11-20T15:30:00.000Z',
    '2026-11-23T08:30:00.000Z',
    '2026-11-23T09:30:00.000Z',
    '2026-11-24T08:30:00.000Z',
    '2026-11-24T09:30:00.000Z',
  ])
})

test('a night in which the clocks change moves no appointment away from the hour', () => {
  const now = new Date('2026-10-24T15:00:00Z')
  const everyDay = {
    ...hours,
    week: { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: workday, 7: workday },
  }
  const [first] = offeredTimes(openSpans(everyDay, now, 3), 'Europe/Helsinki', now)
  expect(first?.toISOString()).toBe('2026-10-25T08:00:00.000Z')
  expect(tellTime(first ?? now, 'Europe/Helsinki', 'fi')).toContain('10.00')
})

test('a time is kept in her zone, a second wish takes the place of the first, and one outside the hours is refused', async () => {
  const talk = await talkFrom('Europe/Helsinki')
  const asked = await inShop(async (tx) => {
    const facet = await facetIn(tx, talk)
    const [first, second] = await facet.times()
    await facet.ask(first?.at ?? '', null)
    return facet.ask(second?.at ?? '', '+358401234567')
  })
  expect(asked).toMatchObject({ ok: true, value: { telling: expect.stringContaining('perjantai') } })
  const kept = (await inShop(openCallBacks)).filter((one) => one.conversation_id === talk)
  expect(kept).toMatchObject([{ time_zone: 'Europe/Helsinki', phone: '+358401234567', state: 'asked' }])
  for (const wrong of ['2026-11-21T12:00:00Z', '2026-11-20T08:00:00Z', 'soon'])
    expect((await inShop(async (tx) => (await facetIn(tx, talk)).ask(wrong, null))).ok).toBe(false)
})

test('just before the time she is reminded once, the desk finds her waiting, and one call closes it', async () => {
  const talk = await talkFrom('Europe/Helsinki')
  const at = await inShop(async (tx) => {
    const facet = await facetIn(tx, talk)
    const [first] = await facet.times()
    await facet.ask(first?.at ?? '', null)
    return new Date(first?.at ?? '')
  })
  const [wish] = (await inShop(openCallBacks)).filter((one) => one.conversation_id === talk)
  const remind = () => inShop((tx) => remindCallBack(tx, wish?.call_back_id ?? ''))
  const reminders = async () =>
    (await inShop((tx) => messagesFrom(tx, talk, 'shopper', 1))).filter(({ text }) => text.startsWith('Kohta'))
  await remind()
  expect(await reminders()).toHaveLength(0)
  shop.clock.set(new Date(at.getTime() - 4 * 60_000))
  await remind()
  await remind()
  expect(await reminders()).toHaveLength(1)
  expect(await inShop((tx) => readConversation(tx, talk))).toMatchObject({
    owner: 'queue',
    waiting_since: expect.any(Date),
  })
  const agent = await newAccount(shop, 'Anna')
  await inShop(async (tx) => {
    const conversation = await readConversation(tx, talk)
    if (conversation) orThrow(await callShopper(tx, { conversation, agent, device: 'page-of-anna', mode: 'audio' }))
  })
  expect((await inShop(openCallBacks)).filter((one) => one.conversation_id === talk)).toEqual([])
})
