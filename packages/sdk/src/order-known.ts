import type { Order } from '@parley/contracts'
import type { FlowTurn } from './flow.ts'

/** Orders that may be told without asking, newest first: of this talk, and of a customer who has proved who she is. Needs the facet `orders`. */
export async function knownOrders(turn: FlowTurn): Promise<Order[]> {
  const all = [...(await turn.facets.orders.placedHere()), ...(await turn.facets.orders.mine())]
  const once = all.filter((order, index) => all.findIndex((each) => each.number === order.number) === index)
  return once.toSorted((one, other) => (one.placedAt < other.placedAt ? 1 : -1))
}

/** The order that is talked about, where it may be told: what a flow finds after it has called `which_order`. */
export async function orderInFocus(turn: FlowTurn): Promise<Order | null> {
  const { orderNumber } = turn.focus
  if (orderNumber === null) return null
  return (await knownOrders(turn)).find((order) => sameOrderNumber(order.number, orderNumber)) ?? null
}

/** `T-10042`, "t 10042" and "10042" are one order to whoever types them. */
export function sameOrderNumber(one: string, other: string): boolean {
  const [a, b] = [bare(one), bare(other)]
  return a === b || (isDigits(b) && digits(a) === b) || (isDigits(a) && a === digits(b))
}

const bare = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '')
const digits = (number: string): string => number.replace(/\D/g, '')
const isDigits = (number: string): boolean => /^\d+$/.test(number)
