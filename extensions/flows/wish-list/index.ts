import { accepted, defineFlow, type FlowTurn, refused, type SlotDefinition, type SlotValue, textOf } from '@parley/sdk'
import { keepSteps } from './keep.ts'
import { listSteps } from './list.ts'

/** Things kept for later: saved, shown, moved into the basket. */
export default defineFlow({
  id: 'wish-list',
  jobs: {
    save_wish: { step: 'save' },
    show_wishes: { step: 'show', question: true },
    remove_wish: { step: 'remove' },
    wishes_to_cart: { step: 'toCart' },
  },
  facets: ['wishes', 'catalogue', 'cart'],
  slots: { product: productSlot() },
  steps: { ...keepSteps, ...listSteps },
  clicks: { 'wish:': 'clicked', 'unwish:': 'unclicked' },
  digressions: 'ends',
})

function productSlot(): SlotDefinition {
  return {
    type: 'product',
    ask: 'ask.product',
    options: (turn) => turn.focus.shown.map((each) => ({ value: each.productId, label: each.title })),
    accept: acceptProduct,
  }
}

async function acceptProduct(value: SlotValue, turn: FlowTurn) {
  const text = textOf(value)
  if ((await turn.facets.catalogue.product(text)) !== null) return accepted<SlotValue>(text)
  const { hits } = await turn.facets.catalogue.search({ text, limit: 1 })
  const [best] = hits
  return best === undefined
    ? refused('product.unknown', 'Nothing by that name', { words: text.slice(0, 60) })
    : accepted<SlotValue>(best.card.productId)
}
