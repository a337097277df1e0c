import {
  defineFlow,
  type FlowTurn,
  itemSlots,
  itemSteps,
  type Next,
  type Refusal,
  refusedReturn,
  reviewSteps,
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
    ...reviewSteps({
      wish: (turn) => {
        const note = textOf(turn.slots.problem)
        const wish = textOf(turn.slots.remedy) === 'exchange' ? 'exchange' : 'refund'
        return { wish, ...(note === '' ? {} : { note }) }
      },
      done: (turn, made) => {
        turn.sayText('asked', { number: made.number })
        return { handOver: 'complaint_damaged' }
      },
      refused,
      kept: 'kept',
    }),
  },
})

function remedies(turn: FlowTurn) {
  return [
    { value: 'exchange', label: turn.text('remedy.exchange') },
    { value: 'refund', label: turn.text('remedy.refund') },
  ]
}

/** A rule is no last word where something is wrong: a person may look at it. */
function refused(turn: FlowTurn, refusals: Refusal[]): Next {
  return refusedReturn(turn, refusals, 'instead', [{ value: 'person', label: turn.text('action.person') }])
}
