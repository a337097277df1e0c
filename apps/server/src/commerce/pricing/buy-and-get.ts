import type { PromotionAction } from '@parley/contracts'
import { divideRound } from './rounding.ts'
import { isSelected } from './selected.ts'
import { nothingSaved, type Savings, type Stand, spread, sum, toStep } from './stand.ts'

type BuyAndGet = Extract<PromotionAction, { kind: 'buy_get' }>

interface Units {
  place: number
  /** What one of them still costs, for the order alone. */
  worth: number
  count: number
  maybeBought: boolean
  maybeGot: boolean
}

/**
 * So many bought, so many of the cheapest of the others for less. What comes off is borne by all that take part, by their worth: whoever
 * sends one back gets what she really paid for it.
 */
export function buyAndGet(stand: Stand, { buy, get, mostTimes }: BuyAndGet): Savings {
  const units = stand.lines.map((line, place) => ({
    place,
    worth: line.left / line.quantity,
    count: line.quantity,
    maybeBought: isSelected(line, buy.of),
    maybeGot: isSelected(line, get.of),
  }))
  const times = Math.min(timesOf(units, buy.quantity, get.quantity), mostTimes ?? Number.POSITIVE_INFINITY)
  if (times === 0) return nothingSaved(stand)
  const got = cheapest(units, { got: times * get.quantity, bought: times * buy.quantity })
  const bought = dearest(units, got, times * buy.quantity)
  const value = sum(
    stand.lines.map((line, place) => {
      const cheaper = BigInt(line.left) * BigInt(got[place] ?? 0) * BigInt(get.percent)
      return divideRound(cheaper, BigInt(line.quantity) * 10_000n)
    }),
  )
  const parts = stand.lines.map((_, place) => (got[place] ?? 0) + (bought[place] ?? 0))
  return spread(stand, toStep(value, stand.currency, 'near'), parts)
}

/** How many times it can be had, when one unit is either bought or got. */
function timesOf(units: readonly Units[], buy: number, get: number): number {
  const countOf = (fits: (unit: Units) => boolean) => sum(units.filter(fits).map((unit) => unit.count))
  return Math.min(
    Math.floor(countOf((unit) => unit.maybeBought) / buy),
    Math.floor(countOf((unit) => unit.maybeGot) / get),
    Math.floor(countOf((unit) => unit.maybeBought || unit.maybeGot) / (buy + get)),
  )
}

/** The cheapest that can be got while enough is left to be bought. By place. */
function cheapest(units: readonly Units[], wanted: { got: number; bought: number }): number[] {
  const taken = units.map(() => 0)
  const onlyBought = sum(units.filter((unit) => unit.maybeBought && !unit.maybeGot).map((unit) => unit.count))
  const both = sum(units.filter((unit) => unit.maybeBought && unit.maybeGot).map((unit) => unit.count))
  let ofBoth = both - Math.max(0, wanted.bought - onlyBought)
  let left = wanted.got
  for (const unit of units.filter((one) => one.maybeGot).sort((one, other) => one.worth - other.worth)) {
    const count = Math.min(left, unit.maybeBought ? Math.min(ofBoth, unit.count) : unit.count)
    taken[unit.place] = count
    left -= count
    if (unit.maybeBought) ofBoth -= count
  }
  return taken
}

function dearest(units: readonly Units[], got: readonly number[], wanted: number): number[] {
  const taken = units.map(() => 0)
  let left = wanted
  for (const unit of units.filter((one) => one.maybeBought).sort((one, other) => other.worth - one.worth)) {
    const count = Math.min(left, unit.count - (got[unit.place] ?? 0))
    taken[unit.place] = count
    left -= count
  }
  return taken
}
