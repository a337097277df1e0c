import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, asShopper, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { tillOf } from '../../../test/small-till.ts'
import { checkLedger } from '../payments/index.ts'
import type { ParcelLine, Tracking } from './fulfilment.ts'
import { moveFulfilment, moveWhole, pack, readFulfilments } from './fulfilment-store.ts'
import { lockOrder } from './index.ts'

describe('parcels', () => {
  let sale: SmallSale
  beforeEach(async () => {
    sale = await openSmallSale()
  })
  afterEach(() => sale.close())

  const withOrder = <T>(
    orderId: string,
    work: (tx: Parameters<typeof pack>[0], order: Parameters<typeof pack>[1]) => Promise<T>,
  ) =>
    sale.inShop(async (tx) => {
      const order = await lockOrder(tx, orderId)
      if (!order) throw new Error('no such order')
      return work(tx, order)
    })
  const packs = (orderId: string, lines: ParcelLine[] | null) =>
    withOrder(orderId, (tx, order) => pack(tx, order, { actor: asShopper, lines }))
  const moves = (orderId: string, fulfilmentId: string, to: 'shipped' | 'delivered', tracking?: Tracking) =>
    withOrder(orderId, (tx, order) => moveFulfilment(tx, order, { actor: asShopper, fulfilmentId, to, tracking }))
  const statusOf = (orderId: string) => withOrder(orderId, async (_, order) => order.status)

  test('go out one by one, each with its tracking, and the order follows with the last', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_stool', quantity: 3 })
    const lineId = order.lines[0]?.id ?? ''
    const first = await packs(order.id, [{ lineId, quantity: 2 }])
    expect(await statusOf(order.id)).toBe('packed')
    expect(await packs(order.id, [{ lineId, quantity: 2 }])).toMatchObject({
      refusals: [{ code: 'fulfilment.too_many', values: { available: 1 } }],
    })
    const id = first.ok ? first.value.id : ''
    const sent = await moves(order.id, id, 'shipped', { carrier: 'PostNord', number: '0037' })
    expect(sent).toMatchObject({ value: { status: 'shipped', tracking: { number: '0037' } } })
    expect(await statusOf(order.id)).toBe('packed')
    const rest = await packs(order.id, null)
    expect(rest).toMatchObject({ value: { lines: [{ lineId, quantity: 1 }] } })
    expect(await packs(order.id, null)).toMatchObject({ refusals: [{ code: 'fulfilment.nothing_left' }] })
    await moves(order.id, rest.ok ? rest.value.id : '', 'shipped')
    expect(await statusOf(order.id)).toBe('shipped')
    expect(await moves(order.id, id, 'shipped')).toMatchObject({ refusals: [{ code: 'fulfilment.wrong_state' }] })
    for (const parcel of await sale.inShop((tx) => readFulfilments(tx, order.id)))
      await moves(order.id, parcel.id, 'delivered')
    expect(await statusOf(order.id)).toBe('delivered')
    expect(await sale.events('fulfilment.shipped')).toHaveLength(2)
    expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
  })

  test('once one has left, the order can not be called off any more', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_stool', quantity: 2 })
    const first = await packs(order.id, [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }])
    await moves(order.id, first.ok ? first.value.id : '', 'shipped')
    expect(await tillOf(sale).cancel(order.id)).toMatchObject({ refusals: [{ code: 'order.wrong_state' }] })
    expect(await sale.stockOf('var_stool')).toEqual({ onHand: 3, reserved: 0 })
  })

  test('are not packed of what nobody has paid for', async () => {
    const { order } = await tillOf(sale).orderLamp()
    expect(await packs(order.id, null)).toMatchObject({ refusals: [{ code: 'order.unpaid' }] })
    expect(await sale.inShop((tx) => readFulfilments(tx, order.id))).toEqual([])
  })

  test('go as far as the whole order does', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_stool' })
    for (const to of ['packed', 'shipped', 'delivered'] as const)
      expect(await withOrder(order.id, (tx, locked) => moveWhole(tx, locked, { actor: asShopper, to }))).toMatchObject({
        ok: true,
      })
    expect(await sale.inShop((tx) => readFulfilments(tx, order.id))).toMatchObject([{ status: 'delivered' }])
    expect(await statusOf(order.id)).toBe('delivered')
  })
})
