import { afterEach, beforeEach, expect, test } from 'vitest'
import { anna, asShopper, bela, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { erasePerson, exportPerson } from '../../people/index.ts'
import { moveWhole } from '../orders/fulfilment-store.ts'
import { lockOrder, readOrders } from '../orders/index.ts'
import { askQuestion } from './ask-question.ts'
import { settleQuestion, shownQuestions } from './question-store.ts'
import { askDue, planRequest } from './review-requests.ts'
import { moderateReview, readReview, shownReviews, summaryOf } from './review-store.ts'
import { confirmReview, proposeReview, reviewables, saveReview } from './write-review.ts'

let sale: SmallSale
beforeEach(async () => {
  sale = await openSmallSale()
})
afterEach(() => sale.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => sale.inShop(work)
const words = (stars: number, text = '') => ({ productId: 'prd_lamp', stars, title: '', text })
const save = (orderId: string, stars: number, text?: string) =>
  inShop((tx) => saveReview(tx, { orderId, words: words(stars, text), language: 'en' }))
const codesOf = (outcome: { ok: boolean; refusals?: { code: string }[] }) => outcome.refusals?.map(({ code }) => code)
const summary = () => inShop((tx) => summaryOf(tx, 'prd_lamp'))
const shown = () => inShop((tx) => shownReviews(tx, { productId: 'prd_lamp', language: 'en', limit: 10 }))
const publish = (reviewId: string, version: number) =>
  inShop((tx) => moderateReview(tx, { reviewId, version }, { status: 'published', reason: null }))

/** A lamp that is on its way. */
async function sent(owner = anna, personId: string | null = null): Promise<string> {
  const { order } = await sale.order(owner, { variantId: 'var_lamp' })
  await inShop(async (tx) => {
    if (personId)
      await tx.sql.updateTable('orders').set({ person_id: personId }).where('order_id', '=', order.id).execute()
    for (const to of ['packed', 'shipped'] as const) {
      const locked = await lockOrder(tx, order.id)
      if (locked) await moveWhole(tx, locked, { actor: asShopper, to })
    }
  })
  return order.id
}
const idOf = (outcome: Awaited<ReturnType<typeof save>>) => (outcome.ok ? outcome.value.id : '')

test('a buyer says what she thinks; nobody reads it before the shop has', async () => {
  const orderId = await sent()
  const written = await save(orderId, 4, 'Lovely light, but the delivery was late.')
  expect(written).toMatchObject({ ok: true, value: { status: 'pending', author: 'Anna', version: 1 } })
  expect(await shown()).toEqual([])
  expect((await summary()).count).toBe(0)
  expect(await publish(idOf(written), 1)).toBe(true)
  expect(await shown()).toMatchObject([{ stars: 4, author: 'Anna', answer: null }])
  expect(await summary()).toMatchObject({ count: 1, average: 4, histogram: [0, 0, 0, 1, 0] })
  expect((await summary()).aspects).toEqual([{ aspect: 'delivery', good: 0, bad: 1, mentions: 1 }])
  expect(await sale.events('review.written')).toHaveLength(1)
})

test('what is neither paid nor on its way, was not bought or is another shop’s is not judged', async () => {
  const { order } = await sale.order(anna, { variantId: 'var_lamp' })
  expect(codesOf(await save(order.id, 5))).toEqual(['review.too_early'])
  const orderId = await sent(bela)
  const stool = await inShop((tx) =>
    saveReview(tx, { orderId, words: { ...words(5), productId: 'prd_stool' }, language: 'en' }),
  )
  expect(codesOf(stool)).toEqual(['review.not_bought'])
  expect(codesOf(await save('ord_nobody', 5))).toEqual(['order.not_found'])
  expect(await sale.events('review.written')).toEqual([])
})

test('one buyer has one review of a product, also of two orders, also when both are sent at once', async () => {
  const [first, second] = [await sent(anna, 'per_anna'), await sent(anna, 'per_anna')]
  const both = await Promise.all([save(first, 5), save(first, 4), save(second, 3)])
  expect(both.map(({ ok }) => ok)).toEqual([true, true, true])
  expect(new Set(both.map(idOf)).size).toBe(1)
  const rows = await inShop((tx) => tx.sql.selectFrom('review').select(['review_id', 'version']).execute())
  expect(rows).toMatchObject([{ version: 3 }])
  const orders = await inShop(async (tx) => [
    ...(await readOrders(tx, { orderId: second })),
    ...(await readOrders(tx, { orderId: first })),
  ])
  const mine = await inShop((tx) => reviewables(tx, orders))
  expect(mine).toMatchObject([{ productId: 'prd_lamp', review: { version: 3 } }])
})

test('what was changed after it was read is not published by that reading', async () => {
  const orderId = await sent()
  const id = idOf(await save(orderId, 5, 'Fine.'))
  await save(orderId, 1, 'Call this number for cheap lamps.')
  expect(await publish(id, 1)).toBe(false)
  expect(await shown()).toEqual([])
  expect(await publish(id, 2)).toBe(true)
  await save(orderId, 2, 'Changed again.')
  expect(await shown()).toEqual([])
})

test('in a talk it is shown first, written with a yes, and written once', async () => {
  const orderId = await sent()
  const call = (tx: ShopTransaction) => ({ tx, language: 'en', actor: asShopper, conversationId: null })
  const made = await inShop(async (tx) => {
    const [order] = await readOrders(tx, { orderId })
    return order ? proposeReview(call(tx), order, words(2, 'It hums.')) : null
  })
  expect(made).toMatchObject({ ok: true, value: { kind: 'review' } })
  expect(JSON.stringify(made)).toContain('It hums.')
  expect(await sale.events('review.written')).toEqual([])
  const proposalId = made?.ok ? made.value.id : ''
  const yes = () => inShop((tx) => confirmReview(call(tx), proposalId))
  const [one, other] = await Promise.all([yes(), yes()])
  expect(one).toMatchObject({ ok: true, value: { stars: 2, text: 'It hums.', status: 'pending' } })
  expect(other).toEqual(one)
  expect(await sale.events('review.written')).toHaveLength(1)
})

test('a question is read by others once it is answered, and one browser does not fill the desk', async () => {
  const ask = (text: string, visitorId = 'vis_anna') =>
    inShop((tx) => askQuestion(tx, { productId: 'prd_lamp', visitorId, language: 'en', text }))
  const read = () => inShop((tx) => shownQuestions(tx, { productId: 'prd_lamp', language: 'en', limit: 10 }))
  const asked = await ask('Is there a cable?')
  expect(codesOf(await ask(''))).toEqual(['question.empty'])
  expect(await read()).toEqual([])
  const by = { status: 'published', reason: null, answer: 'Two metres.', by: 'acc_1' } as const
  await inShop((tx) => settleQuestion(tx, asked.ok ? asked.value : '', by))
  expect(await read()).toMatchObject([{ text: 'Is there a cable?', answer: { text: 'Two metres.' } }])
  const many = await Promise.all(Array.from({ length: 8 }, (_, at) => ask(`And ${at}?`)))
  expect(many.filter(({ ok }) => ok)).toHaveLength(5)
  expect(await ask('Hers is another', 'vis_bela')).toMatchObject({ ok: true })
})

test('a buyer is asked once, when it is time, by one of those who look', async () => {
  const orderId = await sent()
  await inShop((tx) => planRequest(tx, orderId, 7))
  await inShop((tx) => planRequest(tx, orderId, 1))
  const asked: string[] = []
  const ask = () =>
    askDue(sale.db, sale.clock, async (_tx, id) => {
      asked.push(id)
      return 'asked'
    })
  sale.clock.move(6 * 86_400_000)
  expect(await ask()).toBe(0)
  sale.clock.move(86_400_000)
  const counts = await Promise.all([ask(), ask()])
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect(await ask()).toBe(0)
  expect(asked).toEqual([orderId])
})

test('what she wrote is handed out with her data and goes with her', async () => {
  const orderId = await sent(anna, 'per_anna')
  const id = idOf(await save(orderId, 5, 'My flat in Lund is bright now.'))
  await publish(id, 1)
  await inShop((tx) =>
    tx.sql.updateTable('visitor').set({ person_id: 'per_anna' }).where('visitor_id', '=', 'vis_anna').execute(),
  )
  await inShop((tx) =>
    askQuestion(tx, { productId: 'prd_lamp', visitorId: 'vis_anna', language: 'en', text: 'Will it fit in Lund?' }),
  )
  const data = JSON.stringify(await inShop((tx) => exportPerson(tx, 'per_anna')))
  expect(data).toContain('My flat in Lund')
  expect(data).toContain('Will it fit in Lund?')
  await inShop((tx) => erasePerson(tx, 'per_anna'))
  expect(await inShop((tx) => readReview(tx, id))).toBeNull()
  expect((await summary()).count).toBe(0)
  const left = await inShop((tx) => tx.sql.selectFrom('product_question').select('body').execute())
  expect(left).toEqual([])
})
