import {
  chosenItem,
  defineFlow,
  type FlowTurn,
  gatheredReturn,
  itemSlots,
  itemSteps,
  type Next,
  orderInFocus,
  type Refusal,
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
        return otherWays(turn)
      },
    },
    askInstead: { ask: 'instead', next: 'askReason' },
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

async function others(turn: FlowTurn) {
  const order = await orderInFocus(turn)
  return order ? await turn.facets.returns.instead(order.number, textOf(turn.slots.item)) : []
}

async function propose(turn: FlowTurn) {
  const wish = await gatheredReturn(turn, { wish: 'exchange', variantId: textOf(turn.slots.instead) })
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
  return otherWays(turn)
}

function otherWays(turn: FlowTurn): Next {
  const choices = [
    { value: 'job:return_item', label: turn.text('action.return') },
    { value: 'person', label: turn.text('action.person') },
  ]
  turn.say({ type: 'choices', text: turn.text('other_way'), choices })
  return { done: true }
}
