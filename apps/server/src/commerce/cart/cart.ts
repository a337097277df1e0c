import type { Actor, Address, Contact, Currency } from '@parley/contracts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import type { CartVariant } from '../catalogue/index.ts'

const mostLines = 100
const mostOfOne = 999
export const mostCodes = 5

/** Whose cart: a visitor's or a person's, or, for a helper, one known by its id. */
export type CartOwner = { visitorId?: string | null; personId?: string | null } | { cartId: string }

/** A cart as it is kept, with what the checkout has gathered so far. */
export interface CartRecord {
  id: string
  visitorId: string | null
  personId: string | null
  currency: Currency
  version: number
  status: 'open' | 'ordered' | 'merged'
  contact: Partial<Contact> | null
  address: Partial<Address> | null
  deliveryId: string | null
  paymentId: string | null
  /** As they are kept: in capitals, in the order in which they came. */
  codes: readonly string[]
  /** By their ids, in the order in which they came. */
  giftCards: readonly string[]
  /** Where it was begun: a channel, or `web` for the shop's own pages. */
  channel: string
  updatedAt: Date
}

/** A line as it is kept: no name and no price, which come from the catalogue whenever they are shown. */
export interface LineRecord {
  id: string
  variantId: string
  quantity: number
  version: number
  /** Where it stands in the cart. */
  position: number
  addedBy: Actor
}

export type Wares = ReadonlyMap<string, CartVariant>

/** What an edit names: a line, and the version of it that was seen. */
export interface LineEdit {
  lineId: string
  version?: number | undefined
}

export interface Addition {
  variantId: string
  quantity: number
  lineId: string
  actor: Actor
}

/** The lines with so many more of a variant: a line that has it grows. */
export function withAdded(lines: readonly LineRecord[], wares: Wares, added: Addition): Outcome<LineRecord[]> {
  const known = lines.find((line) => line.variantId === added.variantId)
  if (!isQuantity(added.quantity)) return badQuantity()
  if (!known && lines.length >= mostLines)
    return refuse('cart.full', `A cart holds at most ${mostLines} lines.`, { values: { most: mostLines } })
  const quantity = (known?.quantity ?? 0) + added.quantity
  const sold = checkSold(wares.get(added.variantId), quantity)
  if (!sold.ok) return sold
  if (known) return granted(replace(lines, { ...known, quantity, version: known.version + 1 }))
  const { lineId, variantId, actor } = added
  return granted([
    ...lines,
    { id: lineId, variantId, quantity, version: 1, position: nextPosition(lines), addedBy: actor },
  ])
}

/** The lines with another quantity of one. Fewer is always fine; more has to be there. */
export function withQuantity(
  lines: readonly LineRecord[],
  wares: Wares,
  edit: LineEdit & { quantity: number },
): Outcome<LineRecord[]> {
  const found = findLine(lines, edit)
  if (!found.ok) return found
  const line = found.value
  if (!isQuantity(edit.quantity)) return badQuantity()
  if (edit.quantity > line.quantity) {
    const sold = checkSold(wares.get(line.variantId), edit.quantity)
    if (!sold.ok) return sold
  }
  if (edit.quantity === line.quantity) return granted([...lines])
  return granted(replace(lines, { ...line, quantity: edit.quantity, version: line.version + 1 }))
}

export function without(lines: readonly LineRecord[], edit: LineEdit): Outcome<LineRecord[]> {
  const found = findLine(lines, edit)
  if (!found.ok) return found
  return granted(lines.filter((line) => line.id !== edit.lineId))
}

/** The lines as they stood before, under new versions where they differ, so that an edit that saw the later state is told. */
export function restored(lines: readonly LineRecord[], before: readonly LineRecord[]): LineRecord[] {
  return before.map((old) => {
    const now = lines.find((line) => line.id === old.id)
    if (now?.quantity === old.quantity) return now
    return { ...old, version: Math.max(old.version, now?.version ?? 0) + 1 }
  })
}

/** Two carts' lines in one: quantities of the same thing are added up, within what one cart may hold. */
export function joined(lines: readonly LineRecord[], others: readonly LineRecord[]): LineRecord[] {
  const result = new Map(lines.map((line) => [line.variantId, line]))
  for (const other of others) {
    const known = result.get(other.variantId)
    if (known) {
      const quantity = Math.min(mostOfOne, known.quantity + other.quantity)
      result.set(other.variantId, { ...known, quantity, version: known.version + 1 })
    } else if (result.size < mostLines) {
      const position = nextPosition([...result.values()])
      result.set(other.variantId, { ...other, position, version: other.version + 1 })
    }
  }
  return [...result.values()]
}

/** Whether so many of it can be sold; refused with what stands in the way. */
export function checkSold(ware: CartVariant | undefined, quantity: number): Outcome<CartVariant> {
  if (!ware?.published) return refuse('cart.not_sold', 'This is not sold any more.', { path: 'variantId' })
  if (!ware.unitPrice) return refuse('cart.no_price', 'This is not sold in this currency.', { path: 'variantId' })
  if (quantity > mostOfOne) return badQuantity()
  if (quantity <= ware.available) return granted(ware)
  return refuse('stock.insufficient', `There are ${ware.available} left.`, {
    path: 'quantity',
    values: { available: ware.available },
  })
}

const nextPosition = (lines: readonly LineRecord[]) => Math.max(0, ...lines.map((line) => line.position)) + 1

function findLine(lines: readonly LineRecord[], edit: LineEdit): Outcome<LineRecord> {
  const line = lines.find((each) => each.id === edit.lineId)
  if (!line) return refuse('cart.line_missing', 'The cart does not hold this line any more.', { path: 'lineId' })
  if (edit.version !== undefined && edit.version !== line.version)
    return refuse('cart.line_changed', `The line was changed meanwhile: there are ${line.quantity} now.`, {
      path: 'version',
      values: { quantity: line.quantity, version: line.version },
    })
  return granted(line)
}

const isQuantity = (quantity: number) => Number.isInteger(quantity) && quantity >= 1 && quantity <= mostOfOne

const badQuantity = () =>
  refuse('cart.quantity', `From 1 to ${mostOfOne} of a thing.`, { path: 'quantity', values: { most: mostOfOne } })

function replace(lines: readonly LineRecord[], changed: LineRecord): LineRecord[] {
  return lines.map((line) => (line.id === changed.id ? changed : line))
}
