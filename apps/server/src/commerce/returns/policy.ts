import type { ReturnKind } from '@parley/contracts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import type { ShopSettings } from '../../kernel/shop-settings.ts'
import { allocate, divideRound } from '../pricing/index.ts'

export type ReturnPolicy = ShopSettings['returnPolicy']

/** An order as the policy looks at it. */
export interface Returnable {
  number: string
  status: string
  /** When she got it, as far as anybody knows: delivered, else sent. */
  arrivedAt: Date | null
  currency: string
  total: number
  delivery: number
  lines: readonly ReturnableLine[]
}

export interface ReturnableLine {
  lineId: string
  variantId: string
  productId: string
  title: string
  quantity: number
  total: number
  /** How many of it are in a return or exchange already. */
  taken: number
  finalSale: boolean
}

export interface WishedLine {
  lineId: string
  quantity: number
}

const dayMs = 86_400_000

/**
 * Whether the order may come back at all now. A refusal names the rule: `return.not_sent`, `return.cancelled`, `return.window`,
 * `return.complaint_window`. Faults have a longer time than a change of mind.
 */
export function mayComeBack(order: Returnable, kind: ReturnKind, policy: ReturnPolicy, now: Date): Outcome<null> {
  const { number, status, arrivedAt } = order
  if (status === 'cancelled') return refuse('return.cancelled', 'It was cancelled.', { values: { number } })
  if (!arrivedAt) return refuse('return.not_sent', 'It has not been sent yet.', { values: { number } })
  const days = kind === 'complaint' ? policy.complaintDays : policy.days
  if (now.getTime() - arrivedAt.getTime() <= days * dayMs) return granted(null)
  const code = kind === 'complaint' ? 'return.complaint_window' : 'return.window'
  return refuse(code, `That was possible for ${days} days.`, { values: { number, days } })
}

/** Whether these units of it may: once each, and never what is sold for good unless something is wrong with it. */
export function mayLinesComeBack(order: Returnable, wished: readonly WishedLine[], kind: ReturnKind): Outcome<null> {
  if (wished.length === 0) return refuse('return.nothing', 'Nothing was named.', { path: 'lines' })
  for (const [at, wish] of wished.entries()) {
    const path = `lines.${at}`
    const line = order.lines.find(({ lineId }) => lineId === wish.lineId)
    const twice = wished.findIndex(({ lineId }) => lineId === wish.lineId) !== at
    if (!line || twice) return refuse('return.not_in_order', 'That is not in the order.', { path })
    const { title } = line
    if (line.finalSale && kind !== 'complaint')
      return refuse('return.final_sale', 'It is sold for good.', { path, values: { title } })
    const left = line.quantity - line.taken
    if (left === 0) return refuse('return.already', 'It is in a return already.', { path, values: { title } })
    if (wish.quantity < 1 || wish.quantity > left)
      return refuse('return.too_many', `Only ${left} of it can come back.`, { path, values: { title, left } })
  }
  return granted(null)
}

export interface Reckoning {
  /** What each wished line cost her, discounts shared out, in their order. */
  lines: number[]
  goods: number
  /** Delivery goes back with the last of the order. */
  delivery: number
  cost: number
  total: number
}

/**
 * What goes back for these units: what she paid for them to the unit, so that all parts of an order together never come to more than she
 * paid, less what the policy keeps where the shop is not at fault.
 */
export function reckon(
  order: Returnable,
  wished: readonly WishedLine[],
  { policy, shopPays }: { policy: ReturnPolicy; shopPays: boolean },
): Reckoning {
  const paid = allocate(
    order.total - order.delivery,
    order.lines.map((line) => line.total),
  )
  const lines = wished.map((wish) => {
    const at = order.lines.findIndex(({ lineId }) => lineId === wish.lineId)
    const line = order.lines[at]
    if (!line) return 0
    const units = allocate(paid[at] ?? 0, Array<number>(line.quantity).fill(1))
    return units.slice(line.taken, line.taken + wish.quantity).reduce((sum, unit) => sum + unit, 0)
  })
  const goods = lines.reduce((sum, amount) => sum + amount, 0)
  const isLast = order.lines.every((line) => {
    const now = wished.find(({ lineId }) => lineId === line.lineId)?.quantity ?? 0
    return line.taken + now === line.quantity
  })
  const delivery = isLast && policy.refundsDelivery ? order.delivery : 0
  const kept = divideRound(BigInt(goods) * BigInt(Math.round(policy.restockingPercent * 100)), 10_000n)
  const cost = shopPays ? 0 : Math.min(goods + delivery, (policy.labelCost[order.currency] ?? 0) + kept)
  return { lines, goods, delivery, cost, total: goods + delivery - cost }
}
