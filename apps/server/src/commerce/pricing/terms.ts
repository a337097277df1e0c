import { type Currency, type DeliveryOption, type LanguageTag, type Money, type Texts, textIn } from '@parley/contracts'
import type { BasisPoints } from './price.ts'

export interface DeliveryMethod {
  id: string
  names: Texts
  descriptions: Texts
  /** Minor units by currency; not offered in a currency it lacks. */
  prices: Readonly<Record<Currency, number>>
  /** Goods for this much or more travel free, by currency. */
  freeAbove: Readonly<Record<Currency, number>>
  days: { min: number; max: number }
  countries: readonly string[]
  /** False where the shopper comes and fetches it. */
  needsAddress: boolean
  /** Carries what no parcel can; offered only for carts that hold such goods, and then alone beside fetching. */
  forFreightOnly: boolean
}

/** What a shop sells by: how it delivers, to where, with what VAT, and how it numbers orders. */
export interface Terms {
  /** ISO 3166-1 alpha-2, the shop's own country first. */
  countries: readonly string[]
  /** The country whose VAT a price that includes it holds. */
  home: string
  pricesInclude: 'vat' | 'nothing'
  /** Least margin over cost, which no combination of offers breaks; null where the shop has set none. */
  leastMargin: BasisPoints | null
  vat: (country: string | null, vatClass: string) => BasisPoints
  deliveryMethods: readonly DeliveryMethod[]
  /** `T` for orders like `T-10042`. */
  orderPrefix: string
}

export interface DeliveryQuestion {
  language: LanguageTag
  currency: Currency
  /** Null where it is not known yet: then every country's ways are told. */
  country: string | null
  freight: boolean
  /** Of the goods, after the discount. */
  goods: number
}

/** The ways these goods can get there, cheapest first, each with the price it would have. */
export function deliveryOptions(terms: Terms, question: DeliveryQuestion): DeliveryOption[] {
  return fitting(terms, question)
    .map((method) => ({
      id: method.id,
      name: textIn(method.names, question.language),
      description: textIn(method.descriptions, question.language),
      price: { amount: deliveryPrice(method, question), currency: question.currency },
      days: { ...method.days },
      needsAddress: method.needsAddress,
    }))
    .sort((one, other) => one.price.amount - other.price.amount)
}

/** What is left to free delivery by the cheapest method that has such a threshold; 0 once it is reached, null where there is none. */
export function freeDeliveryIn(terms: Terms, question: DeliveryQuestion): Money | null {
  const [cheapest] = fitting(terms, question)
    .filter((method) => method.needsAddress && method.freeAbove[question.currency] !== undefined)
    .sort((one, other) => priceIn(one, question.currency) - priceIn(other, question.currency))
  const threshold = cheapest?.freeAbove[question.currency]
  if (threshold === undefined) return null
  return { amount: Math.max(0, threshold - question.goods), currency: question.currency }
}

function fitting(terms: Terms, { country, currency, freight }: DeliveryQuestion): DeliveryMethod[] {
  return terms.deliveryMethods.filter(
    (method) =>
      method.prices[currency] !== undefined &&
      (country === null || method.countries.includes(country)) &&
      (freight ? method.forFreightOnly || !method.needsAddress : !method.forFreightOnly),
  )
}

function deliveryPrice(method: DeliveryMethod, { currency, goods }: DeliveryQuestion): number {
  const threshold = method.freeAbove[currency]
  return threshold !== undefined && goods >= threshold ? 0 : priceIn(method, currency)
}

const priceIn = (method: DeliveryMethod, currency: Currency): number => method.prices[currency] ?? 0
