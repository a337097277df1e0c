import {
  defineFlow,
  type FlowTurn,
  gatheredReturn,
  itemSlots,
  itemSteps,
  type Next,
  type Refusal,
  textOf,
} from '@parley/sdk'

/** Something is wrong with it: which thing, what is wrong, money or a new one, then a yes. Somebody of the shop looks at every one. */
export default defineFlow({
  id: 'complaint',
  jobs: { complaint_damaged: { step: 'sorry' } },
  facets: ['orders', 'returns'],
  slots: {
    ...itemSlots('complaint', { item: 'ask.item', quantity: 'ask.quantity' }),
    reason: { type: 'choice', ask: 'ask.reason', options: (turn) => turn.facets.returns.reasons('fault') },
    problem: { type: 'text', ask: 'ask.problem', optional: true },
    remedy: { type: 'choice', ask: 'ask.remedy', options: remedies },
  },
  steps: {
    sorry: {
      do: (turn) => {
        turn.sayText('sorry')
        return { go: 'begin' }
      },
    },
    ...itemSteps('complaint', 'askReason', refused),
    askReason: { ask: 'reason', next: 'askProblem' },
    askProblem: { ask: 'problem', next: 'askRemedy' },
    askRemedy: { ask: 'remedy', next: 'review' },
    review: { propose, confirmed, denied: { go: 'keep' }, refused },
    keep: {
      do: (turn) => {
        turn.sayText('kept')
        return { done: true }
      },
    },
  },
})

function remedies(turn: FlowTurn) {
  return [
    { value: 'exchange', label: turn.text('remedy.exchange') },
    { value: 'refund', label: turn.text('remedy.refund') },
  ]
}

async function propose(turn: FlowTurn) {
  const note = textOf(turn.slots.problem)
  const wish = textOf(turn.slots.remedy) === 'exchange' ? 'exchange' : 'refund'
  const gathered = await gatheredReturn(turn, { wish, ...(note === '' ? {} : { note }) })
  if (gathered === null) return { ok: false as const, refusals: [] }
  const made = await turn.facets.returns.propose(gathered)
  if (made.ok) turn.say({ type: 'proposal', proposal: made.value })
  return made
}

async function confirmed(turn: FlowTurn, proposalId: string): Promise<Next> {
  const done = await turn.facets.returns.confirm(proposalId)
  if (!done.ok) {
    turn.sayRefusals(done.refusals)
    return done.refusals.some(({ code }) => code === 'proposal.superseded') ? { go: 'review' } : { done: true }
  }
  turn.sayText('asked', { number: done.value.number })
  return { handOver: 'complaint_damaged' }
}

/** A rule is no last word where something is wrong: a person may look at it. Nothing to tell means that the order is out of sight. */
function refused(turn: FlowTurn, refusals: Refusal[]): Next {
  if (refusals.length === 0) return { done: true }
  turn.sayRefusals(refusals)
  const choices = [{ value: 'person', label: turn.text('action.person') }]
  turn.say({ type: 'choices', text: turn.text('instead'), choices })
  return { done: true }
}
