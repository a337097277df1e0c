import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, asShopper, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { tillOf } from '../../../test/small-till.ts'
import { applyState, askRefund, capturePayment } from './index.ts'

describe('money that is taken, let go and given back', () => {
  let sale: SmallSale
  let till: ReturnType<typeof tillOf>
  beforeEach(async () => {
    sale = await openSmallSale()
    till = tillOf(sale)
  })
  afterEach(() => sale.close())

  test('a paid order that is called off gives back stock and money, once', async () => {
    const { order } = await till.orderLamp()
    await till.answer(order.payment?.id ?? '', 'approve')
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'shipping' })
    const outcomes = await Promise.all([till.cancel(order.id), till.cancel(order.id)])
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
    await till.settle()
    expect(await till.row(order.id)).toEqual({
      order: 'cancelled',
      status: 'refunded',
      authorised: 258_000,
      captured: 258_000,
      refunded: 258_000,
    })
    expect(await till.refunds()).toEqual([{ amount: 258_000, status: 'done', reason: 'changed_mind' }])
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
  })

  test('a yes that comes after the order was called off is given back', async () => {
    const { order } = await till.orderLamp()
    await till.openLink(order.payment?.id ?? '')
    await till.cancel(order.id)
    expect(await till.row(order.id)).toMatchObject({ order: 'cancelled', status: 'voided' })
    const body = new TextEncoder().encode('answer=approve')
    await till.page(order.payment?.id ?? '', { method: 'POST', body })
    await till.settle()
    expect(await till.row(order.id)).toMatchObject({ order: 'cancelled', status: 'voided', authorised: 0 })
    expect(await till.refunds()).toMatchObject([{ amount: 258_000, status: 'done' }])
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
  })

  test('refunds add up to what was taken and not a unit more, also when asked for at once', async () => {
    const { order } = await till.orderLamp()
    await till.answer(order.payment?.id ?? '', 'approve')
    const give = (amount: number) =>
      sale.inShop((tx) => askRefund(tx, { orderId: order.id, amount, reason: 'scratched', actor: asShopper }))
    expect(await give(1)).toMatchObject({ ok: false, refusals: [{ code: 'refund.too_much', values: { left: 0 } }] })
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'shipping' })
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'shipping' })
    expect(await till.row(order.id)).toMatchObject({ captured: 258_000 })
    const outcomes = await Promise.all([give(100_000), give(100_000), give(100_000)])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(2)
    await till.settle(2)
    expect(await till.row(order.id)).toMatchObject({ status: 'captured', refunded: 200_000 })
    expect(await give(58_000)).toMatchObject({ ok: true })
    await till.settle(2)
    expect(await till.row(order.id)).toMatchObject({ status: 'refunded', refunded: 258_000 })
    expect(await sale.events('payment.refunded')).not.toHaveLength(0)
  })

  test('news that does not fit the payment changes nothing', async () => {
    const { order } = await till.orderLamp()
    const id = order.payment?.id ?? ''
    const of = (amount: number, currency = 'SEK') => ({ amount, currency })
    const state = {
      status: 'authorised',
      authorised: of(258_000),
      captured: of(0),
      refunded: of(0),
      providerReference: id,
      version: 9,
    } as const
    const apply = (change: object) => sale.inShop((tx) => applyState(tx, id, { ...state, ...change }))
    expect(await apply({ authorised: of(258_000, 'EUR') })).toBe(false)
    expect(await apply({ authorised: of(258_001) })).toBe(false)
    expect(await apply({ refunded: of(1) })).toBe(false)
    expect(await till.row(order.id)).toMatchObject({ order: 'placed', status: 'created', authorised: 0 })
  })

  test('an invoice is paid when the shop says that the money has come', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_stool' })
    expect(await till.row(order.id)).toMatchObject({ order: 'placed', status: 'authorised', authorised: 55_800 })
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'received' })
    expect(await till.row(order.id)).toMatchObject({ order: 'paid', status: 'captured', captured: 55_800 })
    expect(await sale.stockOf('var_stool')).toEqual({ onHand: 4, reserved: 0 })
  })

  test('an order on account that is called off owes nothing any more', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_stool' })
    await till.cancel(order.id)
    await till.settle(1)
    expect(await till.row(order.id)).toMatchObject({ order: 'cancelled', status: 'voided', authorised: 0 })
    expect(await sale.stockOf('var_stool')).toEqual({ onHand: 5, reserved: 0 })
  })
})
