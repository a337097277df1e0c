import {
  type Address,
  accepted,
  type Choice,
  defineFlow,
  type FlowTurn,
  type Next,
  type Outcome,
  orderInFocus,
  type Refusal,
  readAddress,
  refused,
  type SlotValue,
  slotsOf,
  textOf,
} from '@parley/sdk'
import { addressSaid } from './address-said.ts'

/**
 * Another address: of what is on its way to being ordered, or of an order that has not left yet. The latter after a yes to where it will
 * go; until when it may be is the shop's own rule.
 */
export default defineFlow({
  id: 'change-address',
  jobs: {
    change_address: { step: 'begin' },
    change_order_address: { step: 'order' },
  },
  facets: ['cart', 'orders'],
  slots: {
    which: { type: 'choice', ask: 'ask.which', options: whichOptions },
    address: { type: 'address', ask: 'ask.address', again: 'ask.address_again', accept: acceptAddress },
  },
  steps: {
    begin: { do: begin },
    askWhich: { ask: 'which', next: 'asked' },
    asked: { do: (turn) => (textOf(turn.slots.which) === basket ? toBasket(turn) : { go: 'order' }) },
    order: {
      do: ({ slots }) => ({ call: 'which_order', slots: slotsOf(slots, 'order_number', 'email'), then: 'found' }),
    },
    found: { do: found },
    askAddress: { ask: 'address', next: 'review' },
    review: { propose, confirmed, denied: { go: 'keep' }, refused: whyNot },
    keep: {
      do: (turn) => {
        turn.sayText('kept')
        return { done: true }
      },
    },
  },
})

const basket = 'basket'

/** Of what is in the basket, or of an order? Where both may be, and nothing tells, she is asked. */
async function begin(turn: FlowTurn): Promise<Next> {
  const said = addressSaid(turn)
  if (turn.slots.address === undefined && said !== null) turn.slots.address = said
  const { lines } = await turn.facets.cart.view()
  if (textOf(turn.slots.order_number) !== '' || lines.length === 0) return { go: 'order' }
  // A checkout that waits below is what she speaks of.
  const order = turn.interrupting ? null : await orderInFocus(turn)
  const mayChange = order !== null && (await turn.facets.orders.mayChange(order.number, 'address')).ok
  return mayChange ? { go: 'askWhich' } : toBasket(turn)
}

function toBasket(turn: FlowTurn): Next {
  return { become: 'change_checkout_address', slots: slotsOf(turn.slots, 'address') }
}

function whichOptions(turn: FlowTurn): Choice[] {
  const order = turn.focus.orderNumber
  const orders = order === null ? [] : [{ value: order, label: turn.text('option.order', { number: order }) }]
  return [...orders, { value: basket, label: turn.text('option.basket') }]
}

/** Street, postcode and town in one sentence; anything less is asked for again rather than guessed. */
function acceptAddress(value: SlotValue): Outcome<SlotValue> {
  const { line1, postalCode, city } = readAddress(value)
  const whole = line1 !== undefined && postalCode !== undefined && city !== undefined
  return whole ? accepted(value) : refused('input.address', 'It lacks street, postcode or town')
}

/** Where it may not be, that is told before she writes an address in vain. */
async function found(turn: FlowTurn): Promise<Next> {
  const order = await orderInFocus(turn)
  if (order === null) return { done: true }
  const may = await turn.facets.orders.mayChange(order.number, 'address')
  return may.ok ? { go: 'askAddress' } : whyNot(turn, may.refusals)
}

async function propose(turn: FlowTurn) {
  const order = await orderInFocus(turn)
  if (order === null) return { ok: false as const, refusals: [] }
  const made = await turn.facets.orders.proposeAddress(order.number, {
    ...wholeAddress(turn.slots.address),
    country: order.address?.country ?? '',
  })
  if (made.ok) turn.say({ type: 'proposal', proposal: made.value })
  return made
}

/** The country stays that of the order: what delivery and VAT cost rests on it. */
function wholeAddress(said: SlotValue | undefined): Omit<Address, 'country'> {
  const { line1 = '', postalCode = '', city = '' } = readAddress(said ?? null)
  return { line1, postalCode, city }
}

async function confirmed(turn: FlowTurn, proposalId: string): Promise<Next> {
  const done = await turn.facets.orders.confirm(proposalId)
  if (!done.ok) {
    turn.sayRefusals(done.refusals)
    return done.refusals.some((each) => each.code === 'proposal.superseded') ? { go: 'review' } : { done: true }
  }
  turn.sayText('changed', { number: done.value.number })
  return { done: true }
}

/** An address that will not do is asked for again; a rule in the way ends it. */
function whyNot(turn: FlowTurn, refusals: Refusal[]): Next {
  if (refusals.length === 0) return { done: true }
  turn.sayRefusals(refusals)
  if (refusals.every((each) => each.code.startsWith('address.'))) return { askAgain: 'address', go: 'askAddress' }
  const choices = [{ value: 'person', label: turn.text('action.person') }]
  turn.say({ type: 'choices', text: turn.text('instead'), choices })
  return { done: true }
}
