import {
  accepted,
  type Choice,
  defineFlow,
  type FlowTurn,
  type Next,
  type Outcome,
  type ProductView,
  productMeant,
  refused,
  type SlotValue,
  textOf,
  textsOf,
  type VariantView,
} from '@parley/sdk'

/** One mail when something can be bought again. It names the thing and the address before it promises anything. */
export default defineFlow({
  id: 'stock-alert',
  jobs: { stock_alert: { step: 'begin' } },
  facets: ['catalogue', 'alerts', 'people'],
  slots: {
    product: { type: 'product', ask: 'ask.product', again: 'ask.product_again', options: shown, accept: acceptProduct },
    variant: { type: 'choice', ask: 'ask.variant', options: soldOut },
    email: { type: 'email', ask: 'ask.email', again: 'ask.email_again' },
  },
  steps: {
    begin: {
      do: async (turn) => {
        const product = await productMeant(turn)
        if (product === null) return { askAgain: 'product', go: 'askProduct' }
        turn.slots.product = product.id
        return { go: 'which' }
      },
    },
    askProduct: { ask: 'product', next: 'which' },
    clicked: {
      do: async (turn) => {
        const clicked = textOf(turn.slots.click)
        const known = await turn.facets.catalogue.variant(clicked)
        turn.slots.product = known?.product.id ?? clicked
        if (known !== null) turn.slots.variant = known.variant.id
        return { go: 'which' }
      },
    },
    which: { do: which },
    askVariant: { ask: 'variant', next: 'knownEmail' },
    knownEmail: {
      do: async (turn) => {
        const { email } = await turn.facets.people.me()
        if (email !== null) turn.slots.email ??= email
        return { go: 'askEmail' }
      },
    },
    askEmail: { ask: 'email', next: 'wait' },
    wait: {
      do: async (turn) => {
        const email = textOf(turn.slots.email)
        const asked = await turn.facets.alerts.ask(textOf(turn.slots.variant), email)
        if (asked.ok) turn.sayText('waiting', { title: textOf(turn.slots.title), email })
        else turn.sayRefusals(asked.refusals)
        return { done: true }
      },
    },
  },
  clicks: { 'alert:': 'clicked' },
})

/** What is there now is offered instead of waited for. */
async function which(turn: FlowTurn): Promise<Next> {
  const product = await turn.facets.catalogue.product(textOf(turn.slots.product))
  if (product === null) return { askAgain: 'product', go: 'askProduct' }
  turn.slots.title = product.name
  const gone = await goneVariants(turn, product)
  const [only] = gone
  if (only === undefined) {
    const choices = [{ value: `add:${product.id}`, label: turn.text('action.add') }]
    turn.say({ type: 'choices', text: turn.text('in_stock', { title: product.name }), choices })
    return { done: true }
  }
  const named = gone.find((variant) => variant.id === textOf(turn.slots.variant))
  if (named === undefined) delete turn.slots.variant
  if (named === undefined && gone.length > 1) return { go: 'askVariant' }
  turn.slots.variant = (named ?? only).id
  return { go: 'knownEmail' }
}

/** Those she named that are sold out; all that are, where she named none. */
async function goneVariants(turn: FlowTurn, product: ProductView): Promise<VariantView[]> {
  const words = ['colour', 'size', 'option'].flatMap((slot) => textsOf(turn.slots[slot]))
  const meant = words.length === 0 ? [] : await turn.facets.catalogue.variantsFor(product.id, words)
  return (meant.length > 0 ? meant : product.variants).filter((variant) => variant.stock === 'out')
}

async function soldOut(turn: FlowTurn): Promise<Choice[]> {
  const product = await turn.facets.catalogue.product(textOf(turn.slots.product))
  if (product === null) return []
  const gone = await goneVariants(turn, product)
  return gone.map((variant) => ({
    value: variant.id,
    label: Object.values(variant.options).join(', ') || product.name,
  }))
}

function shown({ focus }: FlowTurn): Choice[] {
  return focus.shown.map((each) => ({ value: each.productId, label: each.title }))
}

async function acceptProduct(value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const text = textOf(value)
  if ((await turn.facets.catalogue.product(text)) !== null) return accepted(text)
  const { hits } = await turn.facets.catalogue.search({ text, limit: 1 })
  const [best] = hits
  return best === undefined
    ? refused('product.unknown', 'Nothing by that name', { words: text.slice(0, 60) })
    : accepted(best.card.productId)
}
