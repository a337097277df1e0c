import type { DeskDeed, Proposal } from '@parley/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shopperSays } from '../../../test/desk-talk.ts'
import { newAccount } from '../../../test/shop.ts'
import { anna as annasCart, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { tillOf } from '../../../test/small-till.ts'
import { capturePayment } from '../../commerce/payments/index.ts'
import { readConversation } from '../../conversations/index.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { readShop } from '../../identity/index.ts'
import { hasLimits, mayGiveBack } from '../../kernel/agent-limits.ts'
import { orThrow } from '../../kernel/refusals.ts'
import { talkCart } from '../talk-cart.ts'
import { readApprovals } from './approval-store.ts'
import { decide, sayYes } from './approvals.ts'
import type { DeedScene } from './deed-scene.ts'
import { isAboveLimit, proposeDeskDeed } from './desk-deeds.ts'

let sale: SmallSale
let agent: { accountId: string; name: string }
let owner: { accountId: string; name: string }
let conversationId: string
let dice = 0
beforeAll(async () => {
  sale = await openSmallSale()
  agent = await newAccount(sale, 'Signe')
  owner = await newAccount(sale, 'Olga')
  await sale.inShop((tx) =>
    tx.sql
      .insertInto('inbox')
      .values({ shop_id: sale.shopId, inbox_id: 'webchat', channel: 'webchat', name: 'Chat' })
      .execute(),
  )
  conversationId = (await talk('vis_anna')).conversationId
})
afterAll(() => sale.close())

const talk = (visitor: string) =>
  shopperSays({ db: sale.db, shopId: sale.shopId, visitor: async () => visitor }, visitor, 'is it cheaper for me?')

async function sceneOf(tx: ShopTransaction, id = conversationId, isLimited = true): Promise<DeedScene> {
  const row = await readConversation(tx, id)
  if (!row) throw new Error('no conversation')
  const rules = (await readShop(tx)).settings.deskRules
  return { tx, row, agent, isLimited, rules, parts: sale.parts, random: (below) => dice++ % below }
}

const propose = (wish: DeskDeed, id = conversationId) =>
  sale.inShop(async (tx) => proposeDeskDeed(await sceneOf(tx, id), wish))
const yes = (proposal: Proposal) => sale.inShop(async (tx) => sayYes(await sceneOf(tx), proposal.id))
const cartNow = () =>
  sale.inShop(async (tx) => {
    const { row } = await sceneOf(tx)
    return (await talkCart(tx, row, { kind: 'system' })).view()
  })
const put = (variantId: string, quantity: number) =>
  sale.inShop(async (tx) => {
    const { row } = await sceneOf(tx)
    return (await talkCart(tx, row, { kind: 'shopper', id: 'vis_anna' })).add(variantId, quantity)
  })
const told = () =>
  sale.inShop(async (tx) => {
    const rows = await tx.sql
      .selectFrom('message')
      .select(['text', 'for_desk_only'])
      .where('conversation_id', '=', conversationId)
      .where('sender_kind', 'in', ['system', 'agent'])
      .orderBy('seq')
      .execute()
    return rows.map(({ text, for_desk_only }) => (for_desk_only ? `desk: ${text}` : text))
  })

test('nothing is taken off an empty cart, and nobody else’s order is touched from this talk', async () => {
  expect(await propose({ do: 'offer', off: { percent: 500 } })).toMatchObject({
    ok: false,
    refusals: [{ code: 'offer.empty_cart' }],
  })
  const belas = await sale.order({ visitorId: 'vis_bela' }, { variantId: 'var_lamp' })
  expect(await propose({ do: 'cancel', orderId: belas.order.id, reason: 'asked' })).toMatchObject({
    ok: false,
    refusals: [{ code: 'order.not_found' }],
  })
})

test('an offer within the agent’s limit is shown first, then taken off the cart, once, and told in the thread', async () => {
  orThrow(await put('var_stool', 2))
  const shown = orThrow(await propose({ do: 'offer', off: { percent: 1000 } }))
  const before = await cartNow()
  expect(before.totals.discount.amount).toBe(0)
  expect(orThrow(await yes(shown))).toMatchObject({ done: true, approvalId: null })
  const after = await cartNow()
  expect(before.totals.total.amount - after.totals.total.amount).toBe(shown.total?.amount)
  expect(orThrow(await yes(shown)).done).toBe(true)
  expect((await cartNow()).totals.total).toEqual(after.totals.total)
  expect((await told()).filter((text) => text.startsWith('Signe takes'))).toEqual([
    'Signe takes 10% off your basket. The offer holds until 9 November.',
  ])
})

test('a yes to what is no longer so does nothing', async () => {
  const shown = orThrow(await propose({ do: 'offer', off: { percent: 1000 + 1 } }))
  const codes = (await cartNow()).codes?.length
  orThrow(await put('var_stool', 1))
  expect(await sale.inShop(async (tx) => sayYes(await sceneOf(tx, conversationId, false), shown.id))).toMatchObject({
    ok: false,
    refusals: [{ code: 'proposal.superseded' }],
  })
  expect((await cartNow()).codes?.length).toBe(codes)
})

test('above the limit the agent’s yes asks, nothing is given, and an owner’s yes gives exactly what was shown', async () => {
  const shown = orThrow(await propose({ do: 'offer', off: { percent: 3000 } }))
  expect(await sale.inShop(async (tx) => isAboveLimit(await sceneOf(tx), shown))).toBe(true)
  const before = await cartNow()
  const asked = orThrow(await yes(shown))
  expect(asked.done).toBe(false)
  expect((await cartNow()).totals.total).toEqual(before.totals.total)
  expect(orThrow(await yes(shown)).approvalId).toBe(asked.approvalId)
  const approvalId = asked.approvalId ?? ''
  const allow = (on: boolean) =>
    sale.inShop((tx) => decide(tx, { approvalId, allow: on, by: owner }, (id) => sceneOf(tx, id, false)))
  sale.clock.move(3 * 3_600_000)
  expect(orThrow(await allow(true))).toMatchObject({ state: 'approved', decidedBy: { name: 'Olga' } })
  const after = await cartNow()
  expect(before.totals.total.amount - after.totals.total.amount).toBe(shown.total?.amount)
  expect(await allow(true)).toMatchObject({ ok: false, refusals: [{ code: 'approval.wrong_state' }] })
  expect((await cartNow()).totals.total).toEqual(after.totals.total)
  expect((await told()).filter((text) => text.startsWith('desk:'))).toHaveLength(2)
  expect(await sale.inShop((tx) => readApprovals(tx, { state: 'asked' }))).toEqual([])
})

test('a refund goes back once and is told; a paid order that is called off is too', async () => {
  const till = tillOf(sale)
  const { order } = await till.orderLamp(annasCart, 2)
  const payment = await sale.inShop((tx) =>
    tx.sql.selectFrom('payment').select('payment_id').where('order_id', '=', order.id).executeTakeFirstOrThrow(),
  )
  expect(await propose({ do: 'refund', orderId: order.id, reason: 'late' })).toMatchObject({
    ok: false,
    refusals: [{ code: 'refund.too_much' }],
  })
  const link = orThrow(await propose({ do: 'payment_link', orderId: order.id, provider: 'sandbox' }))
  orThrow(await yes(link))
  const links = await sale.inShop((tx) =>
    tx.sql.selectFrom('payment').select(['payment_id', 'status']).where('order_id', '=', order.id).execute(),
  )
  expect(links.find(({ payment_id }) => payment_id === payment.payment_id)?.status).toBe('voided')
  const fresh = links.find(({ payment_id }) => payment_id !== payment.payment_id)?.payment_id ?? ''
  expect((await told()).at(-1)).toContain(`https://shop.example/pay/${fresh}`)
  await till.answer(fresh, 'approve')
  await capturePayment(sale.db, sale.parts, { shopId: sale.shopId, orderId: order.id, key: 'capture' })
  const refund = orThrow(await propose({ do: 'refund', orderId: order.id, amount: 5_000, reason: 'late' }))
  orThrow(await yes(refund))
  orThrow(await yes(refund))
  expect((await till.refunds()).map(({ amount }) => amount)).toEqual([5_000])
  const cancel = orThrow(await propose({ do: 'cancel', orderId: order.id, reason: 'asked' }))
  orThrow(await yes(cancel))
  expect((await told()).at(-1)).toBe(`Signe has cancelled order ${order.number}.`)
})

test('agents have limits, owners and keys none; where a currency has no amount there is none', () => {
  const by = (role: 'agent' | 'owner') => ({ kind: 'account' as const, shopId: 's', accountId: 'a', role })
  expect(hasLimits(by('agent'))).toBe(true)
  expect(hasLimits(by('owner'))).toBe(false)
  expect(mayGiveBack(by('agent'), { EUR: 5000 }, { amount: 5001, currency: 'EUR' })).toBe(false)
  expect(mayGiveBack(by('agent'), { EUR: 5000 }, { amount: 5000, currency: 'EUR' })).toBe(true)
  expect(mayGiveBack(by('agent'), { EUR: 5000 }, { amount: 9000, currency: 'SEK' })).toBe(true)
  expect(mayGiveBack(by('owner'), { EUR: 5000 }, { amount: 9000, currency: 'EUR' })).toBe(true)
})
