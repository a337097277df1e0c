import type { Currency, Money, Totals } from '@parley/contracts'
import { allocate, divideRound } from './rounding.ts'

/** Hundredths of a percent: 2550 is 25.5 %. */
export type BasisPoints = number

export interface LineToPrice {
  /** Minor units, VAT included. */
  unitPrice: number
  quantity: number
  vat: BasisPoints
  /** Off this line alone, minor units; never more than the line costs. */
  discount?: number
}

export interface PriceQuestion {
  currency: Currency
  lines: readonly LineToPrice[]
  /** Null while no way of delivery is chosen. */
  delivery: { amount: number; vat: BasisPoints } | null
  /** Off all goods, on top of what is off single lines, minor units; never more than is left of them. */
  discount?: number
}

export interface PricedLine {
  /** Unit price times quantity. */
  total: Money
  /** This line's part of the discount. */
  discount: Money
  /** VAT within what is left of the total after the discount. */
  vat: Money
}

export interface Price {
  totals: Totals
  /** In the order of the question's lines. */
  lines: PricedLine[]
}

/**
 * What it costs: the one function behind chat, shop, API and order. All amounts include VAT, which is told per rate and rounded once per rate.
 * What the lines add up to is the total, to the unit, in whatever order they stand.
 *
 * @example price({ currency: 'SEK', lines: [{ unitPrice: 129000, quantity: 1, vat: 2500 }], delivery: null }).totals.vat.amount // 25800
 */
export function price(question: PriceQuestion): Price {
  const of = (amount: number): Money => ({ amount, currency: question.currency })
  const gross = question.lines.map(grossOf)
  const goods = sum(gross)
  const own = question.lines.map((line, place) => ownDiscount(line, gross[place] ?? 0))
  const remaining = gross.map((amount, place) => amount - (own[place] ?? 0))
  const shared = Math.min(whole(question.discount ?? 0, 'a discount'), sum(remaining))
  const delivery = question.delivery === null ? 0 : whole(question.delivery.amount, 'a price of delivery')

  // By rate, so that neither the discount's nor the VAT's rounding depends on the order of the lines.
  const rates = byRate(question.lines)
  const discountOfRate = allocate(
    shared,
    rates.map((rate) => sum(rate.places.map((place) => remaining[place] ?? 0))),
  )
  const discounts = gross.map(() => 0)
  const vats = gross.map(() => 0)
  let vat = question.delivery === null ? 0 : vatWithin(delivery, question.delivery.vat)
  rates.forEach((rate, at) => {
    const amounts = rate.places.map((place) => remaining[place] ?? 0)
    const parts = allocate(discountOfRate[at] ?? 0, amounts)
    const left = amounts.map((amount, index) => amount - (parts[index] ?? 0))
    const within = vatWithin(sum(left), rate.vat)
    const shares = allocate(within, left)
    rate.places.forEach((place, index) => {
      discounts[place] = (own[place] ?? 0) + (parts[index] ?? 0)
      vats[place] = shares[index] ?? 0
    })
    vat += within
  })

  const discount = sum(own) + shared
  return {
    totals: {
      goods: of(goods),
      delivery: question.delivery === null ? null : of(delivery),
      discount: of(discount),
      vat: of(vat),
      total: of(goods - discount + delivery),
    },
    lines: gross.map((amount, place) => ({
      total: of(amount),
      discount: of(discounts[place] ?? 0),
      vat: of(vats[place] ?? 0),
    })),
  }
}

/** The VAT that an amount holds. */
function vatWithin(amount: number, rate: BasisPoints): number {
  return divideRound(BigInt(amount) * BigInt(rate), BigInt(10_000 + rate))
}

function grossOf(line: LineToPrice): number {
  return whole(line.unitPrice, 'a price') * whole(line.quantity, 'a quantity')
}

function ownDiscount(line: LineToPrice, gross: number): number {
  return Math.min(whole(line.discount ?? 0, 'a discount'), gross)
}

function byRate(lines: readonly LineToPrice[]): { vat: BasisPoints; places: number[] }[] {
  const rates = new Map<BasisPoints, number[]>()
  lines.forEach((line, place) => {
    const places = rates.get(line.vat)
    if (places) places.push(place)
    else rates.set(line.vat, [place])
  })
  return [...rates].map(([vat, places]) => ({ vat, places })).sort((one, other) => one.vat - other.vat)
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

function whole(amount: number, name: string): number {
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new Error(`${name} must be a whole number from 0, not ${amount}`)
  return amount
}
