import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSmallShop, type SmallShop } from '../../../test/small-shop.ts'
import { createShop } from '../../identity/index.ts'
import { orThrow } from '../../kernel/refusals.ts'
import { alertsFacet, endAlerts, stopLink, stopPages, takeBackInStock, wishesFacet } from './index.ts'

let shop: SmallShop
const links = { publicUrl: 'https://shop.example', secret: 'a secret for the links' }
beforeAll(async () => {
  shop = await openSmallShop()
})
afterAll(() => shop.close())

type Wishes = ReturnType<typeof wishesFacet>
type Alerts = ReturnType<typeof alertsFacet>
const wishes = <T>(visitorId: string | null, work: (facet: Wishes) => Promise<T>, others: string[] = []) =>
  shop.db.inShop(shop.shopId, (tx) => work(wishesFacet({ tx, language: 'fi', visitorId, others: async () => others })))
const alerts = <T>(visitorId: string | null, work: (facet: Alerts) => Promise<T>, language = 'hu') =>
  shop.db.inShop(shop.shopId, (tx) => work(alertsFacet({ tx, language, visitorId })))
const shelve = (variantId: string, onHand: number) =>
  shop.db.inShop(shop.shopId, (tx) =>
    sql`update stock set on_hand = ${onHand} where shop_id = ${tx.shopId} and variant_id = ${variantId}`.execute(
      tx.sql,
    ),
  )
const take = () => shop.db.inShop(shop.shopId, (tx) => takeBackInStock(tx, 100))

test('a thing is kept once, for the browser that kept it and for no other', async () => {
  await Promise.all([1, 2].map(() => wishes('vis_anna', (list) => list.save('prd_lamp', null))))
  shop.clock.move(1000)
  expect(await wishes('vis_anna', (list) => list.save('prd_stool', 'var_stool'))).toEqual({
    ok: true,
    value: { kept: 2 },
  })
  expect(await wishes('vis_anna', (list) => list.list())).toEqual([
    { productId: 'prd_stool', variantId: 'var_stool' },
    { productId: 'prd_lamp', variantId: null },
  ])
  expect(await wishes('vis_bela', (list) => list.list())).toEqual([])
  expect(await wishes('vis_bela', (list) => list.list(), ['vis_anna'])).toHaveLength(2)
  expect(await wishes('vis_anna', (list) => list.remove('prd_lamp'))).toEqual({ kept: 1 })
})

test('what is not sold, or not of this shop, is not kept', async () => {
  const refusal = async (productId: string, variantId: string | null, visitorId: string | null = 'vis_bela') => {
    const outcome = await wishes(visitorId, (list) => list.save(productId, variantId))
    return outcome.ok ? 'kept' : outcome.refusals[0]?.code
  }
  expect(await refusal('prd_nothing', null)).toBe('product.not_found')
  expect(await refusal('prd_lamp', 'var_stool')).toBe('product.not_found')
  expect(await refusal('prd_lamp', null, null)).toBe('product.not_found')
  expect(await wishes('vis_bela', (list) => list.list())).toEqual([])
})

test('who waits for a thing is told once when it is back, however often and by however many it is looked at', async () => {
  await shelve('var_sofa', 0)
  const ask = (email: string) => alerts('vis_anna', (facet) => facet.ask('var_sofa', email))
  expect(await Promise.all([ask('Anna@example.com'), ask('anna@example.com')])).toEqual([
    { ok: true, value: { waiting: true } },
    { ok: true, value: { waiting: true } },
  ])
  expect(await take()).toEqual([])
  await shelve('var_sofa', 2)
  const taken = (await Promise.all([take(), take(), take()])).flat()
  expect(taken).toMatchObject([{ variantId: 'var_sofa', email: 'anna@example.com', language: 'hu' }])
  expect(await take()).toEqual([])
})

test('what is there, is not sold, or is no address is not waited for, and the no is in her language', async () => {
  const refusal = async (variantId: string, email: string) => {
    const outcome = await alerts('vis_anna', (facet) => facet.ask(variantId, email))
    return outcome.ok ? null : outcome.refusals[0]
  }
  expect(await refusal('var_lamp', 'anna@example.com')).toMatchObject({
    code: 'alert.in_stock',
    message: 'Ez most is van raktáron, nem kell várni rá.',
  })
  expect((await refusal('var_none', 'anna@example.com'))?.code).toBe('product.not_found')
  expect((await refusal('var_lamp', 'anna'))?.code).toBe('contact.email')
})

test('who wants no more mails gets none, and whether there were any is not told', async () => {
  await shelve('var_stool', 0)
  await alerts('vis_bela', (facet) => facet.ask('var_stool', 'bela@example.com'))
  expect(await alerts('vis_anna', (facet) => facet.stop('nobody@example.com'))).toBeUndefined()
  expect(await alerts('vis_anna', (facet) => facet.stop('BELA@example.com '))).toBeUndefined()
  await shelve('var_stool', 3)
  expect(await take()).toEqual([])
})

test('the link in a mail asks first, ends it by a yes, and opens nothing of another shop', async () => {
  await shelve('var_sofa', 0)
  await alerts(null, (facet) => facet.ask('var_sofa', 'carla@example.com'), 'sv')
  const { rows } = await shop.db.inShop(shop.shopId, (tx) =>
    sql<{ id: string }>`select alert_id as id from stock_alert where email = 'carla@example.com'`.execute(tx.sql),
  )
  const id = rows[0]?.id ?? ''
  const pages = stopPages({ db: shop.db, links })
  const other = orThrow(await createShop(shop.db, { handle: 'kettles', name: 'Kettles' }))
  const path = (shopId: string) => stopLink(links, shopId, id).replace(links.publicUrl, '')
  expect((await pages.request(path(other.shopId), { method: 'POST' })).status).toBe(404)
  expect((await pages.request(`/mail/stop/${id}?t=nonsense`, { method: 'POST' })).status).toBe(404)
  const asked = await pages.request(path(shop.shopId))
  expect(await asked.text()).toContain('Ja, sluta skicka')
  await shop.db.inShop(shop.shopId, (tx) => endAlerts(tx, { email: 'somebody@example.com', visitorId: null }))
  expect(await waiting('carla@example.com')).toBe(1)
  expect((await pages.request(path(shop.shopId), { method: 'POST' })).status).toBe(200)
  expect(await waiting('carla@example.com')).toBe(0)
  expect((await pages.request(path(shop.shopId), { method: 'POST' })).status).toBe(200)
})

const waiting = (email: string) =>
  shop.db.inShop(shop.shopId, async (tx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from stock_alert
      where shop_id = ${tx.shopId} and email = ${email} and mailed_at is null and ended_at is null`.execute(tx.sql)
    return rows[0]?.n
  })
