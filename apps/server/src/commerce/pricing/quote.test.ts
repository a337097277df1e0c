import { describe, expect, test } from 'vitest'
import { ask, goods, morning, of, offer, percent, swedish } from '../../../test/quotes.ts'
import type { OfferedPromotion } from './apply-promotions.ts'
import type { QuotedGoods, QuoteQuestion } from './quote.ts'

describe('price lists', () => {
  const listed = (amount: number, more: Partial<QuotedGoods['listed'][number]> = {}) => ({
    listId: 'lst_sale',
    name: 'Sale',
    amount,
    minQuantity: 1,
    groups: [],
    companies: [],
    startsAt: null,
    endsAt: null,
    ...more,
  })
  const priceOf = (line: QuotedGoods, more: Partial<QuoteQuestion> = {}) => ask([line], more).lines[0]?.unitPrice.amount

  test('a sale holds from its first instant until its last, and tells what the thing costs otherwise', () => {
    const sale = listed(900, { startsAt: morning, endsAt: new Date('2026-11-03T09:00:00Z') })
    const line = goods('lamp', 1000, { listed: [sale] })
    expect(ask([line]).lines[0]).toMatchObject({
      unitPrice: { amount: 900 },
      regularPrice: { amount: 1000 },
      priceList: { name: 'Sale' },
    })
    expect(priceOf(line, { at: new Date('2026-11-02T08:59:59Z') })).toBe(1000)
    expect(priceOf(line, { at: new Date('2026-11-03T09:00:00Z') })).toBe(1000)
  })

  test('who buys ten pays less for each, and nine are nine single ones', () => {
    const line = goods('cup', 1000, { listed: [listed(800, { minQuantity: 10 })] })
    expect(priceOf({ ...line, quantity: 10 })).toBe(800)
    expect(priceOf({ ...line, quantity: 9 })).toBe(1000)
  })

  test('a list for a group or a company is for nobody else, and a dearer list is never used', () => {
    const line = goods('cup', 1000, {
      listed: [
        listed(700, { groups: ['staff'] }),
        listed(600, { companies: ['cmp_nord'] }),
        listed(1200, { listId: 'lst_dear' }),
      ],
    })
    const buyer = {
      groups: [] as string[],
      companyId: null as string | null,
      channel: 'web',
      country: 'SE',
      firstOrder: true,
    }
    expect(priceOf(line)).toBe(1000)
    expect(priceOf(line, { buyer: { ...buyer, groups: ['staff'] } })).toBe(700)
    expect(priceOf(line, { buyer: { ...buyer, companyId: 'cmp_nord' } })).toBe(600)
  })
})

describe('VAT', () => {
  test('a company abroad that reckons the VAT herself pays the price without it, delivery too', () => {
    const { totals } = ask([goods('lamp', 12_500)], {
      reverseCharge: true,
      delivery: { methodId: 'parcel', amount: 5000, vat: swedish },
    })
    expect(totals).toMatchObject({
      goods: { amount: 10_000 },
      delivery: { amount: 4000 },
      vat: { amount: 0 },
      total: { amount: 14_000 },
    })
  })

  test('a shop that writes its prices without VAT asks each country for its own', () => {
    const net = goods('lamp', 10_000, { vat: { rate: 2550, homeRate: 2500 } })
    expect(ask([net], { pricesInclude: 'nothing' }).totals).toMatchObject({
      total: { amount: 12_550 },
      vat: { amount: 2550 },
    })
    expect(ask([net], { pricesInclude: 'nothing', reverseCharge: true }).totals.total.amount).toBe(10_000)
  })
})

describe('promotions', () => {
  const off = (promotions: OfferedPromotion[], lines: QuotedGoods[], more: Partial<QuoteQuestion> = {}) =>
    ask(lines, { promotions, ...more }).totals.discount.amount

  test('three for two gives the cheapest, and each thing bears its part of what comes off', () => {
    const threeForTwo = offer('three', {
      kind: 'buy_get',
      buy: { quantity: 2, of },
      get: { quantity: 1, of, percent: 10_000 },
    })
    const asked = ask([goods('a', 300), goods('b', 200), goods('c', 100)], { promotions: [threeForTwo] })
    expect(asked.totals.discount.amount).toBe(100)
    expect(asked.lines.map((line) => line.discount.amount)).toEqual([50, 33, 17])
    expect(off([threeForTwo], [goods('a', 300, { quantity: 2 })])).toBe(0)
    expect(off([threeForTwo], [goods('a', 300, { quantity: 7 })])).toBe(600)
  })

  test('a lamp with every table at half its price takes no table for a lamp', () => {
    const tables = { categories: ['tables'] }
    const lamps = { categories: ['lamps'] }
    const pair = offer('pair', {
      kind: 'buy_get',
      buy: { quantity: 1, of: tables },
      get: { quantity: 1, of: lamps, percent: 5000 },
    })
    const table = goods('table', 4000, { categories: ['tables'], quantity: 2 })
    const lamp = goods('lamp', 1000, { categories: ['lamps'] })
    expect(off([pair], [table, lamp])).toBe(500)
    expect(off([pair], [table])).toBe(0)
  })

  test('a bundle costs its price, as often as all its parts are there', () => {
    const bundle = offer('set', {
      kind: 'bundle',
      parts: [
        { of: { products: ['prd_cup'] }, quantity: 4 },
        { of: { products: ['prd_pot'] }, quantity: 1 },
      ],
      amounts: { SEK: 500 },
    })
    const cup = (quantity: number) => goods('cup', 100, { quantity })
    expect(off([bundle], [cup(4), goods('pot', 200)])).toBe(100)
    expect(off([bundle], [cup(9), goods('pot', 200, { quantity: 2 })])).toBe(200)
    expect(off([bundle], [cup(3), goods('pot', 200)])).toBe(0)
  })

  test('the highest step reached counts, not the sum of the steps', () => {
    const tiers = offer('tiers', {
      kind: 'tier_by_goods',
      of,
      steps: [
        { from: { SEK: 1000 }, off: { percent: 500 } },
        { from: { SEK: 2000 }, off: { amounts: { SEK: 300 } } },
      ],
    })
    expect(off([tiers], [goods('a', 999)])).toBe(0)
    expect(off([tiers], [goods('a', 1000)])).toBe(50)
    expect(off([tiers], [goods('a', 2000)])).toBe(300)
  })

  test('of a group the better one is had, what adds up comes on top, and one that stands alone only where it beats them all', () => {
    const group = (id: string, share: number) =>
      offer(id, percent(share), { stacking: { kind: 'best_of', group: 'offers' } })
    const alone = (share: number) => offer('alone', percent(share), { stacking: { kind: 'alone' } })
    const extra = offer('extra', { kind: 'fixed', amounts: { SEK: 100 }, of })
    const line = [goods('a', 1000)]
    const { promotions } = ask(line, { promotions: [group('five', 500), group('ten', 1000)] })
    expect(promotions.map((one) => [one.promotionId, one.applied, one.reasons[0]?.code])).toEqual([
      ['five', false, 'coupon.beaten'],
      ['ten', true, undefined],
    ])
    expect(off([group('five', 500), group('ten', 1000), extra], line)).toBe(200)
    expect(off([group('ten', 1000), extra, alone(1500)], line)).toBe(200)
    expect(off([group('ten', 1000), extra, alone(3000)], line)).toBe(300)
  })

  test('what is not met is named with what is missing', () => {
    const big = offer('big', percent(1000), {
      conditions: [{ kind: 'goods_at_least', amounts: { SEK: 5000 }, of }, { kind: 'first_order' }],
    })
    const buyer = { groups: [], companyId: null, channel: 'web', country: 'SE', firstOrder: false }
    expect(ask([goods('a', 3000)], { promotions: [big], buyer }).promotions[0]).toMatchObject({
      applied: false,
      reasons: [{ code: 'coupon.goods_at_least', values: { missing: 2000 } }, { code: 'coupon.first_order' }],
    })
  })

  test('free delivery takes the delivery off and no goods, and an offer beyond its budget is not given', () => {
    const free = offer('free', { kind: 'free_delivery', methods: ['parcel'] })
    const delivery = { methodId: 'parcel', amount: 5900, vat: swedish }
    expect(ask([goods('a', 1000)], { promotions: [free], delivery }).totals).toMatchObject({
      delivery: { amount: 0 },
      discount: { amount: 0 },
      total: { amount: 1000 },
    })
    const lorry = { ...delivery, methodId: 'lorry' }
    expect(ask([goods('a', 1000)], { promotions: [free], delivery: lorry }).totals.delivery?.amount).toBe(5900)
    expect(off([{ ...offer('ten', percent(1000)), budgetLeft: 99 }], [goods('a', 1000)])).toBe(0)
    expect(off([{ ...offer('ten', percent(1000)), budgetLeft: 100 }], [goods('a', 1000)])).toBe(100)
  })

  test('forints come off whole', () => {
    const line = goods('a', 333_300, { vat: { rate: 2700, homeRate: 2700 } })
    const { totals } = ask([line], { currency: 'HUF', promotions: [offer('ten', percent(1000))] })
    expect(totals.discount.amount).toBe(33_300)
  })
})
