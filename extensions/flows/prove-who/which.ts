import {
  accepted,
  type Choice,
  type FlowTurn,
  knownOrders,
  type Next,
  type Order,
  type SlotDefinition,
  type Step,
  sameOrderNumber,
  textOf,
} from '@parley/sdk'

const mostChoices = 10

/** One of hers by a tap or in words, or the number of another. */
export const orderSlot: SlotDefinition = {
  type: 'order_number',
  ask: 'ask.order',
  options: orderChoices,
  accept: (value) => accepted(value),
}

export const whichSteps: Record<string, Step> = {
  which: {
    do: async (turn) => {
      const known = await knownOrders(turn)
      const named = textOf(turn.slots.order_number)
      if (named !== '') return settle(turn, find(known, named)) ?? { go: 'prove' }
      const inFocus = settle(turn, find(known, turn.focus.orderNumber ?? ''))
      if (inFocus !== null) return inFocus
      const [only] = known
      if (only === undefined) return { go: 'prove' }
      return (known.length === 1 ? settle(turn, only) : null) ?? { go: 'askOrder' }
    },
  },
  askOrder: { ask: 'order', next: 'chosen' },
  chosen: {
    do: async (turn) => {
      const chosen = textOf(turn.slots.order)
      turn.slots.order_number = chosen
      return settle(turn, find(await knownOrders(turn), chosen)) ?? { go: 'prove' }
    },
  },
}

/** The order is found: it is what the talk is about now, and whoever asked goes on. */
function settle(turn: FlowTurn, order: Order | null): Next | null {
  if (order === null) return null
  turn.focus.orderNumber = order.number
  return { done: true }
}

function find(orders: Order[], number: string): Order | null {
  if (number === '') return null
  return orders.find((order) => sameOrderNumber(order.number, number)) ?? null
}

async function orderChoices(turn: FlowTurn): Promise<Choice[]> {
  const orders = await knownOrders(turn)
  return orders.slice(0, mostChoices).map((order) => ({
    value: order.number,
    label: `${order.number}, ${turn.date(new Date(order.placedAt))}`,
    hint: turn.money(order.totals.total),
  }))
}
