import { afterAll, beforeAll, expect, test } from 'vitest'
import { anna, asShopper, bela, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { cancelOrder } from '../orders/index.ts'
import { undoPayment } from '../payments/index.ts'
import { adviceFacet } from './index.ts'

let sale: SmallSale
beforeAll(async () => {
  sale = await openSmallSale()
  for (const owner of [anna, bela]) {
    await sale.cart(owner, (cart) => cart.add('var_stool', 1))
    await sale.order(owner, { variantId: 'var_lamp' })
  }
})
afterAll(() => sale.close())

const advise = <T>(work: (facet: ReturnType<typeof adviceFacet>) => Promise<T>) =>
  sale.inShop((tx) => work(adviceFacet(tx)))

test('what two orders have held together is suggested, with how many there were, and never what one already has', async () => {
  expect(await advise((advice) => advice.boughtWith(['prd_lamp'], 5))).toEqual([{ productId: 'prd_stool', orders: 2 }])
  expect(await advise((advice) => advice.boughtWith(['prd_lamp', 'prd_stool'], 5))).toEqual([])
  expect(await advise((advice) => advice.boughtWith([], 5))).toEqual([])
  expect(await advise((advice) => advice.boughtWith(['prd_sofa'], 5))).toEqual([])
})

test('what is bought most comes first, and after three months it counts no more', async () => {
  const popular = await advise((advice) => advice.popular(3))
  expect(popular.map((each) => each.orders)).toEqual([2, 2, 0])
  expect(await advise((advice) => advice.popular(3, ['no-such-kind']))).toEqual([])
  sale.clock.move(91 * 86_400_000)
  expect((await advise((advice) => advice.popular(3))).map((each) => each.orders)).toEqual([0, 0, 0])
})

test('an order that was called off is no reason', async () => {
  await sale.inShop(async (tx) => {
    const { order_id: orderId } = await tx.sql
      .selectFrom('orders')
      .select('order_id')
      .limit(1)
      .executeTakeFirstOrThrow()
    await cancelOrder(tx, orderId, { actor: asShopper, reason: 'asked', undoPayment })
  })
  expect(await advise((advice) => advice.boughtWith(['prd_lamp'], 5))).toEqual([])
})
