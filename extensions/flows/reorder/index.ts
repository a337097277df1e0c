import { defineFlow, type FlowTurn, knownOrders, type Next, type Order, orderInFocus, slotsOf } from '@parley/sdk'

/** "The same as last time": what is still sold goes into the basket, at today's price, and what is not is named. Nothing is ordered by it. */
export default defineFlow({
  id: 'reorder',
  jobs: { reorder: { step: 'begin' } },
  facets: ['orders', 'cart', 'catalogue'],
  slots: {},
  steps: {
    begin: { do: begin },
    fill: {
      do: async (turn) => {
        const order = await orderInFocus(turn)
        return order === null ? { done: true } : await fill(turn, order)
      },
    },
  },
})

/** The one talked about, else the newest; where none may be told yet, she proves one first. */
async function begin(turn: FlowTurn): Promise<Next> {
  const { slots } = turn
  const named = slotsOf(slots, 'order_number', 'email')
  const known = slots.order_number === undefined ? await knownOrders(turn) : []
  const order = slots.order_number === undefined ? ((await orderInFocus(turn)) ?? known[0]) : undefined
  if (order === undefined) return { call: 'which_order', slots: named, then: 'fill' }
  turn.focus.orderNumber = order.number
  return { go: 'fill' }
}

async function fill(turn: FlowTurn, order: Order): Promise<Next> {
  const missing: string[] = []
  let added = 0
  for (const line of order.lines) {
    const left = await put(turn, line.variantId, line.quantity)
    added += line.quantity - left
    const title = line.options === '' ? line.title : `${line.title} (${line.options})`
    if (left > 0) missing.push(left === line.quantity ? title : `${left} × ${title}`)
  }
  const { number } = order
  if (added > 0) turn.sayText('added', { number })
  if (missing.length > 0) turn.sayText(added > 0 ? 'missing' : 'nothing_left', { number, titles: missing.join(', ') })
  if (added > 0) await sayCart(turn)
  return { done: true }
}

/** Puts as many as there are; answers how many are lacking. */
async function put(turn: FlowTurn, variantId: string, quantity: number): Promise<number> {
  const { cart, catalogue } = turn.facets
  const sold = await catalogue.variant(variantId)
  if (sold === null) return quantity
  if ((await cart.add(variantId, quantity)).ok) return 0
  const few = Math.min(quantity, sold.variant.available ?? 0)
  return few > 0 && (await cart.add(variantId, few)).ok ? quantity - few : quantity
}

async function sayCart(turn: FlowTurn): Promise<void> {
  const cart = await turn.facets.cart.view()
  const actions = [{ value: 'job:checkout', label: turn.text('action.checkout') }]
  turn.say({ type: 'cart', cart, actions })
}
