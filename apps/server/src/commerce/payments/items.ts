import { allocate } from '../pricing/index.ts'

/** A thing of an order, in minor units of its currency. */
export interface ItemLine {
  lineId: string
  variantId: string
  quantity: number
  total: number
  discount: number
  vat: number
}

/** What is wished for one line: how many of it there shall be (0 is out with it), and as which variant of the same product. */
export interface ItemWish {
  lineId: string
  quantity: number
  variantId?: string | undefined
}

/** More of a thing, or another variant of it, at today's price. */
export interface AddedItem {
  /** The line it takes title and product from. */
  ofLine: string
  variantId: string
  quantity: number
}

export interface ItemPlan {
  /** How many of each line stay as they were ordered. */
  kept: ReadonlyMap<string, number>
  added: AddedItem[]
}

/** What stays at the price it was ordered for, and what is new: as many as stay of a line stay, however the rest is called. */
export function planItems(lines: readonly ItemLine[], wishes: readonly ItemWish[]): ItemPlan {
  const kept = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]))
  const added: AddedItem[] = []
  for (const wish of wishes) {
    const line = lines.find(({ lineId }) => lineId === wish.lineId)
    if (!line) continue
    const other = wish.variantId !== undefined && wish.variantId !== line.variantId
    const stays = other ? 0 : Math.min(line.quantity, wish.quantity)
    kept.set(line.lineId, stays)
    const more = wish.quantity - stays
    if (more > 0)
      added.push({ ofLine: line.lineId, variantId: other ? (wish.variantId ?? '') : line.variantId, quantity: more })
  }
  return { kept, added }
}

/** Whether a plan changes anything. */
export const changes = (lines: readonly ItemLine[], { kept, added }: ItemPlan): boolean =>
  added.length > 0 || lines.some(({ lineId, quantity }) => kept.get(lineId) !== quantity)

export interface OrderSums {
  goods: number
  discount: number
  delivery: number
  vat: number
  total: number
}

interface Priced {
  total: number
  vat: number
}

export interface Edited {
  lines: ItemLine[]
  sums: OrderSums
  /** Above 0 is to be paid, below 0 goes back. */
  difference: number
}

/**
 * The order after the plan. What stays keeps its share of the line's price, discount and VAT, to the unit; what is added costs what it was
 * quoted at; delivery stays as it was.
 */
export function editedOrder(
  order: OrderSums & { lines: readonly ItemLine[] },
  plan: ItemPlan,
  added: readonly Priced[],
): Edited {
  const lines = order.lines.map((line) => scaled(line, plan.kept.get(line.lineId) ?? line.quantity))
  const change = (field: 'total' | 'discount' | 'vat') =>
    sum(lines.map((line) => line[field])) - sum(order.lines.map((line) => line[field]))
  const goods = order.goods + change('total') + sum(added.map(({ total }) => total))
  const discount = order.discount + change('discount')
  const vat = order.vat + change('vat') + sum(added.map((each) => each.vat))
  const sums = { goods, discount, delivery: order.delivery, vat, total: goods - discount + order.delivery }
  return { lines: lines.filter(({ quantity }) => quantity > 0), sums, difference: sums.total - order.total }
}

function scaled(line: ItemLine, quantity: number): ItemLine {
  const part = (amount: number) => allocate(amount, [quantity, line.quantity - quantity])[0] ?? 0
  if (quantity === line.quantity) return line
  return { ...line, quantity, total: part(line.total), discount: part(line.discount), vat: part(line.vat) }
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0)
