import { defineFlow, type FlowTurn, type Next, orderInFocus, slotsOf } from '@parley/sdk'

/** Where the money is: what is being given back of an order, to where, and how far what comes back has come. */
export default defineFlow({
  id: 'refund-status',
  jobs: { refund_status: { step: 'begin' } },
  facets: ['orders', 'returns'],
  slots: {},
  steps: {
    begin: {
      do: ({ slots }) => ({ call: 'which_order', slots: slotsOf(slots, 'order_number', 'email'), then: 'tell' }),
    },
    tell: { do: tell },
  },
  digressions: 'ends',
})

async function tell(turn: FlowTurn): Promise<Next> {
  const order = await orderInFocus(turn)
  // That it could not be found has been said.
  if (order === null) return { done: true }
  const standing = await turn.facets.returns.standing(order.number)
  if (!standing.ok) {
    turn.sayRefusals(standing.refusals)
    return { done: true }
  }
  const { returns, refunds } = standing.value
  for (const { amount, status, to, at } of refunds)
    turn.sayText(`refund.${status}`, { amount: turn.money(amount), to, date: turn.date(new Date(at)) })
  for (const { number, status, total, wish, creditLastFour } of returns) {
    const told = { number, amount: turn.money(total) }
    if (status !== 'refunded' || wish !== 'credit') turn.sayText(`return.${status}`, told)
    else if (creditLastFour === null) turn.sayText('return.credited_mailed', told)
    else turn.sayText('return.credited', { ...told, last: creditLastFour })
  }
  if (returns.length > 0 || refunds.length > 0) return { done: true }
  const choices = [
    { value: 'job:return_item', label: turn.text('action.return') },
    { value: 'person', label: turn.text('action.person') },
  ]
  turn.say({ type: 'choices', text: turn.text('nothing', { number: order.number }), choices })
  return { done: true }
}
