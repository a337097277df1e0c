import type { PromotionAction, PromotionRule, Selection } from '@parley/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { goods, morning, offer, swedish } from '../../../test/quotes.ts'
import { type QuoteQuestion, quote } from './quote.ts'

describe('whatever is bought and whatever is offered', () => {
  const selection = fc.constantFrom<Selection>(
    {},
    { products: ['prd_0'] },
    { categories: ['odd'] },
    { except: { products: ['prd_1'] } },
  )
  const share = fc.integer({ min: 1, max: 10_000 })
  const amounts = fc.integer({ min: 0, max: 400_000 }).map((amount) => ({ SEK: amount, HUF: amount, ISK: amount }))
  const action: fc.Arbitrary<PromotionAction> = fc.oneof(
    fc.record({ kind: fc.constant('percent' as const), percent: share, of: selection }),
    fc.record({ kind: fc.constant('fixed' as const), amounts, of: selection }),
    fc.record({
      kind: fc.constant('buy_get' as const),
      buy: fc.record({ quantity: fc.integer({ min: 1, max: 4 }), of: selection }),
      get: fc.record({ quantity: fc.integer({ min: 1, max: 3 }), of: selection, percent: share }),
    }),
    fc.record({
      kind: fc.constant('bundle' as const),
      parts: fc.array(fc.record({ of: selection, quantity: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
      amounts,
    }),
    fc.record({
      kind: fc.constant('tier_by_goods' as const),
      of: selection,
      steps: fc.array(
        fc.record({
          from: amounts,
          off: fc.oneof(
            share.map((one) => ({ percent: one })),
            amounts.map((one) => ({ amounts: one })),
          ),
        }),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
    }),
    fc.constant({ kind: 'free_delivery' as const }),
  )
  const stacking = fc.constantFrom<PromotionRule['stacking']>(
    { kind: 'adds_up' },
    { kind: 'best_of', group: 'offers' },
    { kind: 'alone' },
  )
  const promotions = fc
    .array(fc.record({ action, stacking }), { maxLength: 6 })
    .map((rules) => rules.map((rule, at) => offer(`prm_${at}`, rule.action, { stacking: rule.stacking })))
  const line = fc.record({
    cataloguePrice: fc.integer({ min: 0, max: 500_000 }),
    quantity: fc.integer({ min: 1, max: 40 }),
    cost: fc.option(fc.integer({ min: 0, max: 400_000 })),
    vat: fc.constantFrom({ rate: 2500, homeRate: 2500 }, { rate: 600, homeRate: 1200 }),
    sale: fc.option(fc.integer({ min: 0, max: 500_000 })),
  })
  const question: fc.Arbitrary<QuoteQuestion> = fc.record({
    currency: fc.constantFrom('SEK', 'ISK', 'HUF'),
    at: fc.constant(morning),
    lines: fc.array(line, { maxLength: 8 }).map((lines) =>
      lines.map(({ sale, ...one }, at) =>
        goods(String(at), one.cataloguePrice, {
          ...one,
          categories: at % 2 ? ['odd'] : [],
          listed:
            sale === null
              ? []
              : [
                  {
                    listId: 'lst',
                    name: 'Sale',
                    amount: sale,
                    minQuantity: 2,
                    groups: [],
                    companies: [],
                    startsAt: null,
                    endsAt: null,
                  },
                ],
        }),
      ),
    ),
    buyer: fc.constant({ groups: [], companyId: null, channel: 'web', country: 'SE', firstOrder: true }),
    pricesInclude: fc.constantFrom('vat' as const, 'nothing' as const),
    reverseCharge: fc.boolean(),
    leastMargin: fc.option(fc.integer({ min: 0, max: 5000 })),
    promotions,
    delivery: fc.option(
      fc.record({
        methodId: fc.constant('parcel'),
        amount: fc.integer({ min: 0, max: 50_000 }),
        vat: fc.constant(swedish),
      }),
    ),
  })
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

  test('it adds up to the unit and nothing is negative', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { totals, lines, promotions: traces } = quote(asked)
        expect(sum(lines.map((one) => one.total.amount))).toBe(totals.goods.amount)
        expect(sum(lines.map((one) => one.discount.amount))).toBe(totals.discount.amount)
        expect(totals.goods.amount - totals.discount.amount + (totals.delivery?.amount ?? 0)).toBe(totals.total.amount)
        expect(sum(traces.flatMap((trace) => trace.lines.map((one) => one.amount.amount)))).toBe(totals.discount.amount)
        for (const one of lines) {
          expect(one.unitPrice.amount * (asked.lines.find(({ id }) => id === one.id)?.quantity ?? 0)).toBe(
            one.total.amount,
          )
          expect(one.discount.amount).toBeGreaterThanOrEqual(0)
          expect(one.discount.amount).toBeLessThanOrEqual(one.total.amount)
          expect(one.vat.amount).toBeGreaterThanOrEqual(0)
        }
        expect(totals.delivery?.amount ?? 0).toBeGreaterThanOrEqual(0)
        expect(totals.vat.amount).toBeLessThanOrEqual(totals.total.amount)
      }),
    )
  })

  test('the order of lines and of promotions changes nothing', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const turned = quote({ ...asked, lines: asked.lines.toReversed(), promotions: asked.promotions.toReversed() })
        const straight = quote(asked)
        expect(turned.totals).toEqual(straight.totals)
        expect(turned.promotions).toEqual(straight.promotions)
        const discounts = (from: typeof turned) => new Map(from.lines.map((one) => [one.id, one.discount.amount]))
        expect(discounts(turned)).toEqual(discounts(straight))
      }),
    )
  })

  test('no combination of lists and offers breaks the margin', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { lines } = quote(asked)
        asked.lines.forEach((one, at) => {
          const priced = lines[at]
          if (!priced || one.cost === null || asked.leastMargin === null) return
          const rate = asked.reverseCharge ? 0 : one.vat.rate
          const least = (one.cost * (10_000 + asked.leastMargin) * (10_000 + rate)) / 100_000_000
          const floor = Math.min(least, priced.regularPrice.amount) * one.quantity
          expect(priced.total.amount - priced.discount.amount).toBeGreaterThanOrEqual(floor - 1e-6)
        })
      }),
    )
  })

  test('one more offer never makes it dearer than the catalogue', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const plain = quote({ ...asked, promotions: [], lines: asked.lines.map((one) => ({ ...one, listed: [] })) })
        expect(quote(asked).totals.total.amount).toBeLessThanOrEqual(plain.totals.total.amount)
      }),
    )
  })
})
