import {
  type Choice,
  chosenItem,
  defineFlow,
  type FlowTurn,
  itemSlots,
  itemSteps,
  type Next,
  orderInFocus,
  type Refusal,
  refusedReturn,
  reviewSteps,
  textOf,
} from '@parley/sdk'

/** The same thing in another size or colour: which one, what instead, why, then a yes. What comes instead is set aside with the yes. */
export default defineFlow({
  id: 'exchange',
  jobs: { exchange_item: { step: 'begin' } },
  facets: ['orders', 'returns'],
  slots: {
    ...itemSlots('exchange', { item: 'ask.item', quantity: 'ask.quantity' }),
    instead: { type: 'choice', ask: 'ask.instead', options: others },
    reason: { type: 'choice', ask: 'ask.reason', options: (turn) => turn.facets.returns.reasons('return') },
  },
  steps: {
    ...itemSteps('exchange', 'choose', refused),
    choose: {
      do: async (turn) => {
        if ((await others(turn)).length > 0) return { go: 'askInstead' }
        const item = await chosenItem(turn, 'exchange')
        turn.sayText('nothing_else', { title: item?.title ?? '' })
        turn.say({ type: 'choices', text: turn.text('other_way'), choices: otherWays(turn) })
        return { done: true }
      },
    },
    askInstead: { ask: 'instead', next: 'askReason' },
    askReason: { ask: 'reason', next: 'review' },
    ...reviewSteps({
      wish: (turn) => ({ wish: 'exchange', variantId: textOf(turn.slots.instead) }),
      done: (turn, made) => {
        turn.sayText(made.status === 'asked' ? 'asked' : 'approved', { number: made.number })
        return { done: true }
      },
      refused,
      kept: 'kept',
    }),
  },
})

async function others(turn: FlowTurn) {
  const order = await orderInFocus(turn)
  return order ? await turn.facets.returns.instead(order.number, textOf(turn.slots.item)) : []
}

const otherWays = (turn: FlowTurn): Choice[] => [
  { value: 'job:return_item', label: turn.text('action.return') },
  { value: 'person', label: turn.text('action.person') },
]

function refused(turn: FlowTurn, refusals: Refusal[]): Next {
  return refusedReturn(turn, refusals, 'other_way', otherWays(turn))
}
