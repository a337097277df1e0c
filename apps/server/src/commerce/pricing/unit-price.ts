import { type Currency, shownUnit } from '@parley/contracts'
import type { BasisPoints } from './price.ts'
import { divideRound } from './rounding.ts'

/** A price of a price list: for whom, when, and from how many on. */
export interface ListedPrice {
  listId: string
  name: string
  amount: number
  minQuantity: number
  /** Groups and companies it is for; everybody where both are empty. */
  groups: readonly string[]
  companies: readonly string[]
  startsAt: Date | null
  endsAt: Date | null
}

/** How the shop's prices are written, and what VAT there is where the goods go. */
export interface VatOfLine {
  /** Where the goods go. */
  rate: BasisPoints
  /** At home: what a price that includes VAT holds. */
  homeRate: BasisPoints
}

export interface UnitQuestion {
  currency: Currency
  at: Date
  quantity: number
  cataloguePrice: number
  listed: readonly ListedPrice[]
  /** What the shop pays for one, without VAT; null where it is not known. */
  cost: number | null
  vat: VatOfLine
  buyer: { groups: readonly string[]; companyId: string | null }
  pricesInclude: 'vat' | 'nothing'
  /** The buyer reckons the VAT herself: a company of another country of the union. */
  reverseCharge: boolean
  /** Least margin over cost; null where the shop has set none. */
  leastMargin: BasisPoints | null
}

export interface UnitPrice {
  amount: number
  /** What the catalogue asks, in the same terms. */
  regular: number
  /** No combination of offers goes below it. */
  floor: number
  vat: BasisPoints
  /** The price list it comes from; null where it is the catalogue's. */
  list: { id: string; name: string } | null
}

/**
 * What one of them costs this buyer now: the lowest of the catalogue's price and the lists she may buy by, never below the margin that the
 * shop keeps (or the catalogue's own price, where that is lower still), with VAT as it falls due where the goods go.
 */
export function unitPrice(question: UnitQuestion): UnitPrice {
  const { cataloguePrice, currency } = question
  const due = (amount: number) => withVatDue(amount, question)
  const regular = due(cataloguePrice)
  const floor = Math.min(regular, floorOf(question))
  const lowest = question.listed
    .filter((price) => isFor(price, question))
    .reduce<ListedPrice | null>((best, price) => (best === null || isBetter(price, best) ? price : best), null)
  const listed = lowest && lowest.amount < cataloguePrice ? lowest : null
  const amount = listed ? Math.max(due(listed.amount), floor) : regular
  return {
    amount,
    regular,
    floor: roundedUp(floor, shownUnit(currency), amount),
    vat: question.reverseCharge ? 0 : question.vat.rate,
    list: listed && { id: listed.listId, name: listed.name },
  }
}

/** Prices that include VAT stay as they are wherever they go; without VAT for who reckons it herself, with it where they are written without. */
export function withVatDue(
  amount: number,
  of: Pick<UnitQuestion, 'currency' | 'vat' | 'pricesInclude' | 'reverseCharge'>,
): number {
  const unit = BigInt(shownUnit(of.currency))
  if (of.pricesInclude === 'vat') {
    if (!of.reverseCharge) return amount
    return Number(unit) * divideRound(BigInt(amount) * 10_000n, BigInt(10_000 + of.vat.homeRate) * unit)
  }
  if (of.reverseCharge) return amount
  return Number(unit) * divideRound(BigInt(amount) * BigInt(10_000 + of.vat.rate), 10_000n * unit)
}

function floorOf({ cost, leastMargin, reverseCharge, vat }: UnitQuestion): number {
  if (cost === null || leastMargin === null) return 0
  const withMargin = BigInt(cost) * BigInt(10_000 + leastMargin) * BigInt(10_000 + (reverseCharge ? 0 : vat.rate))
  return Number((withMargin + 99_999_999n) / 100_000_000n)
}

function isFor(price: ListedPrice, { at, quantity, buyer }: UnitQuestion): boolean {
  const open = price.groups.length === 0 && price.companies.length === 0
  const hers =
    price.groups.some((group) => buyer.groups.includes(group)) ||
    (buyer.companyId !== null && price.companies.includes(buyer.companyId))
  const begun = price.startsAt === null || price.startsAt.getTime() <= at.getTime()
  const over = price.endsAt !== null && price.endsAt.getTime() <= at.getTime()
  return quantity >= price.minQuantity && (open || hers) && begun && !over
}

/** The lower one; among equals the one whose list comes first, so that it is always the same. */
function isBetter(one: ListedPrice, other: ListedPrice): boolean {
  return one.amount === other.amount ? one.listId < other.listId : one.amount < other.amount
}

const roundedUp = (amount: number, unit: number, most: number): number =>
  Math.min(most, Math.ceil(amount / unit) * unit)
