import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asShopper, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { cancelOrder } from '../orders/index.ts'
import { checkLedger, undoPayment } from '../payments/index.ts'
import { supplyOwed, writeLater } from './later-store.ts'
import { readLevels, writeLevel } from './level-store.ts'

describe('what is sold before it is there', () => {
  let sale: SmallSale
  let shoppers = 0
  const wares = ['var_lamp', 'var_stool', 'var_vase', 'var_bowl']
  beforeAll(async () => {
    sale = await openSmallSale(wares.map((id) => ({ id, prices: { SEK: 10_000 }, stock: { loc_store: 2 } })))
  })
  afterAll(() => sale.close())

  const newShopper = () =>
    sale.inShop(async (tx) => {
      const visitorId = `vis_later_${++shoppers}`
      await tx.sql
        .insertInto('visitor')
        .values({ shop_id: tx.shopId, visitor_id: visitorId, token_hash: visitorId })
        .execute()
      return { visitorId }
    })
  const promise = (variantId: string, most: number, soldAs: 'back_order' | 'pre_order' | 'stock' = 'back_order') =>
    sale.inShop((tx) => writeLater(tx, { variantId, soldAs, most, expectedOn: '2026-12-12' }))
  const levels = (variantId: string) => sale.inShop((tx) => readLevels(tx, variantId))
  const count = (variantId: string, onHand: number, seen: number) =>
    sale.inShop(async (tx) => {
      const written = await writeLevel(tx, { variantId, locationId: 'loc_store', onHand, seen })
      return written.ok ? supplyOwed(tx) : written
    })

  test('the shelf is emptied first, what comes later is told with its day, and no more than may be owed is sold', async () => {
    expect(await promise('var_lamp', 3)).toMatchObject({ value: { owed: 0 } })
    const anna = await newShopper()
    const added = await sale.cart(anna, (cart) => cart.add('var_lamp', 4))
    expect(added).toMatchObject({
      value: { lines: [{ later: { quantity: 2, soldAs: 'back_order', expectedOn: '2026-12-12' }, problems: [] }] },
    })
    expect(await sale.cart(anna, (cart) => cart.add('var_lamp', 2))).toMatchObject({
      refusals: [{ code: 'stock.insufficient', values: { available: 5 } }],
    })
    const proposal = await sale.propose(anna, { variantId: 'var_lamp', quantity: 1 })
    expect(proposal.summary).toContainEqual({ label: 'Comes later', value: '3 × var_lamp, expected December 12' })
    expect(await sale.checkout(anna, (facet) => facet.confirm(proposal.id))).toMatchObject({ ok: true })
    expect(await levels('var_lamp')).toMatchObject({ levels: [{ onHand: 0 }], later: { left: 0, owed: 3 } })
    expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
  })

  test('six at once who want one each of two on the shelf and two to come: four get one', async () => {
    await promise('var_stool', 2, 'pre_order')
    const proposals = []
    for (let at = 0; at < 6; at++) {
      const owner = await newShopper()
      proposals.push({ owner, proposal: await sale.propose(owner, { variantId: 'var_stool' }) })
    }
    const outcomes = await Promise.all(
      proposals.map(({ owner, proposal }) => sale.checkout(owner, (facet) => facet.confirm(proposal.id))),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(4)
    expect(await levels('var_stool')).toMatchObject({ levels: [{ onHand: 0 }], later: { left: 0, owed: 2 } })
  })

  test('goods that come in go to those who wait, the oldest first, and as many more may be promised again', async () => {
    await promise('var_vase', 5)
    const first = await sale.order(await newShopper(), { variantId: 'var_vase', quantity: 4 })
    sale.clock.move(1000)
    const second = await sale.order(await newShopper(), { variantId: 'var_vase', quantity: 3 })
    expect(await levels('var_vase')).toMatchObject({ later: { left: 0, owed: 5 } })
    expect(await count('var_vase', 3, 1)).toMatchObject({
      refusals: [{ code: 'stock.changed', values: { onHand: 0 } }],
    })
    expect(await count('var_vase', 3, 0)).toEqual([first.order.id])
    expect(await levels('var_vase')).toMatchObject({ levels: [{ onHand: 1 }], later: { left: 2, owed: 3 } })
    await sale.inShop((tx) =>
      cancelOrder(tx, second.order.id, { actor: asShopper, reason: 'changed_mind', undoPayment }),
    )
    expect(await levels('var_vase')).toMatchObject({ levels: [{ onHand: 1 }], later: { left: 5, owed: 0 } })
    expect(await sale.inShop((tx) => supplyOwed(tx))).toEqual([])
    expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
  })

  test('a thing that is sold from the shelf only is not promised, though it was before', async () => {
    await promise('var_bowl', 5)
    await promise('var_bowl', 5, 'stock')
    const anna = await newShopper()
    expect(await sale.cart(anna, (cart) => cart.add('var_bowl', 3))).toMatchObject({
      refusals: [{ code: 'stock.insufficient', values: { available: 2 } }],
    })
    expect(
      await sale.inShop((tx) => writeLater(tx, { variantId: 'var_none', soldAs: 'stock', most: 0, expectedOn: null })),
    ).toMatchObject({
      refusals: [{ code: 'stock.variant_missing' }],
    })
  })
})
