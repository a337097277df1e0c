import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSmallShop, type SmallShop, stockUp } from '../../../test/small-shop.ts'
import type { ShopTransaction } from '../../db/database.ts'
import {
  commitStock,
  keepReservations,
  lockStockOf,
  releaseExpired,
  releaseStock,
  reserve,
  returnStock,
} from './index.ts'
import { shareOut } from './stock.ts'

describe('sharing out what is wanted', () => {
  test('a place that has all of it is taken before several that have some', () => {
    const stock = [
      { variantId: 'a', locationId: 'shop', free: 3 },
      { variantId: 'a', locationId: 'store', free: 5 },
    ]
    expect(shareOut([{ variantId: 'a', quantity: 4 }], stock)).toEqual({
      ok: true,
      value: [{ variantId: 'a', locationId: 'store', quantity: 4 }],
    })
    expect(shareOut([{ variantId: 'a', quantity: 7 }], stock)).toMatchObject({
      value: [
        { locationId: 'shop', quantity: 2 },
        { locationId: 'store', quantity: 5 },
      ],
    })
  })

  test('two lines of the same thing are added up before they are held against the stock', () => {
    const stock = [{ variantId: 'a', locationId: 'store', free: 5 }]
    const twice = [
      { variantId: 'a', quantity: 3, path: 'lines.0.quantity' },
      { variantId: 'a', quantity: 3, path: 'lines.1.quantity' },
    ]
    expect(shareOut(twice, stock)).toMatchObject({
      ok: false,
      refusals: [{ code: 'stock.insufficient', path: 'lines.0.quantity', values: { available: 5 } }],
    })
  })
})

describe('stock of a shop', () => {
  let shop: SmallShop
  beforeAll(async () => {
    shop = await openSmallShop()
  })
  afterAll(() => shop.close())

  const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)

  async function holdFor(orderId: string, variantId: string, quantity: number, until: Date | null) {
    return inShop(async (tx) => {
      const outcome = await reserve(tx, [{ variantId, quantity }], until ? 'reserved' : 'taken')
      if (!outcome.ok) return outcome
      await tx.sql
        .insertInto('orders')
        .values({
          shop_id: shop.shopId,
          order_id: orderId,
          number: orderId,
          status: 'placed',
          language: 'en',
          currency: 'SEK',
          goods: 0,
          delivery: 0,
          discount: 0,
          vat: 0,
          total: 0,
          placed_at: tx.now,
        })
        .execute()
      await tx.sql
        .insertInto('order_line')
        .values({
          shop_id: shop.shopId,
          line_id: `${orderId}_line`,
          order_id: orderId,
          variant_id: variantId,
          product_id: variantId,
          sku: variantId,
          title: variantId,
          options: '',
          quantity,
          unit_price: 0,
          total: 0,
          position: 0,
        })
        .execute()
      await keepReservations(tx, orderId, outcome.value, until)
      return outcome
    })
  }

  const inHalfAnHour = () => new Date(shop.clock.now().getTime() + 30 * 60_000)

  test('what is held can not be sold to another, and a refusal holds nothing', async () => {
    await holdFor('ord_1', 'var_stool', 4, inHalfAnHour())
    const second = await holdFor('ord_2', 'var_stool', 2, inHalfAnHour())
    expect(second).toMatchObject({ ok: false, refusals: [{ code: 'stock.insufficient', values: { available: 1 } }] })
    expect(await shop.stockOf('var_stool')).toEqual({ onHand: 5, reserved: 4 })
    await inShop((tx) => releaseStock(tx, 'ord_1'))
    expect(await shop.stockOf('var_stool')).toEqual({ onHand: 5, reserved: 0 })
  })

  test('a line that can not be had leaves the others of the same order untouched', async () => {
    const outcome = await inShop((tx) =>
      reserve(
        tx,
        [
          { variantId: 'var_lamp', quantity: 2 },
          { variantId: 'var_sofa', quantity: 3 },
        ],
        'reserved',
      ),
    )
    expect(outcome.ok).toBe(false)
    expect(await shop.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
  })

  test('an order over two locations is committed once, and comes back whole', async () => {
    await holdFor('ord_3', 'var_lamp', 6, inHalfAnHour())
    const committed = await inShop(async (tx) => {
      await lockStockOf(tx, 'ord_3')
      return [await commitStock(tx, 'ord_3'), await commitStock(tx, 'ord_3')]
    })
    expect(committed).toEqual([true, false])
    expect(await shop.stockOf('var_lamp')).toEqual({ onHand: 1, reserved: 0 })
    expect(await inShop((tx) => returnStock(tx, 'ord_3'))).toBe(2)
    expect(await shop.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
  })

  test('the sweeper gives back what is past its time, once, and leaves what is paid or still young', async () => {
    await stockUp(shop.db, shop.shopId, [{ id: 'var_vase', prices: {}, stock: { loc_store: 10 } }])
    await holdFor('ord_old', 'var_vase', 2, inHalfAnHour())
    await holdFor('ord_paid', 'var_vase', 1, null)
    shop.clock.move(31 * 60_000)
    await holdFor('ord_young', 'var_vase', 3, inHalfAnHour())
    const swept = await Promise.all([releaseExpired(shop.db, shop.clock), releaseExpired(shop.db, shop.clock)])
    expect(swept[0] + swept[1]).toBe(1)
    expect(await shop.stockOf('var_vase')).toEqual({ onHand: 9, reserved: 3 })
    const events = await inShop((tx) =>
      tx.sql.selectFrom('event').select('subjects').where('type', '=', 'stock.released').execute(),
    )
    expect(events).toEqual([{ subjects: { order: 'ord_old' } }])
  })

  test('forty who want one each of five: five get it', async () => {
    await stockUp(shop.db, shop.shopId, [{ id: 'var_bowl', prices: {}, stock: { loc_store: 3, loc_shop: 2 } }])
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, at) => holdFor(`ord_bowl_${at}`, 'var_bowl', 1, inHalfAnHour())),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(5)
    expect(await shop.stockOf('var_bowl')).toEqual({ onHand: 5, reserved: 5 })
  })

  test('orders for the same things in opposite order do not block one another', async () => {
    await stockUp(shop.db, shop.shopId, [
      { id: 'var_cup', prices: {}, stock: { loc_store: 100 } },
      { id: 'var_dish', prices: {}, stock: { loc_store: 100 } },
    ])
    const both = ['var_cup', 'var_dish'].map((variantId) => ({ variantId, quantity: 1 }))
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        inShop((tx) => reserve(tx, at % 2 === 0 ? both : both.toReversed(), 'reserved')),
      ),
    )
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
    expect(await shop.stockOf('var_cup')).toEqual({ onHand: 100, reserved: 20 })
  })
})
