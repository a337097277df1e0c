import { defineFlow, type FlowTurn, gatheredReturn, itemSlots, itemSteps, type Next, type Refusal } from '@parley/sdk'

/** Sends something back: which order, which thing, why, then a yes to exactly what that does. A no names the shop's rule and what is possible instead. */
export default defineFlow({
  id: 'return',
  jobs: { return_item: { step: 'begin' } },
  facets: ['orders', 'returns'],
  slots: {
    ...itemSlots('return', { item: 'ask.item', quantity: 'ask.quantity' }),
    reason: { type: 'choice', ask: 'ask.reason', options: (turn) => turn.facets.returns.reasons('return') },
  },
  steps: {
    ...itemSteps('return', 'askReason', refused),
    askReason: { ask: 'reason', next: 'review' },
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
  const wish = await gatheredReturn(turn, { wish: 'refund' })
  if (wish === null) return { ok: false as const, refusals: [] }
  const made = await turn.facets.returns.propose(wish)
  if (made.ok) turn.say({ type: 'proposal', proposal: made.value })
  return made
}

async function confirmed(turn: FlowTurn, proposalId: string): Promise<Next> {
  const done = await turn.facets.returns.confirm(proposalId)
  if (!done.ok) {
    turn.sayRefusals(done.refusals)
    return done.refusals.some(({ code }) => code === 'proposal.superseded') ? { go: 'review' } : { done: true }
  }
  turn.sayText(done.value.status === 'asked' ? 'asked' : 'approved', { number: done.value.number })
  return { done: true }
}

/** Nothing to tell means that the order is out of sight; that has been said. */
function refused(turn: FlowTurn, refusals: Refusal[]): Next {
  if (refusals.length === 0) return { done: true }
  turn.sayRefusals(refusals)
  const choices = [
    { value: 'job:complaint_damaged', label: turn.text('action.complain') },
    { value: 'person', label: turn.text('action.person') },
  ]
  turn.say({ type: 'choices', text: turn.text('instead'), choices })
  return { done: true }
}
