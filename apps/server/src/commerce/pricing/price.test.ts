import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { price } from './price.ts'
import { allocate, divideRound } from './rounding.ts'

const line = fc.record({
  unitPrice: fc.integer({ min: 0, max: 5_000_000 }),
  quantity: fc.integer({ min: 1, max: 999 }),
  vat: fc.constantFrom(0, 600, 1200, 2400, 2550, 2700),
})
const question = fc.record({
  currency: fc.constantFrom('SEK', 'ISK', 'HUF', 'EUR', 'KWD'),
  lines: fc.array(line, { maxLength: 12 }),
  delivery: fc.option(fc.record({ amount: fc.integer({ min: 0, max: 100_000 }), vat: fc.constant(2500) })),
  discount: fc.integer({ min: 0, max: 10_000_000 }),
})
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)

describe('what a cart costs', () => {
  test('a chair for 1 290 kr holds 258 kr of Swedish VAT, and delivery is added with its own', () => {
    const { totals } = price({
      currency: 'SEK',
      lines: [{ unitPrice: 129_000, quantity: 1, vat: 2500 }],
      delivery: { amount: 5900, vat: 2500 },
    })
    expect(totals).toEqual({
      goods: { amount: 129_000, currency: 'SEK' },
      delivery: { amount: 5900, currency: 'SEK' },
      discount: { amount: 0, currency: 'SEK' },
      vat: { amount: 25_800 + 1180, currency: 'SEK' },
      total: { amount: 134_900, currency: 'SEK' },
    })
  })

  test('an empty cart costs nothing and has no delivery', () => {
    const { totals, lines } = price({ currency: 'ISK', lines: [], delivery: null })
    expect(totals.total.amount).toBe(0)
    expect(totals.delivery).toBeNull()
    expect(lines).toEqual([])
  })

  test('totals add up to the unit, whatever is bought', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { totals, lines } = price({ ...asked, delivery: asked.delivery })
        const delivery = totals.delivery?.amount ?? 0
        expect(sum(lines.map((priced) => priced.total.amount))).toBe(totals.goods.amount)
        expect(sum(lines.map((priced) => priced.discount.amount))).toBe(totals.discount.amount)
        expect(totals.goods.amount - totals.discount.amount + delivery).toBe(totals.total.amount)
        const goodsVat = sum(lines.map((priced) => priced.vat.amount))
        const deliveryVat = price({ ...asked, lines: [], discount: 0 }).totals.vat.amount
        expect(goodsVat + deliveryVat).toBe(totals.vat.amount)
      }),
    )
  })

  test('nothing is ever negative, no discount takes more than the goods, and VAT is less than what it is part of', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { totals, lines } = price(asked)
        for (const priced of lines) {
          expect(priced.vat.amount).toBeGreaterThanOrEqual(0)
          expect(priced.discount.amount).toBeGreaterThanOrEqual(0)
          expect(priced.discount.amount).toBeLessThanOrEqual(priced.total.amount)
        }
        expect(totals.discount.amount).toBeLessThanOrEqual(totals.goods.amount)
        expect(totals.total.amount).toBeGreaterThanOrEqual(0)
        expect(totals.vat.amount).toBeLessThanOrEqual(totals.total.amount)
      }),
    )
  })

  test('the order of the lines changes no total', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(price({ ...asked, lines: asked.lines.toReversed() }).totals).toEqual(price(asked).totals)
      }),
    )
  })

  test('an amount that is no whole number of units is a fault, not a price', () => {
    expect(() => price({ currency: 'EUR', lines: [{ unitPrice: 9.99, quantity: 1, vat: 0 }], delivery: null })).toThrow(
      'whole number',
    )
    expect(() => price({ currency: 'EUR', lines: [], delivery: { amount: -1, vat: 0 } })).toThrow('whole number')
  })
})

describe('rounding', () => {
  test('halves go away from zero, on both sides', () => {
    expect(divideRound(5n, 2n)).toBe(3)
    expect(divideRound(-5n, 2n)).toBe(-3)
    expect(divideRound(7n, 3n)).toBe(2)
    expect(() => divideRound(1n, 0n)).toThrow()
  })

  test('parts add up to the amount and are off their share by less than one unit', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), weights, (amount, given) => {
        const parts = allocate(amount, given)
        expect(sum(parts)).toBe(amount)
        const total = sum(given)
        given.forEach((weight, place) => {
          const exact = total === 0 ? amount / given.length : (amount * weight) / total
          expect(Math.abs((parts[place] ?? 0) - exact)).toBeLessThan(1)
        })
      }),
    )
  })

  test('what can not be split evenly goes to the first', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(allocate(5, [])).toEqual([])
  })
})
