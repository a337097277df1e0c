import { type Currency, shownUnit } from '@parley/contracts'
import { allocate } from './rounding.ts'
import type { Described } from './selected.ts'

/** A line while promotions are reckoned: how much of it is left to pay, and below what that may not go. */
export interface StandingLine extends Described {
  id: string
  quantity: number
  /** Unit price times quantity. */
  gross: number
  left: number
  floor: number
}

/** How far the reckoning has come. */
export interface Stand {
  currency: Currency
  lines: readonly StandingLine[]
  delivery: { methodId: string; left: number } | null
}

/** What is taken off, line by line in the order of the stand, and off the delivery. */
export interface Savings {
  lines: number[]
  delivery: number
  /** Whether the margin that the shop keeps held something back. */
  heldBack: boolean
}

export const nothingSaved = (stand: Stand): Savings => ({
  lines: stand.lines.map(() => 0),
  delivery: 0,
  heldBack: false,
})

export const savedIn = (savings: Savings): number => sum(savings.lines) + savings.delivery

export function after(stand: Stand, savings: Savings): Stand {
  return {
    ...stand,
    lines: stand.lines.map((line, place) => ({ ...line, left: line.left - (savings.lines[place] ?? 0) })),
    delivery: stand.delivery && { ...stand.delivery, left: stand.delivery.left - savings.delivery },
  }
}

/**
 * An amount off some lines together, each bearing its part of what it can give. `parts` says how many units of each line take part.
 * What their margins don't let go is held back.
 */
export function spread(stand: Stand, amount: number, parts: readonly number[]): Savings {
  const room = stand.lines.map((line, place) => roomOf(stand, line, parts[place] ?? 0))
  const given = Math.min(amount, sum(room))
  return { lines: inSteps(stand.currency, given, room), delivery: 0, heldBack: given < amount }
}

/** A share off each of some lines, as even as the unit allows. A line gives no more than its margin lets it. */
export function shareOff(stand: Stand, amount: number, weights: readonly number[]): Savings {
  const wanted = inSteps(stand.currency, amount, weights)
  const lines = stand.lines.map((line, place) => Math.min(wanted[place] ?? 0, roomOf(stand, line, line.quantity)))
  return { lines, delivery: 0, heldBack: sum(lines) < amount }
}

/** What so many units of a line can still give, in steps that people see. */
function roomOf(stand: Stand, line: StandingLine, units: number): number {
  const room = (BigInt(Math.max(0, line.left - line.floor)) * BigInt(units)) / BigInt(line.quantity)
  return toStep(Number(room), stand.currency, 'down')
}

function inSteps(currency: Currency, amount: number, weights: readonly number[]): number[] {
  const step = shownUnit(currency)
  if (sum(weights) === 0) return weights.map(() => 0)
  return allocate(Math.floor(amount / step), weights).map((steps) => steps * step)
}

/** An amount in steps that people see: whole forints, single cents. */
export function toStep(amount: number, currency: Currency, how: 'down' | 'near'): number {
  const step = shownUnit(currency)
  return (how === 'down' ? Math.floor(amount / step) : Math.round(amount / step)) * step
}

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
