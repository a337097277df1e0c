import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { asShopper, openSmallSale, type SmallSale } from '../../test/small-sale.ts'
import { minute, tillOf } from '../../test/small-till.ts'
import { cardOfCode, issueCard } from '../commerce/gift-cards/index.ts'
import { cancelOrder } from '../commerce/orders/index.ts'
import { checkLedger, settleDue, undoPayment } from '../commerce/payments/index.ts'
import { composeOrder } from '../mail/index.ts'
import { giftCards } from './gift-cards.ts'

describe('gift cards', () => {
  let sale: SmallSale
  let shoppers = 0
  let anna = { visitorId: '' }
  beforeAll(async () => {
    sale = await openSmallSale([
      { id: 'var_lamp', prices: { SEK: 129_000 }, stock: { loc_store: 100 } },
      { id: 'var_card', name: 'Gift card', prices: { SEK: 50_000 }, stock: { loc_store: 100 }, vatClass: 'gift_card' },
    ])
  })
  afterAll(() => sale.close())
  beforeEach(async () => {
    anna = await newShopper()
  })

  const newShopper = () =>
    sale.inShop(async (tx) => {
      const visitorId = `vis_card_${++shoppers}`
      await tx.sql
        .insertInto('visitor')
        .values({ shop_id: tx.shopId, visitor_id: visitorId, token_hash: visitorId })
        .execute()
      return { visitorId }
    })
  const give = (code: string, amount: number) =>
    sale.inShop((tx) => issueCard(tx, { code, currency: 'SEK', amount, expiresAt: null, bought: null }))
  const left = async (code: string) => {
    const card = await sale.inShop((tx) => cardOfCode(tx, code, 'SEK'))
    return card.ok ? card.value.balance.amount : card.refusals[0]?.code
  }
  const brought = async (owner: typeof anna, code: string, pay: string) => {
    await sale.cart(owner, (cart) => cart.add('var_lamp', 1))
    const applied = await sale.cart(owner, (cart) => cart.applyCode(code))
    return sale.checkout(owner, async (facet) => {
      await facet.setContact({ name: 'Anna', email: `${owner.visitorId}@example.com` })
      await facet.setAddress({ line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' })
      await facet.setDelivery('parcel')
      await facet.setPayment(pay)
      const proposal = await facet.propose()
      if (!proposal.ok || !applied.ok) throw new Error(JSON.stringify({ proposal, applied }))
      return { cart: applied.value, proposal: proposal.value }
    })
  }
  const confirm = (owner: typeof anna, id: string) => sale.checkout(owner, (facet) => facet.confirm(id))
  /** As the consumer would hear of all that has happened, twice. */
  const hear = async () => {
    const events = await sale.inShop((tx) => tx.sql.selectFrom('event').selectAll().orderBy('position').execute())
    const consumer = giftCards(sale.db)
    for (const event of [...events, ...events].filter(({ type }) => consumer.types.includes(type)))
      await consumer.handle({
        shopId: sale.shopId,
        id: event.event_id,
        type: event.type,
        at: event.at,
        subjects: z.record(z.string(), z.string()).parse(event.subjects),
        data: {},
      })
  }

  test('a card pays a part and another way the rest, and an order nobody pays gives it back', async () => {
    await give('AAAA-BBBB-CCCC-D001', 100_000)
    const { cart, proposal } = await brought(anna, 'aaaa bbbb cccc d001', 'sandbox')
    expect(cart).toMatchObject({
      totals: { total: { amount: 129_000 }, giftCards: { amount: 100_000 }, toPay: { amount: 29_000 } },
      giftCards: [{ lastFour: 'D001', amount: { amount: 100_000 } }],
    })
    expect(proposal.action).toContain('290')
    const placed = await confirm(anna, proposal.id)
    expect(placed).toMatchObject({
      value: {
        order: {
          status: 'placed',
          payment: { provider: 'sandbox', amount: { amount: 29_000 } },
          totals: { total: { amount: 129_000 }, giftCards: { amount: 100_000 }, toPay: { amount: 29_000 } },
        },
      },
    })
    const mail = placed.ok ? composeOrder(placed.value.order, 'en', 'Torget') : null
    expect(mail?.text).toMatch(/Gift card {2}−.*1,000[\s\S]*To pay {2}.*290/)
    expect(await left('AAAA-BBBB-CCCC-D001')).toBe('gift_card.empty')
    const orderId = placed.ok ? placed.value.order.id : ''
    await sale.inShop((tx) => cancelOrder(tx, orderId, { actor: asShopper, reason: 'changed_mind', undoPayment }))
    for (let round = 0; round < 2; round++) {
      await settleDue(sale.db, sale.parts)
      sale.clock.move(2 * minute)
    }
    await hear()
    expect(await left('AAAA-BBBB-CCCC-D001')).toBe(100_000)
    expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
  })

  test('the rest paid by the shopper pays the order', async () => {
    await give('AAAA-BBBB-CCCC-D002', 100_000)
    const { proposal } = await brought(anna, 'AAAABBBBCCCCD002', 'sandbox')
    const placed = await confirm(anna, proposal.id)
    const paymentId = placed.ok ? (placed.value.order.payment?.id ?? '') : ''
    await tillOf(sale).answer(paymentId, 'approve')
    const order = await sale.inShop((tx) =>
      tx.sql.selectFrom('orders').select('status').where('visitor_id', '=', anna.visitorId).executeTakeFirstOrThrow(),
    )
    expect(order.status).toBe('paid')
    expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
  })

  test('a card that covers all of it needs no other way of paying, and the order is paid as it is placed', async () => {
    await give('AAAA-BBBB-CCCC-D003', 200_000)
    const { proposal } = await brought(anna, 'AAAA-BBBB-CCCC-D003', 'invoice')
    expect(proposal).toMatchObject({ action: 'Place the order', checkout: { payment: { id: 'gift-card' } } })
    const placed = await confirm(anna, proposal.id)
    expect(placed).toMatchObject({ value: { payUrl: null, order: { status: 'paid' } } })
    expect(await confirm(anna, proposal.id)).toMatchObject({ ok: true })
    expect(await left('AAAA-BBBB-CCCC-D003')).toBe(71_000)
    expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
  })

  test('of two who use one card at once one is told, and nothing is taken twice', async () => {
    await give('AAAA-BBBB-CCCC-D004', 129_000)
    const other = await newShopper()
    const mine = await brought(anna, 'AAAA-BBBB-CCCC-D004', 'invoice')
    const theirs = await brought(other, 'AAAA-BBBB-CCCC-D004', 'invoice')
    const outcomes = await Promise.all([confirm(anna, mine.proposal.id), confirm(other, theirs.proposal.id)])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await left('AAAA-BBBB-CCCC-D004')).toBe('gift_card.empty')
    expect(await sale.inShop((tx) => checkLedger(tx))).toEqual([])
  })

  test('a bought card has no VAT and no delivery, is issued once and mailed when it is paid, and another card does not pay it', async () => {
    await give('AAAA-BBBB-CCCC-D005', 500_000)
    await sale.cart(anna, (cart) => cart.add('var_card', 2))
    const withCard = await sale.cart(anna, (cart) => cart.applyCode('AAAA-BBBB-CCCC-D005'))
    expect(withCard).toMatchObject({
      value: { totals: { vat: { amount: 0 }, giftCards: { amount: 0 }, toPay: { amount: 100_000 } } },
    })
    await sale.cart(anna, (cart) => cart.removeCode('D005'))
    const proposal = await sale.checkout(anna, async (facet) => {
      await facet.setContact({ name: 'Anna', email: 'anna@example.com' })
      await facet.setDelivery('mail')
      await facet.setPayment('sandbox')
      return facet.propose()
    })
    const placed = await confirm(anna, proposal.ok ? proposal.value.id : '')
    await hear()
    const cards = () =>
      sale.inShop((tx) => tx.sql.selectFrom('gift_card').selectAll().where('order_id', 'is not', null).execute())
    expect(await cards()).toEqual([])
    await tillOf(sale).answer(placed.ok ? (placed.value.order.payment?.id ?? '') : '', 'approve')
    await hear()
    expect(await cards()).toMatchObject([{ balance: 50_000 }, { balance: 50_000 }])
    const mails = await sale.inShop((tx) =>
      tx.sql.selectFrom('mail').select('body_text').where('kind', '=', 'gift-card').execute(),
    )
    expect(mails).toHaveLength(2)
    const code = /[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/.exec(mails[0]?.body_text ?? '')?.[0] ?? ''
    expect(await left(code)).toBe(50_000)
  })
})
