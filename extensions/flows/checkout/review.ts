import type { FlowTurn, Next, Refusal, Step } from '@parley/sdk'

export const reviewSteps: Record<string, Step> = {
  review: { propose, confirmed, denied: { go: 'declined' }, refused },
  declined: {
    do: (turn) => {
      const choices = [
        { value: 'job:show_cart', label: turn.text('action.cart') },
        { value: 'job:checkout', label: turn.text('action.again') },
      ]
      turn.say({ type: 'choices', text: turn.text('declined'), choices })
      return { done: true }
    },
  },
}

async function propose(turn: FlowTurn) {
  const made = await turn.facets.checkout.propose()
  if (made.ok) turn.say({ type: 'proposal', proposal: made.value })
  return made
}

/** Places the order that was shown. Where the world moved on meanwhile, it says so and shows the new state of things. */
async function confirmed(turn: FlowTurn, proposalId: string): Promise<Next> {
  const placed = await turn.facets.checkout.confirm(proposalId)
  if (!placed.ok) {
    turn.sayRefusals(placed.refusals)
    return { go: 'route' }
  }
  const { order, payUrl } = placed.value
  if (payUrl !== null) {
    turn.sayText('placed_to_pay', { number: order.number })
    turn.say({ type: 'order', order })
    turn.say({
      type: 'payment_link',
      orderNumber: order.number,
      amount: order.totals.total,
      url: payUrl,
      label: turn.text('action.pay'),
    })
    return { done: true }
  }
  const email = order.contact?.email
  if (email === undefined) turn.sayText('placed', { number: order.number })
  else turn.sayText('placed_mailed', { number: order.number, email })
  turn.say({ type: 'order', order })
  return { done: true }
}

/** What is missing is asked for; what can't be mended here is told. */
async function refused(turn: FlowTurn, refusals: Refusal[]): Promise<Next> {
  const { missing } = await turn.facets.checkout.view()
  if (missing.length > 0) return { go: 'route' }
  turn.sayRefusals(refusals)
  const choices = [
    { value: 'job:show_cart', label: turn.text('action.cart') },
    { value: 'person', label: turn.text('action.person') },
  ]
  turn.say({ type: 'choices', text: turn.text('cannot_order'), choices })
  return { done: true }
}
