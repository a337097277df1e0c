import type { Address } from '@parley/contracts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anna, asShopper, bela, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { type OrderRules, shopSettings } from '../../kernel/shop-settings.ts'
import { orderReader, undoPayment } from '../payments/index.ts'
import { lockOrder, moveOrder, ordersFacet, readOrderLog } from './index.ts'
import { mayChange } from './order-rules.ts'

const lund: Address = { line1: 'Kungsgatan 2', postalCode: '222 22', city: 'Lund', country: 'SE' }

describe('an order that a shopper changes herself', () => {
  let sale: SmallSale
  let number: string
  let orderId: string
  beforeEach(async () => {
    sale = await openSmallSale()
    const { order } = await sale.order(anna, { variantId: 'var_lamp', quantity: 2 })
    number = order.number
    orderId = order.id
  })
  afterEach(() => sale.close())

  interface Standing {
    emails?: string[]
    conversationId?: string | null
    rules?: object
  }
  /** Anna, who has proved her address in a conversation of hers. */
  const as = <T>(work: (facet: ReturnType<typeof ordersFacet>) => Promise<T>, standing: Standing = {}) =>
    sale.inShop((tx) =>
      work(
        ordersFacet({
          tx,
          reader: orderReader(sale.parts, 'sv'),
          conversationId: standing.conversationId === undefined ? 'cnv_anna' : standing.conversationId,
          person: null,
          emails: standing.emails ?? ['anna@example.com'],
          orderPrefix: 'S',
          codes: { secret: 's', randomCode: () => '123456', sendCode: async () => {} },
          changes: {
            actor: asShopper,
            rules: shopSettings.parse({ orderRules: standing.rules ?? {} }).orderRules,
            countries: ['SE', 'FI'],
            undoPayment,
          },
        }),
      ),
    )
  const proposeCancel = async (standing?: Standing) => {
    const made = await as((orders) => orders.proposeCancel(number), standing)
    if (!made.ok) throw new Error(JSON.stringify(made.refusals))
    return made.value
  }
  const move = (to: 'packed' | 'shipped') =>
    sale.inShop(async (tx) => {
      const locked = await lockOrder(tx, orderId)
      return locked && moveOrder(tx, locked, to, { actor: { kind: 'system' } })
    })
  const stock = () => sale.stockOf('var_lamp')

  test('is called off only after her yes, once, and its goods can be sold again', async () => {
    const proposal = await proposeCancel()
    expect(proposal).toMatchObject({ kind: 'cancel-order', action: `Avbeställ order ${number}`, total: null })
    expect(await stock()).toEqual({ onHand: 5, reserved: 0 })
    expect(await as((orders) => orders.confirm(proposal.id))).toMatchObject({
      ok: true,
      value: { status: 'cancelled' },
    })
    expect(await as((orders) => orders.confirm(proposal.id))).toMatchObject({
      ok: true,
      value: { status: 'cancelled' },
    })
    expect(await stock()).toEqual({ onHand: 7, reserved: 0 })
    const log = await sale.inShop((tx) => readOrderLog(tx, orderId))
    expect(log.map(({ to, reason }) => [to, reason])).toEqual([
      ['placed', null],
      ['cancelled', 'shopper'],
    ])
    expect(await sale.events('order.cancelled')).toHaveLength(1)
  })

  test('is called off once where two say yes at the same instant', async () => {
    const [one, other] = [await proposeCancel(), await proposeCancel()]
    const both = await Promise.all([one, other].map(({ id }) => as((orders) => orders.confirm(id))))
    // Making the second took the first off the table.
    expect(both.map((outcome) => outcome.ok)).toEqual([false, true])
    const again = await Promise.all([other.id, other.id].map((id) => as((orders) => orders.confirm(id))))
    expect(again.every((outcome) => outcome.ok)).toBe(true)
    expect(await stock()).toEqual({ onHand: 7, reserved: 0 })
    expect(await sale.events('order.cancelled')).toHaveLength(1)
  })

  test('is no more called off once it has left, whatever was on the table before', async () => {
    const proposal = await proposeCancel()
    await move('packed')
    expect(await as((orders) => orders.confirm(proposal.id))).toMatchObject({
      refusals: [{ code: 'proposal.superseded' }],
    })
    const anew = await proposeCancel()
    await move('shipped')
    expect(await as((orders) => orders.confirm(anew.id))).toMatchObject({ ok: false })
    expect(await as((orders) => orders.proposeCancel(number))).toMatchObject({
      refusals: [{ code: 'order.rule_status', values: { number, what: 'cancel', before: 'shipped' } }],
    })
    expect(await stock()).toEqual({ onHand: 5, reserved: 0 })
    expect(await sale.events('order.cancelled')).toEqual([])
  })

  test('is not hers to see or change in anybody else’s conversation, and nothing tells whether it exists', async () => {
    const proposal = await proposeCancel()
    const stranger: Standing = { emails: ['thief@example.com'], conversationId: 'cnv_thief' }
    const told = [
      await as((orders) => orders.proposeCancel(number), stranger),
      await as((orders) => orders.proposeCancel('S-99999'), stranger),
      await as((orders) => orders.proposeCancel(number), { emails: [] }),
      await as((orders) => orders.proposeAddress(number, lund), stranger),
      await as((orders) => orders.mailCopy(number), stranger),
      await as((orders) => orders.proposeCancel(number), { conversationId: null }),
    ]
    expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(told[0]).toMatchObject({ refusals: [{ code: 'order.not_found' }] })
    expect(await as((orders) => orders.mine(), stranger)).toEqual([])
    expect(await as((orders) => orders.confirm(proposal.id), stranger)).toMatchObject({
      refusals: [{ code: 'proposal.not_found' }],
    })
    expect(await stock()).toEqual({ onHand: 5, reserved: 0 })
  })

  test('of hers are those of the address she proved, whoever’s browser they were placed in', async () => {
    sale.clock.move(1000)
    const { order } = await sale.order(bela, { variantId: 'var_stool' })
    expect((await as((orders) => orders.mine())).map((each) => each.number)).toEqual([order.number, number])
    expect(await as((orders) => orders.mine(), { emails: ['ANNA@example.com'] })).toEqual([])
  })

  test('goes elsewhere after her yes, within its country, and the log says so', async () => {
    const made = await as((orders) => orders.proposeAddress(number, lund))
    if (!made.ok) throw new Error(JSON.stringify(made.refusals))
    expect(made.value.summary.map((row) => row.value)).toEqual([
      number,
      'Storgatan 1, 111 22 Stockholm, Sverige',
      'Kungsgatan 2, 222 22 Lund, Sverige',
    ])
    expect((await as((orders) => orders.mine()))[0]?.address?.city).toBe('Stockholm')
    expect(await as((orders) => orders.confirm(made.value.id))).toMatchObject({ ok: true, value: { address: lund } })
    expect(await sale.events('order.address_changed')).toHaveLength(1)
    const refusal = async (address: Address) => {
      const refused = await as((orders) => orders.proposeAddress(number, address))
      return refused.ok ? 'made' : refused.refusals[0]?.code
    }
    expect(await refusal({ ...lund, country: 'FI' })).toBe('order.other_country')
    expect(await refusal({ ...lund, postalCode: '1' })).toBe('address.postal_code')
    expect(await sale.events('order.address_changed')).toHaveLength(1)
  })

  test('keeps to the shop’s own rule, and the no names it', async () => {
    const refusal = async (rules: object) => {
      const outcome = await as((orders) => orders.proposeCancel(number), { rules })
      return outcome.ok ? null : outcome.refusals[0]
    }
    expect(await refusal({ cancel: { withinHours: 2 } })).toBeNull()
    sale.clock.move(3 * 3_600_000)
    expect(await refusal({ cancel: { withinHours: 2 } })).toMatchObject({
      code: 'order.rule_hours',
      message: `Det går att avbeställa inom 2 timmar från beställningen, och den tiden har gått för ${number}.`,
    })
    expect(await refusal({ cancel: { withinHours: 0 } })).toMatchObject({ code: 'order.rule_never' })
    await move('packed')
    expect(await refusal({ cancel: { before: 'packed' } })).toMatchObject({
      code: 'order.rule_status',
      message: `Det går att avbeställa tills ordern är packad, och ${number} har kommit längre än så.`,
    })
    expect(await refusal({ address: { before: 'packed' } })).toBeNull()
  })

  test('asks again when the offer is half an hour old', async () => {
    const proposal = await proposeCancel()
    sale.clock.move(31 * 60_000)
    expect(await as((orders) => orders.confirm(proposal.id))).toMatchObject({
      refusals: [{ code: 'proposal.expired' }],
    })
    expect(await stock()).toEqual({ onHand: 5, reserved: 0 })
  })
})

test('a rule is told by the shop’s own word for it', () => {
  const rules: OrderRules = {
    cancel: { before: 'shipped', withinHours: 24 },
    address: { before: 'packed', withinHours: null },
    items: { before: 'packed', withinHours: null },
  }
  const placedAt = new Date('2026-11-02T09:00:00Z')
  const at = (hours: number) => new Date(placedAt.getTime() + hours * 3_600_000)
  const order = { number: 'S-1', status: 'packed' as const, placedAt }
  expect(mayChange(order, 'cancel', rules, at(24))).toEqual({ ok: true, value: null })
  expect(mayChange(order, 'cancel', rules, at(24.1))).toMatchObject({ refusals: [{ code: 'order.rule_hours' }] })
  expect(mayChange(order, 'address', rules, at(1))).toMatchObject({ refusals: [{ code: 'order.rule_status' }] })
  expect(mayChange({ ...order, status: 'cancelled' }, 'cancel', rules, at(1))).toMatchObject({
    refusals: [{ code: 'order.rule_cancelled' }],
  })
})
