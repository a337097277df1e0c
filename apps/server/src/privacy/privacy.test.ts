import { afterEach, beforeEach, expect, test } from 'vitest'
import { anna, openSmallSale, type SmallSale } from '../../test/small-sale.ts'
import { ordersFacet } from '../commerce/orders/index.ts'
import { orderReader } from '../commerce/payments/index.ts'
import { exportPerson, identify, personOf, prove, readPerson, remember, standingOf } from '../people/index.ts'
import { eraseDue, privacyFacet } from './index.ts'

let sale: SmallSale
beforeEach(async () => {
  sale = await openSmallSale()
})
afterEach(() => sale.close())

type Privacy = ReturnType<typeof privacyFacet>
const visitorId = 'vis_anna'

/** Anna in one of her conversations; her person is whom her browser belongs to. */
const as = <T>(work: (facet: Privacy) => Promise<T>, conversationId = 'cnv_anna') =>
  sale.inShop(async (tx) => {
    const { emails } = await standingOf(tx, { conversationId, personId: null })
    const codes = { secret: 's', randomCode: () => '1', sendCode: async () => {} }
    const reader = orderReader(sale.parts, 'fi')
    const orders = ordersFacet({ tx, reader, conversationId, person: null, emails, orderPrefix: 'S', codes })
    const call = { tx, language: 'fi', conversationId, personId: null, visitorId, actor: { kind: 'shopper' as const } }
    return work(privacyFacet({ ...call, orders: () => orders.mine() }))
  })
const proveHer = (conversationId = 'cnv_anna') =>
  sale.inShop((tx) => prove(tx, { conversationId, personId: null, visitorId }, 'anna@example.com'))
/** What follows every order: the browser's customer under the name she gave. */
const guest = () =>
  sale.inShop(async (tx) => {
    const personId = await personOf(tx, { kind: 'visitor', address: visitorId, verified: false })
    await identify(tx, visitorId, personId)
    await remember(tx, personId, { name: 'Anna Andersson', email: 'anna@example.com', language: 'fi' })
    await tx.sql.updateTable('orders').set({ person_id: personId }).execute()
    return personId
  })

test('who has not proved who she is hears nothing of anybody, and nothing is put before her', async () => {
  await sale.order(anna, { variantId: 'var_lamp' })
  await guest()
  expect(await as((privacy) => privacy.summary())).toMatchObject({ refusals: [{ code: 'person.unverified' }] })
  expect(await as((privacy) => privacy.proposeErase())).toMatchObject({ refusals: [{ code: 'person.unverified' }] })
  expect(await as((privacy) => privacy.memory())).toBeNull()
  await proveHer('cnv_elsewhere')
  expect(await as((privacy) => privacy.verified())).toBe(false)
})

test('answers rest on what she bought only once she has agreed, and no longer once she has taken it back', async () => {
  await sale.order(anna, { variantId: 'var_lamp' })
  await proveHer()
  expect(await as((privacy) => privacy.memory())).toBeNull()
  await as((privacy) => privacy.setConsent('advice', true))
  expect(await as((privacy) => privacy.memory())).toMatchObject({ owned: [{ productId: 'prd_lamp', title: 'Lamp' }] })
  sale.clock.move(1000)
  await as((privacy) => privacy.setConsent('advice', false))
  expect(await as((privacy) => privacy.consents())).toEqual({ advice: false, mail: false })
  expect(await as((privacy) => privacy.memory())).toBeNull()
})

test('what the shop knows is told to her in numbers', async () => {
  await sale.order(anna, { variantId: 'var_lamp' })
  await guest()
  await proveHer()
  expect(await as((privacy) => privacy.summary())).toMatchObject({
    ok: true,
    value: { email: 'anna@example.com', orders: 1, consents: { advice: false, mail: false } },
  })
})

test('she is forgotten after her yes, a little later, once; the order stays without a name', async () => {
  const { order } = await sale.order(anna, { variantId: 'var_lamp' })
  const personId = await guest()
  await proveHer()
  const made = await as((privacy) => privacy.proposeErase())
  if (!made.ok) throw new Error(JSON.stringify(made.refusals))
  expect(await eraseDue(sale.db, sale.clock)).toBe(0)
  const first = await as((privacy) => privacy.confirmErase(made.value.id))
  expect(first).toMatchObject({ ok: true, value: { dueAt: '2026-11-02T09:10:00.000Z' } })
  expect(await as((privacy) => privacy.confirmErase(made.value.id))).toEqual(first)
  expect(await eraseDue(sale.db, sale.clock)).toBe(0)
  expect(await sale.inShop((tx) => readPerson(tx, personId))).toMatchObject({ name: 'Anna Andersson' })
  sale.clock.move(10 * 60_000)
  const twice = await Promise.all([eraseDue(sale.db, sale.clock), eraseDue(sale.db, sale.clock)])
  expect(twice.toSorted()).toEqual([0, 1])
  expect(await sale.inShop((tx) => readPerson(tx, personId))).toBeNull()
  const kept = await sale.inShop((tx) => tx.sql.selectFrom('orders').select(['contact', 'total']).execute())
  expect(kept).toEqual([{ contact: null, total: order.totals.total.amount }])
  const left = JSON.stringify(await sale.inShop((tx) => exportPerson(tx, personId)))
  expect(left).not.toMatch(/anna@|Andersson/i)
})

test('a yes from another conversation, or to an old offer, forgets nobody', async () => {
  await sale.order(anna, { variantId: 'var_lamp' })
  await guest()
  await proveHer()
  await proveHer('cnv_other')
  const made = await as((privacy) => privacy.proposeErase())
  if (!made.ok) throw new Error(JSON.stringify(made.refusals))
  expect(await as((privacy) => privacy.confirmErase(made.value.id), 'cnv_other')).toMatchObject({
    refusals: [{ code: 'proposal.not_found' }],
  })
  sale.clock.move(31 * 60_000)
  expect(await as((privacy) => privacy.confirmErase(made.value.id))).toMatchObject({
    refusals: [{ code: 'proposal.expired' }],
  })
  sale.clock.move(60 * 60_000)
  expect(await eraseDue(sale.db, sale.clock)).toBe(0)
})
