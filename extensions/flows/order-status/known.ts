import { type Choice, type FlowTurn, type Order, type SlotDefinition, type Step, textOf } from '@parley/sdk'
import { sayOrder } from './tell.ts'

export const orderSlot: SlotDefinition = { type: 'choice', ask: 'ask.order', options: orderChoices }

export const knownSteps: Record<string, Step> = {
  begin: {
    do: async (turn) => {
      const known = await knownOrders(turn)
      const number = textOf(turn.slots.order_number)
      if (number !== '') return { go: known.some((order) => sameNumber(order.number, number)) ? 'named' : 'askNumber' }
      const [only] = known
      if (only === undefined) return { go: 'askNumber' }
      if (known.length > 1) return { go: 'askOrder' }
      turn.slots.order = only.number
      return { go: 'tell' }
    },
  },
  clicked: {
    do: (turn) => {
      turn.slots.order_number = textOf(turn.slots.click)
      return { go: 'begin' }
    },
  },
  named: {
    do: (turn) => {
      turn.slots.order = textOf(turn.slots.order_number)
      return { go: 'tell' }
    },
  },
  askOrder: { ask: 'order', next: 'tell' },
  tell: {
    do: async (turn) => {
      const order = (await knownOrders(turn)).find((each) => sameNumber(each.number, textOf(turn.slots.order)))
      if (order === undefined) return { go: 'askNumber' }
      sayOrder(turn, order)
      return { done: true }
    },
  },
}

/** Orders that may be told without asking: of this talk, and of a customer who has proved who she is. */
async function knownOrders(turn: FlowTurn): Promise<Order[]> {
  const all = [...(await turn.facets.orders.placedHere()), ...(await turn.facets.orders.mine())]
  return all.filter((order, index) => all.findIndex((each) => each.number === order.number) === index)
}

async function orderChoices(turn: FlowTurn): Promise<Choice[]> {
  const orders = await knownOrders(turn)
  return orders.slice(0, 10).map((order) => ({
    value: order.number,
    label: `${order.number}, ${turn.date(new Date(order.placedAt))}`,
    hint: turn.money(order.totals.total),
  }))
}

const sameNumber = (one: string, other: string): boolean => bare(one) === bare(other)
const bare = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '')
