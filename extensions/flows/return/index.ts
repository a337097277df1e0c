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
        const choices = [{ value: `return-credit:${made.number}`, label: turn.text('action.credit') }]
        turn.say({ type: 'choices', text: turn.text('rather_credit'), choices })
        return { done: true }
      },
      refused,
      kept: 'kept',
    }),
    asCredit: { do: (turn) => madeGood(turn, 'credit') },
    asMoney: { do: (turn) => madeGood(turn, 'refund') },
  },
  clicks: { 'return-credit:': 'asCredit', 'return-money:': 'asMoney' },
})

/** Until it has come she may think again, either way. */
async function madeGood(turn: FlowTurn, outcome: 'credit' | 'refund'): Promise<Next> {
  const number = textOf(turn.slots.click)
  const set = await turn.facets.returns.setOutcome(number, outcome)
  if (!set.ok) {
    turn.sayRefusals(set.refusals)
    return { done: true }
  }
  const isCredit = outcome === 'credit'
  const other = isCredit
    ? { value: `return-money:${number}`, label: turn.text('action.money') }
    : { value: `return-credit:${number}`, label: turn.text('action.credit') }
  turn.say({ type: 'choices', text: turn.text(isCredit ? 'as_credit' : 'as_money', { number }), choices: [other] })
  return { done: true }
}

function refused(turn: FlowTurn, refusals: Refusal[]): Next {
  return refusedReturn(turn, refusals, 'instead', [
    { value: 'job:complaint_damaged', label: turn.text('action.complain') },
    { value: 'person', label: turn.text('action.person') },
  ])
}
