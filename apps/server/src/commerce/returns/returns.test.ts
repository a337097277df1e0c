import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, asShopper, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { tillOf } from '../../../test/small-till.ts'
import { shopSettings } from '../../kernel/shop-settings.ts'
import { moveWhole } from '../orders/fulfilment-store.ts'
import { lockOrder } from '../orders/index.ts'
import { capturePayment, checkLedger } from '../payments/index.ts'
import { confirmReturn, proposeReturn, type ReturnCall, type ReturnWishes, returnOf } from './ask-return.ts'
import { confirmSettling, type Inspection, proposeSettling, stepReturn } from './handle-return.ts'

const dayMs = 86_400_000
const { returnPolicy } = shopSettings.parse({})

describe('sending things back', () => {
  let sale: SmallSale
  let policy: ReturnCall['policy']
  beforeEach(async () => {
    sale = await openSmallSale()
    policy = returnPolicy
  })
  afterEach(() => sale.close())

  const call = (tx: ReturnCall['tx']): ReturnCall => ({
    tx,
    language: 'en',
    actor: asShopper,
    conversationId: null,
    policy,
    orderPrefix: 'S',
  })

  /** Two lamps and their parcel, paid by card, sent and arrived. */
  async function arrived(quantity = 2) {
    const till = tillOf(sale)
    const { order } = await till.orderLamp(anna, quantity)
    await till.answer(order.payment?.id ?? '', 'approve')
    await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'sent' })
    await send(order.id)
    return { order, lineId: order.lines[0]?.id ?? '' }
  }

  const send = (orderId: string) =>
    sale.inShop(async (tx) => {
      for (const to of ['packed', 'shipped', 'delivered'] as const) {
        const locked = await lockOrder(tx, orderId)
        if (locked) await moveWhole(tx, locked, { actor: asShopper, to })
      }
    })

  const propose = (wish: Partial<ReturnWishes> & Pick<ReturnWishes, 'orderId' | 'lines'>) =>
    sale.inShop((tx) => proposeReturn(call(tx), { wish: 'refund', reason: 'changed_mind', photos: [], ...wish }))
  const say = (proposalId: string) => sale.inShop((tx) => confirmReturn(call(tx), proposalId))
  const idOf = (outcome: { ok: boolean; value?: { id: string } }) => outcome.value?.id ?? ''
  const ask = async (wish: Parameters<typeof propose>[0]) => {
    const done = await say(idOf(await propose(wish)))
    return done.ok ? done.value.resultId : ''
  }
  const step = (returnId: string, to: 'approved' | 'received' | 'rejected') =>
    sale.inShop((tx) =>
      stepReturn(tx, {
        returnId,
        actor: asShopper,
        step: to === 'approved' ? { to, orderPrefix: 'S' } : { to, reason: 'worn' },
      }),
    )
  const settle = async (returnId: string, found: Inspection) => {
    const made = await sale.inShop((tx) => proposeSettling(call(tx), returnId, found))
    return made.ok ? sale.inShop((tx) => confirmSettling(call(tx), made.value.id)) : made
  }
  const codes = (outcome: { ok: boolean; refusals?: { code: string }[] }) => outcome.refusals?.map(({ code }) => code)
  const addsUp = async () => expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])

  test('shows exactly what would happen, does it with a yes, once, and pays back when it has come', async () => {
    const { order, lineId } = await arrived()
    const made = await propose({ orderId: order.id, lines: [{ lineId, quantity: 1 }] })
    expect(made).toMatchObject({ value: { kind: 'return', total: { amount: 129_000, currency: 'SEK' } } })
    expect(JSON.stringify(made)).toContain('1 × Lamp')
    const [first, second] = await Promise.all([say(idOf(made)), say(idOf(made))])
    expect(first).toEqual(second)
    const returnId = first.ok ? first.value.resultId : ''
    expect(await sale.inShop((tx) => returnOf(tx, returnId))).toMatchObject({ number: 'R-1001', status: 'approved' })
    expect(await settle(returnId, { lines: [{ lineId, accepted: 1, restocked: 1 }], note: '' })).toMatchObject({
      ok: false,
    })
    await step(returnId, 'received')
    const twice = await Promise.all(
      [1, 2].map(() => settle(returnId, { lines: [{ lineId, accepted: 1, restocked: 1 }], note: '' })),
    )
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    await tillOf(sale).settle(1)
    expect(await tillOf(sale).row(order.id)).toMatchObject({ status: 'captured', refunded: 129_000 })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: 6, reserved: 0 })
    expect(await sale.inShop((tx) => returnOf(tx, returnId))).toMatchObject({
      status: 'refunded',
      refunded: { amount: 129_000 },
    })
    await addsUp()
  })

  test('a thing comes back once: a second wish for it is refused by name, also when both are asked for at once', async () => {
    const { order, lineId } = await arrived(1)
    const lines = [{ lineId, quantity: 1 }]
    const [one, other] = [await propose({ orderId: order.id, lines }), await propose({ orderId: order.id, lines })]
    const said = await Promise.all([say(idOf(one)), say(idOf(other))])
    expect(said.filter(({ ok }) => ok)).toHaveLength(1)
    expect(codes(await propose({ orderId: order.id, lines }))).toEqual(['return.already'])
    const kept = await sale.inShop((tx) => tx.sql.selectFrom('return_request').select('return_id').execute())
    expect(kept).toHaveLength(1)
    await step(kept[0]?.return_id ?? '', 'rejected')
    expect(await propose({ orderId: order.id, lines })).toMatchObject({ ok: true })
    await addsUp()
  })

  test('parts of an order never add up to more than was paid, and the last of it brings the delivery back', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_stool', quantity: 3 })
    await sale.inShop((tx) =>
      tx.sql
        .updateTable('orders')
        .set({ discount: 100, total: order.totals.total.amount - 100 })
        .execute(),
    )
    await capturePayment(sale.db, sale.parts, {
      shopId: sale.shopId,
      orderId: order.id,
      amount: order.totals.total.amount - 100,
      key: 'paid',
    })
    await send(order.id)
    const lineId = order.lines[0]?.id ?? ''
    let back = 0
    for (let unit = 0; unit < 3; unit++) {
      const returnId = await ask({ orderId: order.id, lines: [{ lineId, quantity: 1 }] })
      await step(returnId, 'received')
      await settle(returnId, { lines: [{ lineId, accepted: 1, restocked: 1 }], note: '' })
      back = (await sale.inShop((tx) => returnOf(tx, returnId)))?.refunded.amount ?? 0
    }
    await tillOf(sale).settle(3)
    expect(await tillOf(sale).row(order.id)).toMatchObject({
      refunded: order.totals.total.amount - 100,
      status: 'refunded',
    })
    expect(back).toBeGreaterThan(0)
    expect(await sale.stockOf('var_stool')).toEqual({ onHand: 5, reserved: 0 })
  })

  test('the policy keeps what it says, unless the shop is at fault', async () => {
    policy = { ...returnPolicy, labelCost: { SEK: 5_900 }, restockingPercent: 10 }
    const { order, lineId } = await arrived(1)
    const lines = [{ lineId, quantity: 1 }]
    const whim = await propose({ orderId: order.id, lines })
    expect(whim).toMatchObject({ value: { total: { amount: 129_000 - 12_900 - 5_900 } } })
    const fault = await propose({ orderId: order.id, lines, reason: 'damaged', note: 'a crack' })
    expect(fault).toMatchObject({ value: { total: { amount: 129_000 } } })
  })

  test('refusals name the rule: not sent, too late, sold for good, unless something is wrong with it', async () => {
    const { order: waiting } = await sale.order(anna, { variantId: 'var_stool' })
    const lines = [{ lineId: waiting.lines[0]?.id ?? '', quantity: 1 }]
    expect(codes(await propose({ orderId: waiting.id, lines }))).toEqual(['return.not_sent'])
    const { order, lineId } = await arrived(1)
    const wish = { orderId: order.id, lines: [{ lineId, quantity: 1 }] }
    await sale.inShop((tx) =>
      tx.sql
        .updateTable('product')
        .set({ categories: ['earrings'] })
        .where('product_id', '=', 'prd_lamp')
        .execute(),
    )
    policy = { ...returnPolicy, finalSale: ['earrings'] }
    expect(codes(await propose(wish))).toEqual(['return.final_sale'])
    expect(await propose({ ...wish, reason: 'faulty' })).toMatchObject({ ok: true })
    sale.clock.move(31 * dayMs)
    expect(codes(await propose(wish))).toEqual(['return.window'])
    expect(await propose({ ...wish, reason: 'faulty' })).toMatchObject({ ok: true })
    sale.clock.move(3 * 365 * dayMs)
    expect(codes(await propose({ ...wish, reason: 'faulty' }))).toEqual(['return.complaint_window'])
    expect(codes(await propose({ ...wish, reason: 'bored' }))).toEqual(['return.reason'])
  })

  test('an exchange takes the other one off the shelf with the yes, and gives it back where it is refused', async () => {
    await sale.inShop(async (tx) => {
      const red = { shop_id: tx.shopId, variant_id: 'var_red', product_id: 'prd_lamp', sku: 'RED' }
      await tx.sql.insertInto('variant').values(red).execute()
      await tx.sql
        .insertInto('price')
        .values({ shop_id: tx.shopId, variant_id: 'var_red', currency: 'SEK', amount: 129_000 })
        .execute()
      await tx.sql
        .insertInto('stock')
        .values({ shop_id: tx.shopId, variant_id: 'var_red', location_id: 'loc_shop', on_hand: 1 })
        .execute()
    })
    const { order, lineId } = await arrived(2)
    const wish = (quantity: number, variantId: string) => ({
      orderId: order.id,
      wish: 'exchange' as const,
      reason: 'does_not_fit',
      lines: [{ lineId, quantity, variantId }],
    })
    expect(codes(await propose(wish(2, 'var_red')))).toEqual(['return.not_in_stock'])
    expect(codes(await propose(wish(1, 'var_stool')))).toEqual(['return.other_product'])
    const returnId = await ask(wish(1, 'var_red'))
    const view = await sale.inShop((tx) => returnOf(tx, returnId))
    expect(view).toMatchObject({ kind: 'exchange', status: 'approved', replacementId: expect.any(String) })
    expect(await sale.stockOf('var_red')).toEqual({ onHand: 0, reserved: 0 })
    await addsUp()
    await step(returnId, 'rejected')
    expect(await sale.stockOf('var_red')).toEqual({ onHand: 1, reserved: 0 })
    await addsUp()
  })

  test('a complaint waits for somebody to look at it, and what is not paid yet comes off the invoice', async () => {
    const { order } = await sale.order(anna, { variantId: 'var_stool' })
    await send(order.id)
    const lineId = order.lines[0]?.id ?? ''
    const made = await propose({
      orderId: order.id,
      lines: [{ lineId, quantity: 1 }],
      reason: 'faulty',
      note: 'wobbles',
      photos: ['/files/1'],
    })
    expect(JSON.stringify(made)).toContain('Taken off your invoice')
    const done = await say(idOf(made))
    const returnId = done.ok ? done.value.resultId : ''
    expect(await sale.inShop((tx) => returnOf(tx, returnId))).toMatchObject({
      kind: 'complaint',
      status: 'asked',
      note: 'wobbles',
    })
    await step(returnId, 'approved')
    await step(returnId, 'received')
    await settle(returnId, { lines: [{ lineId, accepted: 1, restocked: 0 }], note: '' })
    expect(await sale.inShop((tx) => returnOf(tx, returnId))).toMatchObject({
      status: 'refunded',
      refunded: { amount: 0 },
    })
    expect(await tillOf(sale).refunds()).toEqual([])
    await addsUp()
  })
})
