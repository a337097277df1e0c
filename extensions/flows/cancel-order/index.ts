import { defineFlow, type FlowTurn, type Next, orderInFocus, type Refusal, slotsOf } from '@parley/sdk'

/** Calls an order off, after a yes to what that does. Until when it may be, and by whom, is the shop's own rule, and a no names it. */
export default defineFlow({
  id: 'cancel-order',
  jobs: { cancel_order: { step: 'begin' } },
  facets: ['orders'],
  slots: {},
  steps: {
    begin: {
      do: ({ slots }) => ({ call: 'which_order', slots: slotsOf(slots, 'order_number', 'email'), then: 'review' }),
    },
    review: { propose, confirmed, denied: { go: 'keep' }, refused },
    keep: {
      do: (turn) => {
        turn.sayText('kept')
        return { done: true }
      },
    },
  },
})

async function propose(turn: FlowTurn) {
  const order = await orderInFocus(turn)
  if (order === null) return { ok: false as const, refusals: [] }
  const made = await turn.facets.orders.proposeCancel(order.number)
  if (made.ok) turn.say({ type: 'proposal', proposal: made.value })
  return made
}

async function confirmed(turn: FlowTurn, proposalId: string): Promise<Next> {
  const done = await turn.facets.orders.confirm(proposalId)
  if (!done.ok) {
    turn.sayRefusals(done.refusals)
    // What moved on meanwhile is shown as it is now, where it still can be called off.
    return done.refusals.some((each) => each.code === 'proposal.superseded') ? { go: 'review' } : { done: true }
  }
  const { number, contact } = done.value
  if (contact === null) turn.sayText('cancelled', { number })
  else turn.sayText('cancelled_mailed', { number, email: contact.email })
  return { done: true }
}

/** Nothing to tell means that the order could not be found for her; that has been said. */
function refused(turn: FlowTurn, refusals: Refusal[]): Next {
  if (refusals.length === 0) return { done: true }
  turn.sayRefusals(refusals)
  const choices = [
    { value: 'job:ask_returns_policy', label: turn.text('action.returns') },
    { value: 'person', label: turn.text('action.person') },
  ]
  turn.say({ type: 'choices', text: turn.text('instead'), choices })
  return { done: true }
}
