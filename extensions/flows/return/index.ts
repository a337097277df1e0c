import {
  defineFlow,
  type FlowTurn,
  itemSlots,
  itemSteps,
  type Next,
  type Refusal,
  refusedReturn,
  reviewSteps,
} from '@parley/sdk'

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
    ...reviewSteps({
      wish: () => ({ wish: 'refund' }),
      done: (turn, made) => {
        turn.sayText(made.status === 'asked' ? 'asked' : 'approved', { number: made.number })
        return { done: true }
      },
      refused,
      kept: 'kept',
    }),
  },
})

function refused(turn: FlowTurn, refusals: Refusal[]): Next {
  return refusedReturn(turn, refusals, 'instead', [
    { value: 'job:complaint_damaged', label: turn.text('action.complain') },
    { value: 'person', label: turn.text('action.person') },
  ])
}
