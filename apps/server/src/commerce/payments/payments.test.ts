import type { RawAnswer } from '@parley/sdk'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, asShopper, bela, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { cancelOrder } from '../orders/index.ts'
import { releaseExpired } from '../stock/index.ts'
import {
  applyState,
  askRefund,
  capturePayment,
  hostedPage,
  lookAgain,
  openPayment,
  settleDue,
  undoPayment,
} from './index.ts'

const minute = 60_000

describe('paying on a page', () => {
  let sale: SmallSale
  beforeEach(async () => {
    sale = await openSmallSale()
  })
  afterEach(() => sale.close())

  const orderLamp = (owner = anna, quantity = 2) =>
    sale.order(owner, { variantId: 'var_lamp', quantity, pay: 'sandbox' })

  async function openLink(paymentId: string) {
    return openPayment(sale.db, sale.parts, { shopId: sale.shopId, paymentId })
  }

  async function answer(paymentId: string, given: string): Promise<RawAnswer | null> {
    await openLink(paymentId)
    const body = new TextEncoder().encode(`answer=${given}`)
    return page(paymentId, { method: 'POST', body })
  }

  const page = (paymentId: string, request: { method: string; body: Uint8Array }) =>
    hostedPage(sale.db, sale.parts, {
      shopId: sale.shopId,
      paymentId,
      providerId: 'sandbox',
      request: { url: '/pay/sandbox', headers: {}, ...request },
    })

  const row = (orderId: string) =>
    sale.inShop(async (tx) => {
      const order = await tx.sql
        .selectFrom('orders')
        .select('status')
        .where('order_id', '=', orderId)
        .executeTakeFirstOrThrow()
      const payment = await tx.sql
        .selectFrom('payment')
        .select(['status', 'authorised', 'captured', 'refunded'])
        .where('order_id', '=', orderId)
        .executeTakeFirstOrThrow()
      return { order: order.status, ...payment }
    })

  const refunds = () =>
    sale.inShop((tx) => tx.sql.selectFrom('refund').select(['amount', 'status', 'reason']).execute())

  /** Money goes back in the round that the job makes every few seconds. */
  async function settle(rounds = 3) {
    for (let round = 0; round < rounds; round++) {
      await settleDue(sale.db, sale.parts)
      sale.clock.move(2 * minute)
    }
  }

  test('a yes on the page pays the order and takes the stock that was held', async () => {
    const { order, payUrl } = await orderLamp()
    expect(payUrl).toMatch(/^https:\/\/shop\.example\/pay\/pay_\w+\?t=shp_small\.[\w-]{43}$/)
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 2 })
    const paymentId = order.payment?.id ?? ''
    expect(await answer(paymentId, 'approve')).toMatchObject({ status: 303 })
    expect(await row(order.id)).toEqual({
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
    expect(await openLink(paymentId)).toEqual({ kind: 'order', orderId: order.id })
  })

  test('opening the pay link again, or twice at once, leads to the same page', async () => {
    const { order } = await orderLamp()
    const id = order.payment?.id ?? ''
    const doors = await Promise.all([openLink(id), openLink(id), openLink(id)])
    expect(doors.every((door) => door.kind === 'go')).toBe(true)
    expect(new Set(doors.map((door) => JSON.stringify(door))).size).toBe(1)
    const rows = await sale.inShop((tx) => tx.sql.selectFrom('sandbox_payment').select('payment_id').execute())
    expect(rows).toHaveLength(1)
    expect(await openLink('pay_none')).toEqual({ kind: 'missing' })
  })

  test('the same webhook ten times, at once and later, pays once', async () => {
    const { order } = await orderLamp()
    await answer(order.payment?.id ?? '', 'approve')
    const [sent] = sale.line.sent
    await Promise.all(Array.from({ length: 10 }, () => sent && sale.tell(sent.headers, sent.body)))
    expect(await sale.events('payment.authorised', 'order.paid')).toEqual(['payment.authorised', 'order.paid'])
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 5, reserved: 0 })
  })

  test('forged and stale webhooks are not heard, and news out of order never moves a payment back', async () => {
    const { order } = await orderLamp()
    const id = order.payment?.id ?? ''
    sale.line.cut = true
    await answer(id, 'decline')
    await answer(id, 'approve')
    const [no, yes] = sale.line.sent
    if (!no || !yes) throw new Error('two webhooks were to be sent')
    expect(await sale.tell({ ...yes.headers, 'sandbox-signature': 't=1,v1=00' }, yes.body)).toBeNull()
    expect(await row(order.id)).toMatchObject({ order: 'placed', status: 'pending' })
    await sale.tell(yes.headers, yes.body)
    await sale.tell(no.headers, no.body)
    expect(await row(order.id)).toMatchObject({ order: 'paid', status: 'authorised' })
    sale.clock.move(6 * minute)
    expect(await sale.tell(yes.headers, yes.body)).toBeNull()
  })

  test('a webhook that never came is made up for by asking', async () => {
    const { order } = await orderLamp()
    sale.line.cut = true
    await answer(order.payment?.id ?? '', 'approve')
    expect(await row(order.id)).toMatchObject({ order: 'placed' })
    expect(await settleDue(sale.db, sale.parts)).toBe(0)
    sale.clock.move(2 * minute)
    const looked = await Promise.all([settleDue(sale.db, sale.parts), settleDue(sale.db, sale.parts)])
    expect(looked[0] + looked[1]).toBe(1)
    expect(await row(order.id)).toMatchObject({ order: 'paid', status: 'authorised' })
  })

  test('a shopper who comes back before the news does finds it paid', async () => {
    const { order } = await orderLamp()
    sale.line.cut = true
    await answer(order.payment?.id ?? '', 'approve')
    await lookAgain(sale.db, sale.parts, { shopId: sale.shopId, paymentId: order.payment?.id ?? '' })
    expect(await row(order.id)).toMatchObject({ order: 'paid' })
  })

  test('after a no the goods stay hers till the time is up, and she may pay again', async () => {
    const { order } = await orderLamp()
    const id = order.payment?.id ?? ''
    await answer(id, 'decline')
    expect(await row(order.id)).toMatchObject({ order: 'placed', status: 'declined', authorised: 0 })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 2 })
    await answer(id, 'approve')
    expect(await row(order.id)).toMatchObject({ order: 'paid', status: 'authorised' })
    expect(await sale.events('payment.declined')).toHaveLength(1)
  })

  test('money that comes after the goods were let go takes them again, if they are still there', async () => {
    const { order } = await orderLamp()
    sale.line.cut = true
    await answer(order.payment?.id ?? '', 'later')
    sale.clock.move(31 * minute)
    await releaseExpired(sale.db, sale.clock)
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
    await settleDue(sale.db, sale.parts)
    expect(await row(order.id)).toMatchObject({ order: 'paid' })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 5, reserved: 0 })
  })

  test('money that comes when the goods are gone is given back, and the order is called off', async () => {
    const { order } = await orderLamp()
    sale.line.cut = true
    await answer(order.payment?.id ?? '', 'later')
    sale.clock.move(31 * minute)
    await releaseExpired(sale.db, sale.clock)
    await sale.order(bela, { variantId: 'var_lamp', quantity: 6 })
    await settle()
    expect(await row(order.id)).toEqual({
      order: 'cancelled',
      status: 'voided',
      authorised: 0,
      captured: 0,
      refunded: 0,
    })
    expect(await refunds()).toEqual([{ amount: 258_000, status: 'done', reason: 'sold_out' }])
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 1, reserved: 0 })
    expect(await sale.events('order.cancelled', 'order.paid')).toEqual(['order.cancelled'])
  })

  test('who opens the pay link late has her goods set aside anew, or nothing to pay for', async () => {
    const [mine, other] = [await orderLamp(), await orderLamp(bela, 5)]
    sale.clock.move(31 * minute)
    await releaseExpired(sale.db, sale.clock)
    expect(await openLink(other.order.payment?.id ?? '')).toMatchObject({ kind: 'go' })
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
    expect(await openLink(mine.order.payment?.id ?? '')).toEqual({ kind: 'order', orderId: mine.order.id })
  })

  test('an order that nobody pays in a day is called off', async () => {
    const [opened, never] = [await orderLamp(), await orderLamp(bela, 1)]
    await answer(opened.order.payment?.id ?? '', 'never')
    sale.clock.move(25 * 60 * minute)
    await settle(1)
    expect(await row(opened.order.id)).toMatchObject({ order: 'cancelled', status: 'voided' })
    expect(await row(never.order.id)).toMatchObject({ order: 'cancelled', status: 'voided' })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
    await settle(2)
    expect(await settleDue(sale.db, sale.parts)).toBe(0)
  })

  const cancel = (orderId: string) =>
    sale.inShop((tx) => cancelOrder(tx, orderId, { actor: asShopper, reason: 'changed_mind', undoPayment }))

  test('a paid order that is called off gives back stock and money, once', async () => {
    const { order } = await orderLamp()
    await answer(order.payment?.id ?? '', 'approve')
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'shipping' })
    const outcomes = await Promise.all([cancel(order.id), cancel(order.id)])
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
    await settle()
    expect(await row(order.id)).toEqual({
      order: 'cancelled',
      status: 'refunded',
      authorised: 258_000,
      captured: 258_000,
      refunded: 258_000,
    })
    expect(await refunds()).toEqual([{ amount: 258_000, status: 'done', reason: 'changed_mind' }])
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
  })

  test('a yes that comes after the order was called off is given back', async () => {
    const { order } = await orderLamp()
    await openLink(order.payment?.id ?? '')
    await cancel(order.id)
    expect(await row(order.id)).toMatchObject({ order: 'cancelled', status: 'voided' })
    const body = new TextEncoder().encode('answer=approve')
    await page(order.payment?.id ?? '', { method: 'POST', body })
    await settle()
    expect(await row(order.id)).toMatchObject({ order: 'cancelled', status: 'voided', authorised: 0 })
    expect(await refunds()).toMatchObject([{ amount: 258_000, status: 'done' }])
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 7, reserved: 0 })
  })

  test('refunds add up to what was taken and not a unit more, also when asked for at once', async () => {
    const { order } = await orderLamp()
    await answer(order.payment?.id ?? '', 'approve')
    const give = (amount: number) =>
      sale.inShop((tx) => askRefund(tx, { orderId: order.id, amount, reason: 'scratched', actor: asShopper }))
    expect(await give(1)).toMatchObject({ ok: false, refusals: [{ code: 'refund.too_much', values: { left: 0 } }] })
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'shipping' })
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'shipping' })
    expect(await row(order.id)).toMatchObject({ captured: 258_000 })
    const outcomes = await Promise.all([give(100_000), give(100_000), give(100_000)])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(2)
    await settle(2)
    expect(await row(order.id)).toMatchObject({ status: 'captured', refunded: 200_000 })
    expect(await give(58_000)).toMatchObject({ ok: true })
    await settle(2)
    expect(await row(order.id)).toMatchObject({ status: 'refunded', refunded: 258_000 })
    expect(await sale.events('payment.refunded')).not.toHaveLength(0)
  })

  test('news that does not fit the payment changes nothing', async () => {
    const { order } = await orderLamp()
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
    expect(await row(order.id)).toMatchObject({ order: 'placed', status: 'created', authorised: 0 })
  })

  test('an invoice is paid when the shop says that the money has come', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_stool' })
    expect(await row(order.id)).toMatchObject({ order: 'placed', status: 'authorised', authorised: 55_800 })
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'received' })
    expect(await row(order.id)).toMatchObject({ order: 'paid', status: 'captured', captured: 55_800 })
    expect(await sale.stockOf('var_stool')).toEqual({ onHand: 4, reserved: 0 })
  })

  test('an order on account that is called off owes nothing any more', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_stool' })
    await cancel(order.id)
    await settle(1)
    expect(await row(order.id)).toMatchObject({ order: 'cancelled', status: 'voided', authorised: 0 })
    expect(await sale.stockOf('var_stool')).toEqual({ onHand: 5, reserved: 0 })
  })

  test('the page says what is to be paid in her language, and lets no markup through', async () => {
    const { order } = await orderLamp()
    const id = order.payment?.id ?? ''
    expect(await page(id, { method: 'GET', body: new Uint8Array() })).toMatchObject({ status: 404 })
    await openLink(id)
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
    const shown = await page(id, { method: 'GET', body: new Uint8Array() })
    expect(shown?.body).toContain('<html lang="hu">')
    expect(shown?.body).toContain('Jóváhagyás')
    expect(shown?.body).not.toContain('<script')
    expect(shown?.headers?.['content-security-policy']).toContain("default-src 'none'")
  })
})
