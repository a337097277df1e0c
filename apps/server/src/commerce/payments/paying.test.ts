import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bela, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { minute, tillOf } from '../../../test/small-till.ts'
import { releaseExpired } from '../stock/index.ts'
import { lookAgain, settleDue } from './index.ts'

describe('paying on a page', () => {
  let sale: SmallSale
  let till: ReturnType<typeof tillOf>
  beforeEach(async () => {
    sale = await openSmallSale()
    till = tillOf(sale)
  })
  afterEach(() => sale.close())

  test('a yes on the page pays the order and takes the stock that was held', async () => {
    const { order, payUrl } = await till.orderLamp()
    expect(payUrl).toMatch(/^https:\/\/shop\.example\/pay\/pay_\w+\?t=shp_small\.[\w-]{43}$/)
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 2 })
    const paymentId = order.payment?.id ?? ''
    expect(await till.answer(paymentId, 'approve')).toMatchObject({ status: 303 })
    expect(await till.row(order.id)).toEqual({
      order: 'paid',
      status: 'authorised',
      authorised: 258_000,
      captured: 0,
      refunded: 0,
    })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 5, reserved: 0 })
    expect(await sale.events('payment.authorised', 'order.paid', 'payment.declined')).toEqual([
      'payment.authorised',
      'order.paid',
    ])
    expect(await till.openLink(paymentId)).toEqual({ kind: 'order', orderId: order.id })
  })

  test('opening the pay link again, or twice at once, leads to the same page', async () => {
    const { order } = await till.orderLamp()
    const id = order.payment?.id ?? ''
    const doors = await Promise.all([till.openLink(id), till.openLink(id), till.openLink(id)])
    expect(doors.every((door) => door.kind === 'go')).toBe(true)
    expect(new Set(doors.map((door) => JSON.stringify(door))).size).toBe(1)
    const rows = await sale.inShop((tx) => tx.sql.selectFrom('sandbox_payment').select('payment_id').execute())
    expect(rows).toHaveLength(1)
    expect(await till.openLink('pay_none')).toEqual({ kind: 'missing' })
  })

  test('the same webhook ten times, at once and later, pays once', async () => {
    const { order } = await till.orderLamp()
    await till.answer(order.payment?.id ?? '', 'approve')
    const [sent] = sale.line.sent
    await Promise.all(Array.from({ length: 10 }, () => sent && sale.tell(sent.headers, sent.body)))
    expect(await sale.events('payment.authorised', 'order.paid')).toEqual(['payment.authorised', 'order.paid'])
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 5, reserved: 0 })
  })

  test('forged and stale webhooks are not heard, and news out of order never moves a payment back', async () => {
    const { order } = await till.orderLamp()
    const id = order.payment?.id ?? ''
    sale.line.cut = true
    await till.answer(id, 'decline')
    await till.answer(id, 'approve')
    const [no, yes] = sale.line.sent
    if (!no || !yes) throw new Error('two webhooks were to be sent')
    expect(await sale.tell({ ...yes.headers, 'sandbox-signature': 't=1,v1=00' }, yes.body)).toBeNull()
    expect(await till.row(order.id)).toMatchObject({ order: 'placed', status: 'pending' })
    await sale.tell(yes.headers, yes.body)
    await sale.tell(no.headers, no.body)
    expect(await till.row(order.id)).toMatchObject({ order: 'paid', status: 'authorised' })
    sale.clock.move(6 * minute)
    expect(await sale.tell(yes.headers, yes.body)).toBeNull()
  })

  test('a webhook that never came is made up for by asking', async () => {
    const { order } = await till.orderLamp()
    sale.line.cut = true
    await till.answer(order.payment?.id ?? '', 'approve')
    expect(await till.row(order.id)).toMatchObject({ order: 'placed' })
    expect(await settleDue(sale.db, sale.parts)).toBe(0)
    sale.clock.move(2 * minute)
    const looked = await Promise.all([settleDue(sale.db, sale.parts), settleDue(sale.db, sale.parts)])
    expect(looked[0] + looked[1]).toBe(1)
    expect(await till.row(order.id)).toMatchObject({ order: 'paid', status: 'authorised' })
  })

  test('a shopper who comes back before the news does finds it paid', async () => {
    const { order } = await till.orderLamp()
    sale.line.cut = true
    await till.answer(order.payment?.id ?? '', 'approve')
    await lookAgain(sale.db, sale.parts, { shopId: sale.shopId, paymentId: order.payment?.id ?? '' })
    expect(await till.row(order.id)).toMatchObject({ order: 'paid' })
  })

  test('after a no the goods stay hers till the time is up, and she may pay again', async () => {
    const { order } = await till.orderLamp()
    const id = order.payment?.id ?? ''
    await till.answer(id, 'decline')
    expect(await till.row(order.id)).toMatchObject({ order: 'placed', status: 'declined', authorised: 0 })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 2 })
    await till.answer(id, 'approve')
    expect(await till.row(order.id)).toMatchObject({ order: 'paid', status: 'authorised' })
    expect(await sale.events('payment.declined')).toHaveLength(1)
  })

  test('money that comes after the goods were let go takes them again, if they are still there', async () => {
    const { order } = await till.orderLamp()
    sale.line.cut = true
    await till.answer(order.payment?.id ?? '', 'later')
    sale.clock.move(31 * minute)
    await releaseExpired(sale.db, sale.clock)
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
    await settleDue(sale.db, sale.parts)
    expect(await till.row(order.id)).toMatchObject({ order: 'paid' })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 5, reserved: 0 })
  })

  test('money that comes when the goods are gone is given back, and the order is called off', async () => {
    const { order } = await till.orderLamp()
    sale.line.cut = true
    await till.answer(order.payment?.id ?? '', 'later')
    sale.clock.move(31 * minute)
    await releaseExpired(sale.db, sale.clock)
    await sale.order(bela, { variantId: 'var_lamp', quantity: 6 })
    await till.settle()
    expect(await till.row(order.id)).toEqual({
      order: 'cancelled',
      status: 'voided',
      authorised: 0,
      captured: 0,
      refunded: 0,
    })
    expect(await till.refunds()).toEqual([{ amount: 258_000, status: 'done', reason: 'sold_out' }])
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 1, reserved: 0 })
    expect(await sale.events('order.cancelled', 'order.paid')).toEqual(['order.cancelled'])
  })

  test('who opens the pay link late has her goods set aside anew, or nothing to pay for', async () => {
    const [mine, other] = [await till.orderLamp(), await till.orderLamp(bela, 5)]
    sale.clock.move(31 * minute)
    await releaseExpired(sale.db, sale.clock)
    expect(await till.openLink(other.order.payment?.id ?? '')).toMatchObject({ kind: 'go' })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 5 })
    await sale.inShop((tx) =>
      tx.sql
        .updateTable('stock')
        .set({ on_hand: 5 })
        .where('location_id', '=', 'loc_store')
        .where('variant_id', '=', 'var_lamp')
        .execute(),
    )
    await sale.inShop((tx) =>
      tx.sql
        .updateTable('stock')
        .set({ on_hand: 1, reserved: 1 })
        .where('location_id', '=', 'loc_shop')
        .where('variant_id', '=', 'var_lamp')
        .execute(),
    )
    expect(await till.openLink(mine.order.payment?.id ?? '')).toEqual({ kind: 'order', orderId: mine.order.id })
  })

  test('an order that nobody pays in a day is called off', async () => {
    const [opened, never] = [await till.orderLamp(), await till.orderLamp(bela, 1)]
    await till.answer(opened.order.payment?.id ?? '', 'never')
    sale.clock.move(25 * 60 * minute)
    await till.settle(1)
    expect(await till.row(opened.order.id)).toMatchObject({ order: 'cancelled', status: 'voided' })
    expect(await till.row(never.order.id)).toMatchObject({ order: 'cancelled', status: 'voided' })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
    await till.settle(2)
    expect(await settleDue(sale.db, sale.parts)).toBe(0)
  })

  test('the page says what is to be paid in her language, and lets no markup through', async () => {
    const { order } = await till.orderLamp()
    const id = order.payment?.id ?? ''
    expect(await till.page(id, { method: 'GET', body: new Uint8Array() })).toMatchObject({ status: 404 })
    await till.openLink(id)
    await sale.inShop((tx) =>
      tx.sql
        .updateTable('sandbox_payment')
        .set({
          state: JSON.stringify({
            ...({} as object),
            ledger: {
              amount: { amount: 258_000, currency: 'SEK' },
              status: 'pending',
              authorised: 0,
              captured: 0,
              refunded: 0,
              version: 1,
              done: {},
            },
            orderNumber: '<script>alert(1)</script>',
            approveAt: null,
          }),
        })
        .execute(),
    )
    await sale.inShop((tx) => tx.sql.updateTable('orders').set({ language: 'hu' }).execute())
    const shown = await till.page(id, { method: 'GET', body: new Uint8Array() })
    expect(shown?.body).toContain('<html lang="hu">')
    expect(shown?.body).toContain('Jóváhagyás')
    expect(shown?.body).not.toContain('<script')
    expect(shown?.headers?.['content-security-policy']).toContain("default-src 'none'")
  })
})
