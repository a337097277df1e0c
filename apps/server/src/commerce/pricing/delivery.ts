import {
  type Currency,
  type DeliveryOption,
  type DeliveryRate,
  type DeliveryZone,
  type LanguageTag,
  type Money,
  type Texts,
  textIn,
} from '@parley/contracts'
import { type CutOff, promiseOf } from './promise.ts'
import type { Terms } from './terms.ts'

export interface DeliveryMethod {
  id: string
  kind?: NonNullable<DeliveryOption['kind']>
  names: Texts
  descriptions: Texts
  /** Minor units by currency, where no rate fits; not offered in a currency that has neither. */
  prices: Readonly<Record<Currency, number>>
  rates?: readonly DeliveryRate[]
  /** Goods for this much or more travel free, by currency. */
  freeAbove: Readonly<Record<Currency, number>>
  /** Working days from the day it is sent. */
  days: { min: number; max: number }
  cutOff?: CutOff | null
  /** What weighs more does not go by it. */
  mostGrams?: number | null
  points?: readonly { id: string; name: string; address: string; country: string; postalCode: string }[]
  countries: readonly string[]
  /** False where the shopper comes and fetches it. */
  needsAddress: boolean
  /** Carries what no parcel can; offered only for carts that hold such goods, and then alone beside fetching. */
  forFreightOnly: boolean
}

export interface DeliveryQuestion {
  language: LanguageTag
  currency: Currency
  at: Date
  /** Null where it is not known yet: then every country's ways are told, at the prices of the shop's own. */
  country: string | null
  postalCode: string | null
  freight: boolean
  /** Of the goods, after the discount. */
  goods: number
  grams: number
  /** Something of it is not there yet: then no day can be promised. */
  comesLater?: boolean
}

const mostPoints = 5

/** The ways these goods can get there, cheapest first, each with the price it would have and the days that can be promised. */
export function deliveryOptions(terms: Terms, question: DeliveryQuestion): DeliveryOption[] {
  return fitting(terms, question)
    .flatMap(({ method, price }) => {
      const option = {
        id: method.id,
        name: textIn(method.names, question.language),
        description: textIn(method.descriptions, question.language),
        price: { amount: price, currency: question.currency },
        days: { ...method.days },
        needsAddress: method.needsAddress,
        ...(method.kind ? { kind: method.kind } : {}),
        ...(method.cutOff && !question.comesLater
          ? { promise: promiseOf(terms, { cutOff: method.cutOff, days: method.days, at: question.at }) }
          : {}),
      }
      const points = nearest(method.points ?? [], question)
      return points.length > 0 ? points.map((point) => atPoint(option, point)) : [option]
    })
    .sort((one, other) => one.price.amount - other.price.amount)
}

/** What is left to free delivery by the cheapest method that has such a threshold; 0 once it is reached, null where there is none. */
export function freeDeliveryIn(terms: Terms, question: DeliveryQuestion): Money | null {
  const [cheapest] = fitting(terms, { ...question, goods: 0 })
    .flatMap(({ method, price }) => {
      const threshold = thresholdOf(terms, method, question)
      return method.needsAddress && threshold !== null ? [{ price, threshold }] : []
    })
    .sort((one, other) => one.price - other.price)
  if (!cheapest) return null
  return { amount: Math.max(0, cheapest.threshold - question.goods), currency: question.currency }
}

function fitting(terms: Terms, question: DeliveryQuestion): { method: DeliveryMethod; price: number }[] {
  const { country, freight, grams } = question
  return terms.deliveryMethods.flatMap((method) => {
    const goes =
      (country === null || method.countries.includes(country)) &&
      (freight ? method.forFreightOnly || !method.needsAddress : !method.forFreightOnly) &&
      (method.mostGrams == null || grams <= method.mostGrams)
    const price = goes ? priceOf(terms, method, question) : null
    return price === null ? [] : [{ method, price }]
  })
}

/** Null where it is not offered there, or not in this currency. */
function priceOf(terms: Terms, method: DeliveryMethod, question: DeliveryQuestion): number | null {
  const threshold = method.freeAbove[question.currency]
  const rate = rateFor(terms, method, question)
  const price = rate ? stepPrice(rate, question) : method.prices[question.currency]
  if (price === undefined) return null
  return threshold !== undefined && question.goods >= threshold ? 0 : price
}

function stepPrice(rate: DeliveryRate, { currency, grams, goods }: DeliveryQuestion): number | undefined {
  const reached =
    rate.by === 'weight'
      ? rate.steps
          .filter((step) => grams >= step.fromGrams)
          .map((step) => ({ from: step.fromGrams, prices: step.prices }))
      : rate.steps.flatMap((step) => {
          const from = step.from[currency]
          return from !== undefined && goods >= from ? [{ from, prices: step.prices }] : []
        })
  return reached.sort((one, other) => other.from - one.from)[0]?.prices[currency]
}

/** From how much on it travels free: by the method's own threshold, or the first step by value that costs nothing. */
function thresholdOf(terms: Terms, method: DeliveryMethod, question: DeliveryQuestion): number | null {
  const { currency } = question
  const rate = rateFor(terms, method, question)
  const steps = rate?.by === 'value' ? rate.steps.filter((step) => step.prices[currency] === 0) : []
  const from = steps.flatMap((step) => step.from[currency] ?? []).filter((least) => least > 0)
  const own = method.freeAbove[currency]
  const all = own === undefined ? from : [...from, own]
  return all.length > 0 ? Math.min(...all) : null
}

/** The first rate whose zone holds the place; one without a zone holds everywhere. */
function rateFor(terms: Terms, method: DeliveryMethod, question: DeliveryQuestion): DeliveryRate | undefined {
  return method.rates?.find((rate) => {
    if (rate.zone === null) return true
    const zone = terms.deliveryZones.find((one) => one.id === rate.zone)
    return zone !== undefined && holds(zone, question.country ?? terms.home, question.postalCode)
  })
}

function holds(zone: DeliveryZone, country: string, postalCode: string | null): boolean {
  if (!zone.countries.includes(country)) return false
  if (zone.postalCodes.length === 0) return true
  const code = tidy(postalCode ?? '')
  return code !== '' && zone.postalCodes.some(({ from, to }) => tidy(from) <= code && code <= tidy(to))
}

/** The few places nearest by postal code, as well as that tells. */
function nearest(points: NonNullable<DeliveryMethod['points']>, { country, postalCode }: DeliveryQuestion) {
  const here = Number.parseInt(tidy(postalCode ?? ''), 10)
  const distance = (code: string) => (Number.isNaN(here) ? 0 : Math.abs(Number.parseInt(tidy(code), 10) - here))
  return points
    .filter((point) => country === null || point.country === country)
    .toSorted((one, other) => distance(one.postalCode) - distance(other.postalCode))
    .slice(0, mostPoints)
}

function atPoint(option: DeliveryOption, point: { id: string; name: string; address: string }): DeliveryOption {
  return {
    ...option,
    id: `${option.id}:${point.id}`,
    name: `${option.name}: ${point.name}`,
    description: point.address,
  }
}

/** The way of delivery that an option is of: options at a place to fetch it name the place after a colon. */
export const methodOf = (optionId: string): string => optionId.split(':')[0] ?? optionId

const tidy = (postalCode: string): string => postalCode.replace(/[\s-]/g, '').toUpperCase()
