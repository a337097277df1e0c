import { afterEach, beforeEach, expect, test } from 'vitest'
import { anna, asShopper, bela, openSmallSale, type SmallSale } from '../../test/small-sale.ts'
import { tillOf } from '../../test/small-till.ts'
import { moveWhole } from '../commerce/orders/fulfilment-store.ts'
import { lockOrder } from '../commerce/orders/index.ts'
import { askRefund, capturePayment, checkLedger } from '../commerce/payments/index.ts'
import { confirmReturn, proposeReturn } from '../commerce/returns/ask-return.ts'
import { confirmSettling, proposeSettling, stepReturn } from '../commerce/returns/handle-return.ts'
import { returnsOfOrder } from '../commerce/returns/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { shopSettings } from '../kernel/shop-settings.ts'
import { giftCards } from './gift-cards.ts'

let sale: SmallSale
beforeEach(async () => {
  sale = await openSmallSale()
})
afterEach(() => sale.close())

const { returnPolicy: policy } = shopSettings.parse({})
const callOf = (tx: ShopTransaction) => ({
  ...{ tx, language: 'en', actor: asShopper, conversationId: null, policy, orderPrefix: 'S' },
})

/** Two lamps that were paid, sent, wished back for store credit, and have come. */
async function received() {
  const till = tillOf(sale)
  const { order } = await till.orderLamp(anna, 2)
  await till.answer(order.payment?.id ?? '', 'approve')
  await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'sent' })
  const lineId = order.lines[0]?.id ?? ''
  const returnId = await sale.inShop(async (tx) => {
    for (const to of ['packed', 'shipped', 'delivered'] as const) {
      const locked = await lockOrder(tx, order.id)
      if (locked) await moveWhole(tx, locked, { actor: asShopper, to })
    }
    const lines = [{ lineId, quantity: 2 }]
    const wish = { orderId: order.id, wish: 'credit' as const, reason: 'changed_mind', photos: [], lines }
    const proposal = await proposeReturn(callOf(tx), wish)
    if (!proposal.ok) throw new Error(JSON.stringify(proposal.refusals))
    expect(proposal.value.summary.map(({ label }) => label)).toContain('Goes back as store credit')
    const done = await confirmReturn(callOf(tx), proposal.value.id)
    const id = done.ok ? done.value.resultId : ''
    await stepReturn(tx, { returnId: id, actor: asShopper, step: { to: 'received' } })
    return id
  })
  return { order, lineId, returnId }
}

test('what comes back for store credit is a card of its own, mailed once, that pays at the till; the money stays, and goes back no more', async () => {
  const { order, lineId, returnId } = await received()
  const found = { lines: [{ lineId, accepted: 2, restocked: 2 }], note: '' }
  const proposal = await sale.inShop((tx) => proposeSettling(callOf(tx), returnId, found))
  const id = proposal.ok ? proposal.value.id : ''
  const settle = () => sale.inShop((tx) => confirmSettling(callOf(tx), id))
  const both = await Promise.all([settle(), settle()])
  expect(both.map(({ ok }) => ok)).toEqual([true, true])
  const event = { shopId: sale.shopId, id: 'evt_1', type: 'return.credited' as const, at: sale.clock.now(), data: {} }
  for (const _ of [1, 2]) await giftCards(sale.db).handle({ ...event, subjects: { return: returnId, order: order.id } })
  const cards = await sale.inShop((tx) => tx.sql.selectFrom('gift_card').select(['amount', 'last_four']).execute())
  const worth = proposal.ok ? proposal.value.total?.amount : 0
  expect(cards).toMatchObject([{ amount: worth }])
  const [shown] = await sale.inShop((tx) => returnsOfOrder({ tx, language: 'en' }, { id: order.id }))
  expect(shown).toMatchObject({ status: 'refunded', wish: 'credit', creditLastFour: cards[0]?.last_four })
  const mails = await sale.inShop((tx) => tx.sql.selectFrom('mail').select('body_text').execute())
  expect(mails).toHaveLength(1)
  const code = /[A-Z0-9]{4}(-[A-Z0-9]{4}){3}/.exec(mails[0]?.body_text ?? '')?.[0] ?? ''
  await sale.cart(bela, (cart) => cart.add('var_stool', 1))
  const basket = await sale.cart(bela, (cart) => cart.applyCode(code))
  expect(basket).toMatchObject({ ok: true, value: { totals: { toPay: { amount: 0 } } } })
  expect(await tillOf(sale).refunds()).toEqual([])
  const rest = order.totals.total.amount - (worth ?? 0)
  const again = await sale.inShop((tx) =>
    askRefund(tx, { orderId: order.id, amount: rest + 1, reason: 'again', actor: asShopper }),
  )
  expect(again).toMatchObject({ ok: false, refusals: [{ code: 'refund.too_much', values: { left: rest } }] })
  expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
})
