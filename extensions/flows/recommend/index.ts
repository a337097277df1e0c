import {
  defineFlow,
  type FlowTurn,
  type Next,
  type ProductCard,
  productCards,
  type Suggestion,
  slotsOf,
  textsOf,
} from '@parley/sdk'

const atOnce = 5
const wishSlots = ['query', 'category', 'colour', 'material', 'size', 'brand', 'price_min', 'price_max', 'product']

/**
 * What else she might like, by plain counting, each time with the true reason: what others bought together with what she has in the basket,
 * with what she bought before (where she has agreed that this may be used), what is like the thing she looks at, what is bought most.
 */
export default defineFlow({
  id: 'recommend',
  jobs: { recommend: { step: 'begin' } },
  facets: ['advice', 'cart', 'catalogue', 'privacy'],
  slots: {},
  steps: {
    begin: {
      do: (turn) => {
        const wished = wishSlots.filter((slot) => textsOf(turn.slots[slot]).length > 0 || isAmount(turn.slots[slot]))
        if (wished.length === 0) return { go: 'fromCart' }
        return { become: 'find_product', slots: slotsOf(turn.slots, ...wished) }
      },
    },
    fromCart: { do: fromCart },
    fromFocus: { do: fromFocus },
    fromOwned: { do: fromOwned },
    popular: {
      do: async (turn) => {
        const cards = await cardsOf(turn, await turn.facets.advice.popular(atOnce + 5), [])
        if (cards.length === 0) return { become: 'find_product' }
        return tell(turn, turn.text('popular'), cards)
      },
    },
  },
  digressions: 'ends',
})

const isAmount = (value: unknown): boolean => typeof value === 'object' && value !== null && 'amount' in value

async function fromCart(turn: FlowTurn): Promise<Next> {
  const { lines } = await turn.facets.cart.view()
  const ids = lines.map((line) => line.productId)
  const found = await turn.facets.advice.boughtWith(ids, atOnce)
  const cards = await cardsOf(turn, found, ids)
  const [first] = found
  if (first === undefined || cards.length === 0) return { go: 'fromFocus' }
  return tell(turn, turn.text('with_cart', { orders: first.orders }), cards)
}

async function fromFocus(turn: FlowTurn): Promise<Next> {
  const { productId } = turn.focus
  const product = productId === null ? null : await turn.facets.catalogue.product(productId)
  if (product === null) return { go: 'fromOwned' }
  const hits = await turn.facets.catalogue.similar(product.id, atOnce)
  if (hits.length === 0) return { go: 'fromOwned' }
  return tell(
    turn,
    turn.text('like_this', { title: product.name }),
    hits.map((hit) => hit.card),
  )
}

/** What goes with what she has; nothing of it before she has agreed, and the reason says what it rests on. */
async function fromOwned(turn: FlowTurn): Promise<Next> {
  const owned = (await turn.facets.privacy.memory())?.owned ?? []
  const ids = [...new Set(owned.map((each) => each.productId))]
  const [latest] = owned
  if (latest === undefined) return { go: 'popular' }
  const together = await cardsOf(turn, await turn.facets.advice.boughtWith(ids, atOnce), ids)
  if (together.length > 0) return tell(turn, turn.text('with_owned', { title: latest.title }), together)
  const kinds = [...new Set(owned.flatMap((each) => each.categories.slice(0, 1)))]
  const ofKind = await cardsOf(turn, await turn.facets.advice.popular(atOnce + ids.length, kinds), ids)
  return ofKind.length === 0 ? { go: 'popular' } : tell(turn, turn.text('kind_owned', { title: latest.title }), ofKind)
}

/** What can be bought now and isn't hers already. */
async function cardsOf(turn: FlowTurn, found: Suggestion[], except: string[]): Promise<ProductCard[]> {
  const cards = await Promise.all(found.map(({ productId }) => turn.facets.catalogue.card(productId)))
  return cards
    .filter((card) => card !== null)
    .filter((card) => card.stock !== 'out' && !except.includes(card.productId))
    .slice(0, atOnce)
}

function tell(turn: FlowTurn, reason: string, cards: ProductCard[]): Next {
  turn.say({ type: 'text', text: reason })
  turn.say(productCards(cards, { show: turn.text('action.show'), add: turn.text('action.add') }))
  return { done: true }
}
