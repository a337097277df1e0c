import type { Refusal } from '@parley/contracts'
import { granted, type Outcome, refused } from '../../kernel/refusals.ts'

/** What somebody wants of a variant. `path` is where a refusal points, such as `lines.0.quantity`. */
export interface Wanted {
  variantId: string
  quantity: number
  path?: string
}

/** What is to be had at one place: on hand less reserved. */
export interface FreeStock {
  variantId: string
  locationId: string
  free: number
  /** Promised, not there: taken from only where no shelf has it. */
  promised?: boolean
}

/** From where a quantity is taken. */
export interface StockPart {
  variantId: string
  locationId: string
  quantity: number
}

/**
 * Shares out what is wanted over the places that have it: a place that has all of it before several that have some, the fullest first.
 * Refused with `stock.insufficient`, once per variant that is short; `values.available` says how many there are. Wishes for the same variant are added up first.
 */
export function shareOut(wanted: readonly Wanted[], stock: readonly FreeStock[]): Outcome<StockPart[]> {
  const refusals: Refusal[] = []
  const parts: StockPart[] = []
  for (const wish of addUp(wanted)) {
    const places = stock.filter((place) => place.variantId === wish.variantId && place.free > 0).sort(byFullest)
    const available = places.reduce((sum, place) => sum + place.free, 0)
    if (available < wish.quantity) refusals.push(insufficient(wish, available))
    else parts.push(...takeFrom(wish, places))
  }
  return refusals.length > 0 ? refused(...refusals) : granted(parts.sort(byKey))
}

function addUp(wanted: readonly Wanted[]): Wanted[] {
  const sums = new Map<string, Wanted>()
  for (const wish of wanted) {
    if (!Number.isSafeInteger(wish.quantity) || wish.quantity < 1)
      throw new Error(`${wish.quantity} is no quantity to reserve`)
    const known = sums.get(wish.variantId)
    sums.set(wish.variantId, known ? { ...known, quantity: known.quantity + wish.quantity } : wish)
  }
  return [...sums.values()]
}

/** Shelves before promises, then the fullest. */
function byFullest(one: FreeStock, other: FreeStock): number {
  const promises = Number(one.promised ?? false) - Number(other.promised ?? false)
  return promises || other.free - one.free || (one.locationId < other.locationId ? -1 : 1)
}

function takeFrom(wish: Wanted, places: readonly FreeStock[]): StockPart[] {
  const parts: StockPart[] = []
  let left = wish.quantity
  for (const place of places) {
    if (left === 0) break
    const quantity = Math.min(left, place.free)
    parts.push({ variantId: wish.variantId, locationId: place.locationId, quantity })
    left -= quantity
  }
  return parts
}

/** The order in which stock is locked, everywhere: two who want the same things never wait for each other in a ring. */
function byKey(one: StockPart, other: StockPart): number {
  if (one.variantId !== other.variantId) return one.variantId < other.variantId ? -1 : 1
  return one.locationId < other.locationId ? -1 : 1
}

function insufficient(wish: Wanted, available: number): Refusal {
  return {
    code: 'stock.insufficient',
    ...(wish.path === undefined ? {} : { path: wish.path }),
    severity: 'error',
    message: available === 0 ? 'It is out of stock.' : `Only ${available} are left.`,
    values: { available, variant: wish.variantId },
  }
}
