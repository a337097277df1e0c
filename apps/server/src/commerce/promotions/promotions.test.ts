import { type PromotionDraft, promotionDraft } from '@parley/contracts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asShopper, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import { cancelOrder } from '../orders/index.ts'
import { undoPayment } from '../payments/index.ts'
import { addCode, generateCodes, pageCodes } from './code-store.ts'
import { giveBackUses } from './index.ts'
import { createPriceList, writeCosts, writeEntries } from './price-list-store.ts'
import { createPromotion, editPromotion, movePromotion, pagePromotions, readPromotion } from './promotion-store.ts'
import { tryOut, tryOutQuestion } from './try-out.ts'

const tenPercent = { action: { kind: 'percent', percent: 1000 } }

describe('offers in a shop', () => {
  let sale: SmallSale
  let [anna, bela] = [{ visitorId: '' }, { visitorId: '' }]
  let shoppers = 0
  beforeAll(async () => {
    sale = await openSmallSale([{ id: 'var_lamp', prices: { SEK: 129_000 }, stock: { loc_store: 1000 } }])
  })
  afterAll(() => sale.close())
  // Other shoppers for every test, and nothing offered that an earlier one made.
  beforeEach(async () => {
    anna = await newShopper()
    bela = await newShopper()
  })
  afterEach(() => sale.inShop((tx) => tx.sql.updateTable('promotion').set({ status: 'ended' }).execute()))

  const newShopper = () =>
    sale.inShop(async (tx) => {
      const visitorId = `vis_${++shoppers}`
      await tx.sql
        .insertInto('visitor')
        .values({ shop_id: tx.shopId, visitor_id: visitorId, token_hash: visitorId })
        .execute()
      return { visitorId }
    })

  const offer = (given: Partial<Omit<PromotionDraft, 'rule'>> & { rule?: unknown }) =>
    sale.inShop((tx) => createPromotion(tx, promotionDraft.parse({ name: 'Ten off', rule: tenPercent, ...given })))
  const withCode = async (code: string, given: Parameters<typeof offer>[0] = {}, singleUse = false) => {
    const promotion = await offer({ byCode: true, ...given })
    await sale.inShop((tx) => addCode(tx, { promotionId: promotion.id, code, singleUse }))
    return promotion
  }
  const read = (promotionId: string) => sale.inShop((tx) => readPromotion(tx, promotionId))
  const refusals = (outcome: { ok: boolean; refusals?: { code: string }[] }) =>
    (outcome.refusals ?? []).map((refusal) => refusal.code)
  const proposeAs = (owner: typeof anna, email: string) =>
    sale.checkout(owner, async (facet) => {
      await facet.setContact({ name: 'Somebody', email })
      await facet.setAddress({ line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' })
      await facet.setDelivery('parcel')
      await facet.setPayment('invoice')
      const proposal = await facet.propose()
      if (!proposal.ok) throw new Error(JSON.stringify(proposal.refusals))
      return proposal.value
    })
  const confirm = (owner: typeof anna, proposalId: string) => sale.checkout(owner, (facet) => facet.confirm(proposalId))

  test('an offer without a code takes off by itself, and says so on the cart', async () => {
    await offer({ names: { sv: 'Tio procent' } })
    const added = await sale.cart(anna, (cart) => cart.add('var_lamp', 1))
    expect(added).toMatchObject({
      value: {
        totals: { goods: { amount: 129_000 }, discount: { amount: 12_900 }, total: { amount: 116_100 } },
        discounts: [{ name: 'Ten off', amount: { amount: 12_900 } }],
        lines: [{ discount: { amount: 12_900 } }],
      },
    })
  })

  test('a code is taken however it is typed, kept in the cart, and taken out again', async () => {
    await withCode('WELCOME10')
    await sale.cart(anna, (cart) => cart.add('var_lamp', 1))
    const applied = await sale.cart(anna, (cart) => cart.applyCode(' welcome 10 '))
    expect(applied).toMatchObject({
      value: { totals: { discount: { amount: 12_900 } }, codes: [{ code: 'WELCOME10' }] },
    })
    const seen = await sale.cart(anna, (cart) => cart.view())
    expect(seen.codes).toMatchObject([{ code: 'WELCOME10', amount: { amount: 12_900 } }])
    const gone = await sale.cart(anna, (cart) => cart.removeCode('welcome10'))
    expect(gone).toMatchObject({ value: { codes: [], totals: { discount: { amount: 0 } } } })
    expect((await sale.cart(bela, (cart) => cart.view())).codes ?? []).toEqual([])
  })

  test('a code that does not fit is refused by the rule that stands in the way, in the reader’s language, and not kept', async () => {
    await withCode('BIG', {
      rule: { ...tenPercent, conditions: [{ kind: 'goods_at_least', amounts: { SEK: 200_000 } }] },
    })
    await withCode('OLD', { endsAt: '2026-11-01T00:00:00.000Z' })
    await sale.cart(anna, (cart) => cart.add('var_lamp', 1))
    const big = await sale.cart(anna, (cart) => cart.applyCode('BIG'))
    expect(big).toMatchObject({ refusals: [{ code: 'coupon.goods_at_least', values: { missing: 71_000 } }] })
    expect(JSON.stringify(big)).toContain('710')
    for (const [code, reason] of [
      ['OLD', 'coupon.ended'],
      ['NOBODY', 'coupon.unknown'],
      ["'; drop table", 'coupon.unknown'],
    ] as const)
      expect(refusals(await sale.cart(anna, (cart) => cart.applyCode(code)))).toEqual([reason])
    expect((await sale.cart(anna, (cart) => cart.view())).codes).toEqual([])
  })

  test('of two at once who want the last use exactly one gets it, and nothing of the other’s is written', async () => {
    const promotion = await withCode('LAST', { mostUses: 1 })
    const before = await sale.stockOf('var_lamp')
    for (const owner of [anna, bela]) {
      await sale.cart(owner, (cart) => cart.add('var_lamp', 1))
      await sale.cart(owner, (cart) => cart.applyCode('LAST'))
    }
    const proposals = [await proposeAs(anna, 'anna@example.com'), await proposeAs(bela, 'bela@example.com')]
    expect(proposals.map((proposal) => proposal.total?.amount)).toEqual([116_100, 116_100])
    expect(proposals[0]?.summary.map((row) => row.label)).toContain('Ten off (LAST)')
    const outcomes = await Promise.all([confirm(anna, proposals[0]?.id ?? ''), confirm(bela, proposals[1]?.id ?? '')])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    const lost = outcomes.find((outcome) => !outcome.ok)
    expect(['coupon.used_up', 'proposal.superseded']).toContain(refusals(lost ?? { ok: true })[0])
    expect(await read(promotion.id)).toMatchObject({ uses: 1, spent: { SEK: 12_900 } })
    expect(await sale.stockOf('var_lamp')).toEqual({ onHand: before.onHand - 1, reserved: 0 })
    // The one who lost is shown the price without it, and can order.
    const loser = outcomes[0]?.ok ? bela : anna
    const again = await proposeAs(loser, 'other@example.com')
    expect(again.total?.amount).toBe(129_000)
    expect(again.checkout?.cart.codes).toMatchObject([{ code: 'LAST', problem: { code: 'coupon.used_up' } }])
    expect(again.summary.map((row) => row.label)).toContain('Code LAST')
    expect(await confirm(loser, again.id)).toMatchObject({ ok: true })
  })

  test('a budget is never overdrawn, however many order at once', async () => {
    const promotion = await offer({ budget: { SEK: 30_000 } })
    const proposals = []
    for (let at = 0; at < 5; at++) {
      const owner = await newShopper()
      await sale.cart(owner, (cart) => cart.add('var_lamp', 1))
      proposals.push({ owner, proposal: await proposeAs(owner, `${owner.visitorId}@example.com`) })
    }
    const outcomes = await Promise.all(proposals.map(({ owner, proposal }) => confirm(owner, proposal.id)))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(2)
    expect(await read(promotion.id)).toMatchObject({ uses: 2, spent: { SEK: 25_800 } })
  })

  test('once for each person means once by any of her names, and an order called off unpaid gives it back', async () => {
    const promotion = await withCode('ONCE', { mostUsesPerPerson: 1 })
    const order = async (owner: typeof anna, email: string) => {
      await sale.cart(owner, (cart) => cart.add('var_lamp', 1))
      const applied = await sale.cart(owner, (cart) => cart.applyCode('ONCE'))
      const proposal = await proposeAs(owner, email)
      const placed = await confirm(owner, proposal.id)
      return { applied, proposal, order: placed.ok ? placed.value.order : null }
    }
    const first = await order(anna, 'anna@example.com')
    expect(first.order?.totals.discount.amount).toBe(12_900)
    expect(first.order).toMatchObject({ discounts: [{ code: 'ONCE' }], lines: [{ discount: { amount: 12_900 } }] })
    // Another browser: the code goes in, and the address tells at the proposal who she is.
    const second = await order(bela, 'Anna@Example.com')
    expect(second.applied.ok).toBe(true)
    expect(second.proposal.total?.amount).toBe(129_000)
    await sale.inShop(async (tx) => {
      await cancelOrder(tx, first.order?.id ?? '', { actor: asShopper, reason: 'changed_mind', undoPayment })
      const { cart_id } = await tx.sql
        .selectFrom('orders')
        .select('cart_id')
        .where('order_id', '=', first.order?.id ?? '')
        .executeTakeFirstOrThrow()
      await giveBackUses(tx, cart_id ?? '')
      await giveBackUses(tx, cart_id ?? '')
    })
    expect(await read(promotion.id)).toMatchObject({ uses: 0, spent: { SEK: 0 } })
  })

  test('two thousand codes are made, each good for one order', async () => {
    const promotion = await offer({ byCode: true })
    const random = (below: number) => Math.floor(Math.random() * below)
    const made = await sale.inShop((tx) =>
      generateCodes(tx, { promotionId: promotion.id, count: 2000, prefix: 'x-', batch: 'autumn', random }),
    )
    expect(made).toEqual({ ok: true, value: { added: 2000 } })
    const { codes, next } = await sale.inShop((tx) =>
      pageCodes(tx, { promotionId: promotion.id, after: 0, limit: 100 }),
    )
    expect(next).not.toBeNull()
    const code = codes[0]?.code ?? ''
    expect(code).toMatch(/^X-[A-Z2-9]{10}$/)
    for (const owner of [anna, bela]) {
      await sale.cart(owner, (cart) => cart.add('var_lamp', 1))
      expect(await sale.cart(owner, (cart) => cart.applyCode(code))).toMatchObject({ ok: true })
    }
    const proposals = [await proposeAs(anna, 'anna@example.com'), await proposeAs(bela, 'bela@example.com')]
    const outcomes = await Promise.all([confirm(anna, proposals[0]?.id ?? ''), confirm(bela, proposals[1]?.id ?? '')])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await read(promotion.id)).toMatchObject({ codes: { count: 2000, used: 1 } })
  })

  test('a code is taken while its promotion lives, and may be given out again once that has ended', async () => {
    const summer = await withCode('SEASON')
    const winter = await offer({ byCode: true, rule: { action: { kind: 'percent', percent: 2000 } } })
    const give = () => sale.inShop((tx) => addCode(tx, { promotionId: winter.id, code: 'season', singleUse: false }))
    expect(refusals(await give())).toEqual(['promotion.code_taken'])
    await sale.inShop((tx) => movePromotion(tx, { promotionId: summer.id, version: 1, status: 'ended' }))
    expect(await give()).toMatchObject({ ok: true })
    await sale.cart(anna, (cart) => cart.add('var_lamp', 1))
    const applied = await sale.cart(anna, (cart) => cart.applyCode('SEASON'))
    expect(applied).toMatchObject({ value: { totals: { discount: { amount: 25_800 } } } })
  })

  test('a promotion is edited by who saw its last version, and ends for good', async () => {
    const promotion = await offer({})
    const draft = promotionDraft.parse({ name: 'Twenty off', rule: { action: { kind: 'percent', percent: 2000 } } })
    const edit = (version: number) =>
      sale.inShop((tx) => editPromotion(tx, { promotionId: promotion.id, version, draft }))
    expect(await edit(1)).toMatchObject({ value: { name: 'Twenty off', version: 2 } })
    expect(await edit(1)).toMatchObject({ refusals: [{ code: 'promotion.changed', values: { version: 2 } }] })
    const end = { promotionId: promotion.id, version: 2, status: 'ended' as const }
    expect(await sale.inShop((tx) => movePromotion(tx, end))).toMatchObject({ value: { status: 'ended' } })
    expect(await edit(3)).toMatchObject({ refusals: [{ code: 'promotion.ended' }] })
    const added = await sale.cart(anna, (cart) => cart.add('var_lamp', 1))
    expect(added).toMatchObject({ value: { totals: { discount: { amount: 0 } } } })
    const listed = await sale.inShop((tx) => pagePromotions(tx, { search: 'twenty', limit: 10 }))
    expect(listed.promotions.map((one) => one.id)).toEqual([promotion.id])
  })

  test('a price list asks less from five on, and takes no variant that the shop does not have', async () => {
    const list = await sale.inShop((tx) =>
      createPriceList(tx, { name: 'Many', currency: 'SEK', groups: [], companies: [], startsAt: null, endsAt: null }),
    )
    const entries = [{ variantId: 'var_lamp', minQuantity: 5, amount: 99_000 }]
    await sale.inShop((tx) => writeEntries(tx, list.id, entries))
    expect(
      await sale.inShop((tx) => writeEntries(tx, list.id, [{ variantId: 'var_none', minQuantity: 1, amount: 1 }])),
    ).toMatchObject({
      refusals: [{ code: 'price_list.variant_missing', path: 'entries.0.variantId' }],
    })
    const four = await sale.cart(anna, (cart) => cart.add('var_lamp', 4))
    expect(four).toMatchObject({ value: { lines: [{ unitPrice: { amount: 129_000 } }] } })
    const five = await sale.cart(anna, (cart) => cart.add('var_lamp', 1))
    expect(five).toMatchObject({
      value: { lines: [{ unitPrice: { amount: 99_000 }, regularPrice: { amount: 129_000 } }] },
    })
    expect(await sale.inShop((tx) => writeCosts(tx, [{ variantId: 'var_lamp', currency: 'SEK', cost: 90_000 }]))).toBe(
      1,
    )
  })

  test('what a cart would cost is told line by line, with an offer that is not made yet', async () => {
    await withCode('LOTS', { rule: { ...tenPercent, conditions: [{ kind: 'quantity_at_least', quantity: 5 }] } })
    const question = tryOutQuestion.parse({
      currency: 'SEK',
      lines: [{ variantId: 'var_lamp', quantity: 2 }],
      codes: ['lots', 'none'],
      buyer: { country: 'SE', firstOrder: true },
      delivery: 'parcel',
      promotion: { name: 'Free', rule: { action: { kind: 'free_delivery' }, conditions: [{ kind: 'first_order' }] } },
    })
    const tried = await sale.inShop((tx) => tryOut(tx, question, 'en'))
    expect(tried).toMatchObject({
      value: {
        totals: { goods: { amount: 258_000 }, delivery: { amount: 0 }, total: { amount: 258_000 } },
        lines: [{ title: 'var_lamp', quantity: 2, regularPrice: { amount: 129_000 }, offers: [] }],
        unknownCodes: ['NONE'],
      },
    })
    const told = tried.ok ? tried.value.promotions : []
    expect(told.find((one) => one.code === 'LOTS')?.reasons).toMatchObject([
      { code: 'coupon.quantity_at_least', values: { missing: 3 } },
    ])
    const gone = { ...question, lines: [{ variantId: 'var_none', quantity: 1 }] }
    expect(await sale.inShop((tx) => tryOut(tx, gone, 'en'))).toMatchObject({ refusals: [{ code: 'cart.not_sold' }] })
    expect(
      await sale.inShop((tx) =>
        tx.sql.selectFrom('cart').selectAll().where('visitor_id', '=', anna.visitorId).execute(),
      ),
    ).toEqual([])
  })
})
