import {
  type Choice,
  defineFlow,
  type EditableItem,
  type FlowTurn,
  type Next,
  numberOf,
  orderInFocus,
  type Refusal,
  slotsOf,
  textOf,
} from '@parley/sdk'

/**
 * What an order holds, changed until it is packed: fewer or more of a thing, another size or colour, or out with it. Shown line by line with
 * what it costs or brings back, and done by a yes.
 */
export default defineFlow({
  id: 'change-order',
  jobs: { change_order_items: { step: 'begin' } },
  facets: ['orders', 'items', 'catalogue'],
  slots: {
    item: { type: 'choice', ask: 'ask.item', options: itemChoices },
    how: { type: 'choice', ask: 'ask.how', options: ways },
    quantity: { type: 'quantity', ask: 'ask.quantity', again: 'ask.quantity_again' },
    instead: { type: 'choice', ask: 'ask.instead', options: others },
  },
  steps: {
    begin: {
      do: ({ slots }) => ({ call: 'which_order', slots: slotsOf(slots, 'order_number', 'email'), then: 'find' }),
    },
    find: {
      do: async (turn) => {
        const order = await orderInFocus(turn)
        if (order === null) return { done: true }
        const lines = await turn.facets.items.lines(order.number)
        if (!lines.ok) return refused(turn, lines.refusals)
        // "Make it three" of the only thing there is needs no more questions.
        const [only, another] = lines.value
        if (only === undefined || another !== undefined) return { go: 'askItem' }
        turn.slots.item = only.lineId
        return { go: 'named' }
      },
    },
    askItem: { ask: 'item', next: 'named' },
    named: {
      do: (turn) => {
        if (numberOf(turn.slots.quantity) === null || textOf(turn.slots.how) !== '') return { go: 'askHow' }
        turn.slots.how = 'quantity'
        return { go: 'review' }
      },
    },
    askHow: { ask: 'how', next: 'which' },
    which: {
      do: async (turn) => {
        const how = textOf(turn.slots.how)
        if (how === 'out') return { go: 'review' }
        if (how === 'quantity') return { askAgain: 'quantity', go: 'askQuantity' }
        if ((await others(turn)).length > 0) return { go: 'askInstead' }
        turn.sayText('nothing_else')
        return { askAgain: 'how', go: 'askHow' }
      },
    },
    askQuantity: { ask: 'quantity', next: 'review' },
    askInstead: { ask: 'instead', next: 'review' },
    review: {
      propose: async (turn) => {
        const [order, item] = [await orderInFocus(turn), await chosen(turn)]
        if (order === null || item === null) return { ok: false, refusals: [] }
        const made = await turn.facets.items.propose(order.number, [wishOf(turn, item)])
        if (made.ok) turn.say({ type: 'proposal', proposal: made.value })
        return made
      },
      confirmed,
      denied: { go: 'keep' },
      refused,
    },
    keep: {
      do: (turn) => {
        turn.sayText('kept')
        return { done: true }
      },
    },
  },
})

async function linesOf(turn: FlowTurn): Promise<EditableItem[]> {
  const order = await orderInFocus(turn)
  const lines = order && (await turn.facets.items.lines(order.number))
  return lines?.ok ? lines.value : []
}

async function chosen(turn: FlowTurn): Promise<EditableItem | null> {
  return (await linesOf(turn)).find(({ lineId }) => lineId === textOf(turn.slots.item)) ?? null
}

async function itemChoices(turn: FlowTurn): Promise<Choice[]> {
  return (await linesOf(turn)).slice(0, 20).map(({ lineId, title, options, quantity }) => ({
    value: lineId,
    label: [title, options].filter(Boolean).join(', '),
    ...(quantity > 1 ? { hint: `× ${quantity}` } : {}),
  }))
}

function ways(turn: FlowTurn): Choice[] {
  return (['quantity', 'instead', 'out'] as const).map((value) => ({ value, label: turn.text(`how.${value}`) }))
}

/** Other variants of the same thing that there are. */
async function others(turn: FlowTurn): Promise<Choice[]> {
  const item = await chosen(turn)
  const product = item && (await turn.facets.catalogue.product(item.productId))
  return (product?.variants ?? [])
    .filter(({ id, stock }) => id !== item?.variantId && stock !== 'out')
    .slice(0, 20)
    .map(({ id, options }) => ({ value: id, label: Object.values(options).join(', ') }))
}

function wishOf(turn: FlowTurn, item: EditableItem) {
  const how = textOf(turn.slots.how)
  if (how === 'out') return { lineId: item.lineId, quantity: 0 }
  if (how === 'instead') return { lineId: item.lineId, quantity: item.quantity, variantId: textOf(turn.slots.instead) }
  return { lineId: item.lineId, quantity: Math.min(999, Math.max(0, numberOf(turn.slots.quantity) ?? item.quantity)) }
}

async function confirmed(turn: FlowTurn, proposalId: string): Promise<Next> {
  const done = await turn.facets.items.confirm(proposalId)
  if (!done.ok) {
    turn.sayRefusals(done.refusals)
    return done.refusals.some(({ code }) => code === 'proposal.superseded') ? { go: 'review' } : { done: true }
  }
  const { number, toPay } = done.value
  if (toPay === null) turn.sayText('changed', { number })
  else {
    const { amount, url, isDone } = toPay
    turn.sayText(isDone ? 'changed_to_pay' : 'waits', { number, amount: turn.money(amount) })
    turn.say({ type: 'payment_link', orderNumber: number, amount, url, label: turn.text('action.pay') })
  }
  return { done: true }
}

/** The rule that stands in the way, and what is possible instead. */
function refused(turn: FlowTurn, refusals: Refusal[]): Next {
  if (refusals.length === 0) return { done: true }
  turn.sayRefusals(refusals)
  const isAll = refusals.some(({ code }) => code === 'order.items_nothing_left')
  const isLate = refusals.some(({ code }) => code === 'order.items_packed')
  const choices = [
    ...(isAll ? [{ value: 'job:cancel_order', label: turn.text('action.cancel') }] : []),
    ...(isLate ? [{ value: 'job:exchange_item', label: turn.text('action.exchange') }] : []),
    ...(isLate ? [{ value: 'job:return_item', label: turn.text('action.return') }] : []),
    { value: 'person', label: turn.text('action.person') },
  ]
  turn.say({ type: 'choices', text: turn.text('instead'), choices })
  return { done: true }
}
