import { deliverySettings } from '@parley/contracts'
import { describe, expect, test } from 'vitest'
import { smallTerms } from '../../../test/small-terms.ts'
import { type DeliveryMethod, type DeliveryQuestion, deliveryOptions, freeDeliveryIn } from './delivery.ts'
import { promiseOf } from './promise.ts'
import type { Terms } from './terms.ts'

const plain: DeliveryMethod = {
  id: 'parcel',
  names: { en: 'To your door' },
  descriptions: {},
  prices: { SEK: 5900 },
  freeAbove: {},
  days: { min: 1, max: 2 },
  countries: ['SE', 'FI'],
  needsAddress: true,
  forFreightOnly: false,
}
const stockholm: DeliveryQuestion = {
  language: 'en',
  currency: 'SEK',
  at: new Date('2026-11-02T09:00:00Z'),
  country: 'SE',
  postalCode: '111 22',
  freight: false,
  goods: 10_000,
  grams: 1200,
}
const termsWith = (method: Partial<DeliveryMethod>, more: Partial<Terms> = {}): Terms => ({
  ...smallTerms,
  ...more,
  deliveryMethods: [{ ...plain, ...method }],
})
const priceOf = (terms: Terms, question: Partial<DeliveryQuestion> = {}) =>
  deliveryOptions(terms, { ...stockholm, ...question })[0]?.price.amount

describe('what delivery costs', () => {
  const north = { id: 'north', names: {}, countries: ['SE'], postalCodes: [{ from: '80000', to: '98999' }] }

  test('by weight it is the highest step reached, and what is too heavy does not go', () => {
    const terms = termsWith({
      mostGrams: 20_000,
      rates: [
        {
          zone: null,
          by: 'weight',
          steps: [
            { fromGrams: 0, prices: { SEK: 4900 } },
            { fromGrams: 1000, prices: { SEK: 6900 } },
            { fromGrams: 5000, prices: { SEK: 9900 } },
          ],
        },
      ],
    })
    expect([999, 1000, 4999, 20_000].map((grams) => priceOf(terms, { grams }))).toEqual([4900, 6900, 6900, 9900])
    expect(priceOf(terms, { grams: 20_001 })).toBeUndefined()
    expect(priceOf(terms, { currency: 'EUR' })).toBeUndefined()
  })

  test('a zone has its own prices by country and postal code, and elsewhere the method’s own count', () => {
    const terms = termsWith(
      { rates: [{ zone: 'north', by: 'weight', steps: [{ fromGrams: 0, prices: { SEK: 12_900 } }] }] },
      { deliveryZones: [north] },
    )
    expect(priceOf(terms, { postalCode: '981 31' })).toBe(12_900)
    expect(priceOf(terms, { postalCode: '111 22' })).toBe(5900)
    expect(priceOf(terms, { country: 'FI', postalCode: '98130' })).toBe(5900)
    expect(priceOf(terms, { postalCode: null })).toBe(5900)
  })

  test('by value, what is left to free delivery is told from the first krona on', () => {
    const terms = termsWith({
      rates: [
        {
          zone: null,
          by: 'value',
          steps: [
            { from: { SEK: 0 }, prices: { SEK: 5900 } },
            { from: { SEK: 50_000 }, prices: { SEK: 0 } },
          ],
        },
      ],
    })
    expect(priceOf(terms)).toBe(5900)
    expect(freeDeliveryIn(terms, stockholm)).toEqual({ amount: 40_000, currency: 'SEK' })
    expect(priceOf(terms, { goods: 50_000 })).toBe(0)
    expect(freeDeliveryIn(terms, { ...stockholm, goods: 60_000 })).toEqual({ amount: 0, currency: 'SEK' })
    expect(freeDeliveryIn(termsWith({}), stockholm)).toBeNull()
  })

  test('places to fetch it are choices of their own, the nearest first', () => {
    const point = (id: string, postalCode: string, country = 'SE') => ({
      id,
      name: id,
      address: `${id} 1`,
      country,
      postalCode,
    })
    const terms = termsWith({
      id: 'pickup',
      needsAddress: false,
      points: [point('far', '981 00'), point('near', '111 30'), point('abroad', '00100', 'FI')],
    })
    const options = deliveryOptions(terms, stockholm)
    expect(options.map((option) => option.id)).toEqual(['pickup:near', 'pickup:far'])
    expect(options[0]).toMatchObject({ name: 'To your door: near', description: 'near 1', needsAddress: false })
  })

  test('settings with a zone that is not there, or two methods of one name, are refused where they stand', () => {
    const method = {
      id: 'parcel',
      names: { en: 'Parcel' },
      rates: [{ zone: 'moon', by: 'weight', steps: [{ fromGrams: 0, prices: {} }] }],
    }
    const read = deliverySettings.safeParse({ methods: [method, { ...method, rates: [] }] })
    expect(read.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['methods.0.rates.0.zone', 'methods.1.id'])
  })
})

describe('when it comes', () => {
  const shop = { timeZone: 'Europe/Stockholm', closedDays: ['2026-12-25'] }
  const asked = (at: string) => ({
    cutOff: { time: '14:00', weekdays: [1, 2, 3, 4, 5] },
    days: { min: 1, max: 2 },
    at: new Date(at),
  })

  test('what is ordered before the hour is sent the same day, by the shop’s own clock', () => {
    expect(promiseOf(shop, asked('2026-11-02T12:59:59Z'))).toEqual({
      from: '2026-11-03',
      to: '2026-11-04',
      orderBefore: '2026-11-02T13:00:00Z',
    })
    expect(promiseOf(shop, asked('2026-11-02T13:00:00Z'))).toMatchObject({
      from: '2026-11-04',
      orderBefore: '2026-11-03T13:00:00Z',
    })
    // In summer the same hour is an hour earlier in the world.
    expect(promiseOf(shop, asked('2026-07-01T12:00:00Z'))).toMatchObject({ from: '2026-07-03' })
  })

  test('nothing is sent or comes on a weekend or when the shop is shut', () => {
    expect(promiseOf(shop, asked('2026-11-06T15:00:00Z'))).toMatchObject({ from: '2026-11-10', to: '2026-11-11' })
    expect(promiseOf(shop, asked('2026-12-24T10:00:00Z'))).toMatchObject({ from: '2026-12-28', to: '2026-12-29' })
    expect(promiseOf(shop, asked('2026-12-24T15:00:00Z'))).toMatchObject({ orderBefore: '2026-12-28T13:00:00Z' })
  })

  test('a day is promised only where the shop has said until when it sends', () => {
    const [promised] = deliveryOptions(termsWith({ cutOff: { time: '14:00', weekdays: [1] } }), stockholm)
    expect(promised?.promise?.from).toBe('2026-11-03')
    expect(deliveryOptions(termsWith({}), stockholm)[0]).not.toHaveProperty('promise')
  })
})
