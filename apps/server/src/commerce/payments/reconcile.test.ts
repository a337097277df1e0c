import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { minute, tillOf } from '../../../test/small-till.ts'
import { capturePayment, checkLedger, reconcile } from './index.ts'
import { closeBooks } from './reconcile.ts'
import { readReconciliations } from './reconciliation-store.ts'

let sale: SmallSale
beforeEach(async () => {
  sale = await openSmallSale()
})
afterEach(() => sale.close())

test('what a lost webhook left is found at night, mended once, and told', async () => {
  const till = tillOf(sale)
  const { order } = await till.orderLamp()
  sale.line.cut = true
  await till.answer(order.payment?.id ?? '', 'approve')
  expect(await till.row(order.id)).toMatchObject({ order: 'placed' })
  const { mended } = await reconcile(sale.db, sale.parts, sale.shopId)
  expect(mended).toMatchObject([{ paymentId: order.payment?.id, orderNumber: order.number, from: 'pending' }])
  expect(await till.row(order.id)).toMatchObject({ order: 'paid', status: 'authorised' })
  expect(await reconcile(sale.db, sale.parts, sale.shopId)).toEqual({ looked: 1, mended: [] })
  expect(await sale.events('payment.mended')).toHaveLength(1)
  const run = await closeBooks(sale.db, sale.parts, { shopId: sale.shopId, asked: true })
  expect(run).toMatchObject({ asked: true, looked: 1, mended: [], faults: [] })
  expect(await sale.inShop((tx) => readReconciliations(tx, 5))).toEqual([run])
  expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
})

test('a refund that nobody could answer for stays pending and is looked up, by the same key, until it is done', async () => {
  const till = tillOf(sale)
  const { order } = await till.orderLamp()
  await till.answer(order.payment?.id ?? '', 'approve')
  await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'sent' })
  const keys: string[] = []
  const sandbox = sale.parts.definitions.find(({ id }) => id === 'sandbox')
  if (!sandbox) throw new Error('the sandbox is gone')
  let answers = false
  const slow: typeof sandbox = {
    ...sandbox,
    refund: async (payment, amount, key, context) => {
      keys.push(key)
      const done = await sandbox.refund(payment, amount, key, context)
      return answers ? done : { kind: 'unknown', reason: 'timed out' }
    },
  }
  const parts = { ...sale.parts, definitions: sale.parts.definitions.map((one) => (one === sandbox ? slow : one)) }
  await till.cancel(order.id)
  const slowly = tillOf({ ...sale, parts })
  await slowly.settle(2)
  expect(await till.refunds()).toMatchObject([{ amount: 258_000, status: 'unknown' }])
  answers = true
  sale.clock.move(60 * minute)
  await slowly.settle(1)
  expect(await till.refunds()).toMatchObject([{ amount: 258_000, status: 'done' }])
  expect(await till.row(order.id)).toMatchObject({ status: 'refunded', refunded: 258_000 })
  expect(new Set(keys).size).toBe(1)
  expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
})
