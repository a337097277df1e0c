import { afterEach, beforeEach, expect, test } from 'vitest'
import { anna, links, openSmallSale, type SmallSale } from '../../test/small-sale.ts'
import { moveWhole } from '../commerce/orders/fulfilment-store.ts'
import { lockOrder } from '../commerce/orders/index.ts'
import { saveReview } from '../commerce/reviews/index.ts'
import { consentPages, readConsents } from '../privacy/index.ts'
import { askForReviews, reviewRequests } from './review-mails.ts'

let sale: SmallSale
beforeEach(async () => {
  sale = await openSmallSale()
})
afterEach(() => sale.close())

const week = 7 * 86_400_000
const ask = () => askForReviews(sale.db, links, sale.clock)
const mails = () =>
  sale.inShop((tx) => tx.sql.selectFrom('mail').select(['kind', 'to_address', 'subject', 'body_text']).execute())
const agree = (granted: boolean) =>
  sale.inShop((tx) =>
    tx.sql
      .insertInto('consent')
      .values({
        shop_id: tx.shopId,
        consent_id: tx.id('cns'),
        person_id: 'per_anna',
        purpose: 'mail',
        channel: 'chat',
        granted,
        at: tx.now,
      })
      .execute(),
  )

/** Anna's lamp has come, and whoever hears of it has heard. */
async function delivered(): Promise<string> {
  const { order } = await sale.order(anna, { variantId: 'var_lamp' })
  await sale.inShop(async (tx) => {
    await tx.sql.updateTable('orders').set({ person_id: 'per_anna' }).where('order_id', '=', order.id).execute()
    for (const to of ['packed', 'shipped', 'delivered'] as const) {
      const locked = await lockOrder(tx, order.id)
      if (locked) await moveWhole(tx, locked, { actor: { kind: 'system' }, to })
    }
  })
  const event = (to: string) => ({ subjects: { order: order.id }, data: { to } })
  const consumer = reviewRequests(sale.db)
  for (const to of ['shipped', 'delivered', 'delivered']) {
    const told = { shopId: sale.shopId, id: `evt_${to}`, type: 'order.status_changed' as const, at: sale.clock.now() }
    await consumer.handle({ ...told, ...event(to) })
  }
  return order.id
}

test('who agreed to mail is asked once, a week after it came, with a link to say it and one to be left alone', async () => {
  await agree(true)
  const orderId = await delivered()
  expect(await ask()).toBe(0)
  sale.clock.move(week)
  expect(await ask()).toBe(1)
  expect(await ask()).toBe(0)
  const [mail, ...more] = await mails()
  expect(more).toEqual([])
  expect(mail).toMatchObject({ kind: 'review-request', to_address: 'anna@example.com' })
  expect(mail?.body_text).toContain('Lamp')
  expect(mail?.body_text).toContain(`/orders/${orderId}/reviews?t=`)
  const stop = /https:\/\/shop\.example(\/mail\/consent\/\S+)/.exec(mail?.body_text ?? '')?.[1] ?? ''
  const pages = consentPages({ db: sale.db, links })
  const consents = () => sale.inShop((tx) => readConsents(tx, ['per_anna']))
  expect((await pages.request(stop)).status).toBe(200)
  expect((await consents()).mail).toBe(true)
  expect((await pages.request(`${stop}x`, { method: 'POST' })).status).toBe(404)
  sale.clock.move(1000)
  expect((await pages.request(stop, { method: 'POST' })).status).toBe(200)
  expect((await consents()).mail).toBe(false)
})

test('who never agreed, took it back or has said everything already is left alone', async () => {
  const first = await delivered()
  sale.clock.move(week)
  expect(await ask()).toBe(0)
  await agree(true)
  sale.clock.move(1000)
  await agree(false)
  await delivered()
  sale.clock.move(week)
  expect(await ask()).toBe(0)
  await agree(true)
  await delivered()
  const words = { productId: 'prd_lamp', stars: 5, title: '', text: '' }
  await sale.inShop((tx) => saveReview(tx, { orderId: first, words, language: 'en' }))
  sale.clock.move(week)
  expect(await ask()).toBe(0)
  expect(await mails()).toEqual([])
})
