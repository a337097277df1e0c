import { afterAll, beforeAll, expect, test } from 'vitest'
import { newAccount, openTestShop, type TestShop } from '../../../test/shop.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { changeSettings } from '../../identity/index.ts'
import { granted, orThrow } from '../../kernel/refusals.ts'
import { visitorOfToken } from '../../people/index.ts'
import { pageOf } from './visit.ts'
import { joinVisit, type Sign, seeVisit, visitorsNow } from './visits.ts'

let shop: TestShop
let agent: { accountId: string; name: string }
beforeAll(async () => {
  shop = await openTestShop()
  agent = await newAccount(shop, 'Signe')
})
afterAll(() => shop.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)
const sign = (given: Partial<Sign>) =>
  inShop((tx) =>
    seeVisit(tx, { visitId: 'tab-1', page: '/', language: 'en', visitorId: null, wantsNone: false, ...given }),
  )
const now = () => inShop((tx) => visitorsNow(tx, async () => null))

test('who looks at a page is seen with the path alone, and is forgotten a minute after she has left', async () => {
  await sign({ visitId: 'tab-anna', page: '/products/lamp?email=anna@example.com#top', language: 'sv-SE' })
  await sign({ visitId: 'tab-bela', page: '/orders/ord_123' })
  expect((await now()).map(({ page, language }) => [page, language])).toEqual([
    ['/products/lamp', 'sv'],
    ['/orders', 'en'],
  ])
  shop.clock.move(50_000)
  await sign({ visitId: 'tab-bela', page: '/cart' })
  shop.clock.move(20_000)
  expect((await now()).map(({ page }) => page)).toEqual(['/cart'])
  await sign({ visitId: 'tab-bela', page: '/cart' })
  const rows = await inShop((tx) => tx.sql.selectFrom('visit').select('visit_id').execute())
  expect(rows).toEqual([{ visit_id: 'tab-bela' }])
  shop.clock.move(120_000)
  expect(await now()).toEqual([])
})

test('who asks not to be followed is not seen, and where the shop does not look nobody is', async () => {
  await sign({ wantsNone: true })
  expect(await now()).toEqual([])
  const look = (liveVisitors: boolean) =>
    inShop((tx) => changeSettings(tx, ({ deskRules }) => granted({ deskRules: { ...deskRules, liveVisitors } })))
  await look(false)
  await sign({})
  await look(true)
  expect(await now()).toEqual([])
})

test('an agent writes to somebody who was nobody yet: her browser is told by its next sign who it is, until it has come so', async () => {
  await sign({ visitId: 'tab-new' })
  const { conversationId } = orThrow(
    await inShop((tx) => joinVisit(tx, agent, { visitId: 'tab-new', text: 'May I help?', clientId: 'one' })),
  )
  const again = orThrow(
    await inShop((tx) => joinVisit(tx, agent, { visitId: 'tab-new', text: 'May I help?', clientId: 'one' })),
  )
  expect(again.conversationId).toBe(conversationId)
  const answered = await sign({ visitId: 'tab-new' })
  expect(answered.conversationId).toBe(conversationId)
  expect((await sign({ visitId: 'tab-other' })).visitorToken).toBeNull()
  const lost = await sign({ visitId: 'tab-new' })
  expect(lost.visitorToken).toBe(answered.visitorToken)
  const known = await visitorOfToken(shop.db, answered.visitorToken ?? '')
  await sign({ visitId: 'tab-new', visitorId: known?.visitorId ?? null })
  expect(await sign({ visitId: 'tab-new', visitorId: known?.visitorId ?? null })).toEqual({
    conversationId: null,
    visitorToken: null,
  })
  const said = await inShop((tx) =>
    tx.sql.selectFrom('message').select('text').where('sender_kind', '=', 'agent').execute(),
  )
  expect(said).toEqual([{ text: 'May I help?' }])
  expect((await now()).find(({ id }) => id === 'tab-new')?.conversationId).toBe(conversationId)
})

test('nobody is written to who has left', async () => {
  expect(await inShop((tx) => joinVisit(tx, agent, { visitId: 'tab-gone', text: 'Hello?' }))).toMatchObject({
    ok: false,
    refusals: [{ code: 'visit.not_found' }],
  })
})

test('an address that is somebody’s own is told as what kind of page it is', () => {
  expect(pageOf('https://shop.example/pay/pay_1?t=secret')).toBe('/pay')
  expect(pageOf('/help/delivery')).toBe('/help/delivery')
  expect(pageOf('http://[')).toBe('/')
})
