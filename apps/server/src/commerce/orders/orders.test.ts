import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, asShopper, bela, links, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { orderReader, undoPayment } from '../payments/index.ts'
import {
  cancelOrder,
  linkToken,
  lockOrder,
  moveOrder,
  ordersFacet,
  orderView,
  pageOrders,
  readOrderLog,
  shopOfToken,
  tidyNumber,
} from './index.ts'
import type { orderMoves } from './order.ts'

describe('an order', () => {
  let sale: SmallSale
  let mails: { email: string; code: string; language: string; orderNumber: string }[]
  beforeEach(async () => {
    sale = await openSmallSale()
    mails = []
  })
  afterEach(() => sale.close())

  const facet = <T>(work: (facet: ReturnType<typeof ordersFacet>) => Promise<T>, more: object = {}) =>
    sale.inShop((tx) =>
      work(
        ordersFacet({
          tx,
          reader: orderReader(sale.parts, 'sv'),
          conversationId: null,
          person: null,
          orderPrefix: 'S',
          codes: {
            secret: 'a secret for codes',
            randomCode: () => '123456',
            sendCode: async (_, mail) => {
              mails.push(mail)
            },
          },
          ...more,
        }),
      ),
    )

  test('moves only as its lifecycle allows, and its log says who moved it and when', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_lamp' })
    const move = (to: keyof typeof orderMoves) =>
      sale.inShop(async (tx) => {
        const locked = await lockOrder(tx, order.id)
        return locked ? moveOrder(tx, locked, to, { actor: asShopper }) : null
      })
    expect(await move('shipped')).toMatchObject({
      refusals: [{ code: 'order.wrong_state', values: { from: 'placed', to: 'shipped' } }],
    })
    for (const to of ['packed', 'shipped', 'delivered', 'closed'] as const)
      expect(await move(to)).toMatchObject({ ok: true })
    expect(await move('cancelled')).toMatchObject({ ok: false })
    const log = await sale.inShop((tx) => readOrderLog(tx, order.id))
    expect(log.map((entry) => entry.to)).toEqual(['placed', 'packed', 'shipped', 'delivered', 'closed'])
    expect(await sale.events('order.status_changed')).toHaveLength(4)
  })

  test('that has been shipped can not be called off, and keeps its stock', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_lamp', quantity: 2 })
    const cancel = () =>
      sale.inShop((tx) => cancelOrder(tx, order.id, { actor: asShopper, reason: 'asked', undoPayment }))
    await sale.inShop((tx) => tx.sql.updateTable('orders').set({ status: 'shipped' }).execute())
    expect(await cancel()).toMatchObject({ refusals: [{ code: 'order.wrong_state' }] })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 5, reserved: 0 })
  })

  test('is shown by a code sent to its address, to nobody else, and says the same whatever is asked', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_lamp' })
    const ask = (number: string, email: string) => facet((orders) => orders.requestCode(number, email))
    const told = [
      await ask(order.number, 'anna@example.com'),
      await ask(order.number, 'thief@example.com'),
      await ask('S-99999', 'anna@example.com'),
    ]
    expect(new Set(told.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ ok: true, value: { sent: true } })]),
    )
    expect(mails).toEqual([{ email: 'anna@example.com', code: '123456', language: 'sv', orderNumber: order.number }])
    const verify = (number: string, email: string, code: string) =>
      facet((orders) => orders.verifyCode(number, email, code))
    expect(await verify(order.number, 'thief@example.com', '123456')).toMatchObject({
      refusals: [{ code: 'code.wrong' }],
    })
    expect(await verify('S-99999', 'anna@example.com', '123456')).toMatchObject({ refusals: [{ code: 'code.wrong' }] })
    expect(await verify(order.number.toLowerCase(), ' ANNA@example.com', '123 456')).toMatchObject({
      ok: true,
      value: { id: order.id, payment: { name: 'Faktura' } },
    })
    expect(await verify(order.number, 'anna@example.com', '123456')).toMatchObject({
      refusals: [{ code: 'code.expired' }],
    })
  })

  test('gives a code three tries and ten minutes, and mails at most three', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_lamp' })
    const ask = () => facet((orders) => orders.requestCode(order.number, 'anna@example.com'))
    const verify = async (code: string) => {
      const outcome = await facet((orders) => orders.verifyCode(order.number, 'anna@example.com', code))
      return outcome.ok ? 'shown' : outcome.refusals[0]?.code
    }
    await ask()
    expect([await verify('000000'), await verify('111111'), await verify('222222'), await verify('123456')]).toEqual([
      'code.wrong',
      'code.wrong',
      'code.spent',
      'code.spent',
    ])
    sale.clock.move(1000)
    await ask()
    sale.clock.move(10 * 60_000)
    expect(await verify('123456')).toBe('code.expired')
    for (let time = 0; time < 5; time++) await ask()
    expect(mails).toHaveLength(5)
  })

  test('is listed for the desk a page at a time, and found by number or address', async () => {
    for (let at = 0; at < 5; at++) {
      await sale.order(anna, { variantId: 'var_lamp' })
      sale.clock.move(1000)
    }
    const numbers = async (page: Partial<Parameters<typeof pageOrders>[1]>) => {
      const { rows, next } = await sale.inShop((tx) => pageOrders(tx, { limit: 2, ...page }))
      return { numbers: rows.map((row) => row.number), next }
    }
    const first = await numbers({})
    const second = await numbers({ after: first.next ?? '' })
    const third = await numbers({ after: second.next ?? '' })
    expect([...first.numbers, ...second.numbers, ...third.numbers]).toEqual([
      'S-10005',
      'S-10004',
      'S-10003',
      'S-10002',
      'S-10001',
    ])
    expect(third.next).toBeNull()
    expect((await numbers({ search: '10003' })).numbers).toEqual(['S-10003'])
    expect((await numbers({ search: 'Anna@Example.com', limit: 9 })).numbers).toHaveLength(5)
    expect((await numbers({ search: 'nobody@example.com' })).numbers).toEqual([])
    expect((await numbers({ status: 'paid' })).numbers).toEqual([])
    expect((await numbers({ after: 'nonsense' })).numbers).toHaveLength(2)
  })

  test('is hers only once she has proved who she is, and this conversation’s in this conversation', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_lamp' })
    await sale.inShop((tx) =>
      tx.sql.updateTable('orders').set({ person_id: 'per_anna', conversation_id: 'cnv_1' }).execute(),
    )
    const mine = (verified: boolean) => facet((orders) => orders.mine(), { person: { id: 'per_anna', verified } })
    expect(await mine(false)).toEqual([])
    expect(await mine(true)).toMatchObject([{ id: order.id }])
    expect(await facet((orders) => orders.placedHere())).toEqual([])
    expect(await facet((orders) => orders.placedHere(), { conversationId: 'cnv_1' })).toHaveLength(1)
    expect(await facet((orders) => orders.placedHere(), { conversationId: 'cnv_2' })).toEqual([])
  })

  test('keeps what was bought as it was bought, when the catalogue moves on', async () => {
    const { order } = await sale.order(bela, { variantId: 'var_lamp' })
    await sale.inShop(async (tx) => {
      await tx.sql.updateTable('price').set({ amount: 1 }).execute()
      await tx.sql
        .updateTable('product')
        .set({ texts: JSON.stringify({ en: { name: 'Other', description: '', facts: [] } }) })
        .execute()
    })
    const { rows } = await sale.inShop((tx) => pageOrders(tx, { limit: 1 }))
    const [row] = rows
    expect(row && orderView(row, sale.shopId, orderReader(sale.parts, 'en')).lines).toEqual(order.lines)
  })
})

test('a signed link opens its own order and payment, in its own shop, and nothing else', () => {
  const token = linkToken(links.secret, 'order', 'shp_small', 'ord_1')
  expect(shopOfToken(links.secret, 'order', 'ord_1', token)).toBe('shp_small')
  expect(shopOfToken(links.secret, 'order', 'ord_2', token)).toBeNull()
  expect(shopOfToken(links.secret, 'pay', 'ord_1', token)).toBeNull()
  expect(shopOfToken('another secret', 'order', 'ord_1', token)).toBeNull()
  expect(shopOfToken(links.secret, 'order', 'ord_1', token.replace('shp_small', 'shp_other'))).toBeNull()
  for (const nonsense of [undefined, '', '.', 'shp_small', 'shp_small.', "x';--.y"])
    expect(shopOfToken(links.secret, 'order', 'ord_1', nonsense)).toBeNull()
})

test('numbers are understood as people type them', () => {
  for (const said of ['T-10042', 't 10042', '#10042', ' T10042.', '10042'])
    expect(tidyNumber(said, 'T')).toBe('T-10042')
  expect(tidyNumber('my order', 'T')).toBe('my order')
})
