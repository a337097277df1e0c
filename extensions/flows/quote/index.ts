import { defineFlow, type FlowTurn, type Next, numberOf, textOf } from '@parley/sdk'
import { accept, decline, show } from './offers.ts'
import { acceptProduct, candidates, variantChoices, variantMeant, wayIn } from './which.ts'

/**
 * A price for a company: what and how many, or all that lies in the basket. Somebody of the shop names it; once it is taken its goods lie in
 * the basket at that price, and the checkout's own yes orders them.
 */
export default defineFlow({
  id: 'quote',
  jobs: {
    ask_quote: { step: 'begin' },
    show_quotes: { step: 'show', question: true },
  },
  facets: ['quotes', 'catalogue', 'cart'],
  slots: {
    product: { type: 'product', ask: 'ask.product', options: candidates, accept: acceptProduct },
    variant: { type: 'choice', ask: 'ask.variant', options: variantChoices },
    quantity: { type: 'quantity', ask: 'ask.quantity', again: 'ask.quantity_again' },
  },
  steps: {
    begin: {
      do: async (turn) => {
        if (!(await turn.facets.quotes.member())) return notMember(turn)
        return wayIn(turn)
      },
    },
    askProduct: { ask: 'product', next: 'which' },
    which: {
      do: async (turn) => {
        const variant = await variantMeant(turn)
        if (variant === null) return { askAgain: 'variant', go: 'askVariant' }
        turn.slots.variant = variant
        return { go: 'askQuantity' }
      },
    },
    askVariant: { ask: 'variant', next: 'askQuantity' },
    askQuantity: { ask: 'quantity', next: 'send' },
    send: {
      do: (turn) => {
        const quantity = Math.min(999, Math.max(1, numberOf(turn.slots.quantity) ?? 1))
        return ask(turn, [{ variantId: textOf(turn.slots.variant), quantity }])
      },
    },
    sendBasket: {
      do: async (turn) => {
        const { lines } = await turn.facets.cart.view()
        return ask(
          turn,
          lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
        )
      },
    },
    show: { do: show },
    accepted: { do: accept },
    declined: { do: decline },
  },
  clicks: { 'quote-accept:': 'accepted', 'quote-decline:': 'declined' },
  digressions: 'ends',
})

/** Asking binds nobody, so no yes goes before it; it can be taken back. */
async function ask(turn: FlowTurn, lines: { variantId: string; quantity: number }[]): Promise<Next> {
  const asked = await turn.facets.quotes.ask(lines, '')
  if (!asked.ok) {
    turn.sayRefusals(asked.refusals)
    return { done: true }
  }
  const { id, number } = asked.value
  const goods = asked.value.lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ')
  const text = turn.text('asked', { number, goods })
  const choices = [
    { value: 'job:show_quotes', label: turn.text('action.show') },
    { value: `quote-decline:${id}`, label: turn.text('action.withdraw') },
  ]
  turn.say({ type: 'choices', text, choices })
  return { done: true }
}

/** The rule, and what is possible instead. */
function notMember(turn: FlowTurn): Next {
  const choices = [
    { value: 'person', label: turn.text('action.person') },
    { value: 'job:show_cart', label: turn.text('action.cart') },
  ]
  turn.say({ type: 'choices', text: turn.text('not_member'), choices })
  return { done: true }
}
