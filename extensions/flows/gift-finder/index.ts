import {
  accepted,
  defineFlow,
  type FlowTurn,
  minorUnits,
  moneyOf,
  type Next,
  type Outcome,
  type ProductCard,
  productCards,
  refused,
  type SlotValue,
  slotsOf,
  textOf,
  textsOf,
} from '@parley/sdk'

const atOnce = 5
const wide = 30

/** A present: for whom, on what occasion, for how much. What the words find is shown; where they find nothing, it says so and shows what is bought most. */
export default defineFlow({
  id: 'gift-finder',
  jobs: { gift_help: { step: 'begin' } },
  facets: ['catalogue', 'advice'],
  slots: {
    recipient: { type: 'text', ask: 'ask.recipient', optional: true },
    occasion: { type: 'text', ask: 'ask.occasion', optional: true },
    price_max: { type: 'money', ask: 'ask.budget', optional: true, accept: acceptAmount },
  },
  steps: {
    begin: { do: (turn) => ({ go: wordsOf(turn) === '' && !hasKind(turn) ? 'askRecipient' : 'askBudget' }) },
    askRecipient: { ask: 'recipient', next: 'askOccasion' },
    askOccasion: { ask: 'occasion', next: 'askBudget' },
    askBudget: { ask: 'price_max', next: 'look' },
    look: { do: look },
  },
  // "Under 500" is how much it may cost, also before that is asked.
  corrects: ['find_product', 'refine_search'],
  digressions: 'ends',
})

const hasKind = ({ slots }: FlowTurn): boolean => textsOf(slots.category).length > 0

function wordsOf({ slots }: FlowTurn, withOccasion = true): string {
  return [slots.query, slots.recipient, ...(withOccasion ? [slots.occasion] : [])].map(textOf).filter(Boolean).join(' ')
}

async function look(turn: FlowTurn): Promise<Next> {
  const { slots, focus } = turn
  const { words, cards } = await findFitting(turn)
  focus.search = {
    ...(words === '' ? {} : { query: words }),
    ...slotsOf(slots, 'category', 'price_max'),
    in_stock: true,
  }
  if (cards.length > 0) return tell(turn, turn.text('found'), cards)
  const often = await popularWithin(turn)
  const wanted = wordsOf(turn) !== '' || hasKind(turn)
  if (often.length > 0) return tell(turn, turn.text(wanted ? 'nothing_but_popular' : 'popular'), often)
  turn.sayText('nothing')
  return { done: true }
}

/** "For her birthday" describes no goods: where it finds nothing, what she likes is looked for alone. */
async function findFitting(turn: FlowTurn): Promise<{ words: string; cards: ProductCard[] }> {
  const budget = moneyOf(turn.slots.price_max)
  const categories = textsOf(turn.slots.category)
  for (const words of new Set([wordsOf(turn), wordsOf(turn, false)])) {
    if (words === '' && categories.length === 0) continue
    const { hits, loosened } = await turn.facets.catalogue.search({
      text: words,
      inStock: true,
      limit: atOnce,
      ...(budget === null ? {} : { priceMax: budget }),
      ...(categories.length === 0 ? {} : { categories }),
    })
    if (loosened.length === 0 && hits.length > 0) return { words, cards: hits.map((hit) => hit.card) }
  }
  return { words: '', cards: [] }
}

/** What is bought most, within the budget. */
async function popularWithin(turn: FlowTurn): Promise<ProductCard[]> {
  const { facets, slots } = turn
  const found = await facets.advice.popular(wide)
  const budget = moneyOf(slots.price_max)
  const cards = await Promise.all(found.map(({ productId }) => facets.catalogue.card(productId)))
  const fits = ({ price, stock }: ProductCard) =>
    stock !== 'out' && price !== null && (budget === null || price.amount <= budget.amount)
  return cards
    .filter((card) => card !== null)
    .filter(fits)
    .slice(0, atOnce)
}

function tell(turn: FlowTurn, text: string, cards: ProductCard[]): Next {
  turn.say({ type: 'text', text })
  turn.say(productCards(cards, { show: turn.text('action.show'), add: turn.text('action.add') }))
  return { done: true }
}

/** An amount, or a bare number in the shop's own money. */
function acceptAmount(value: SlotValue, turn: FlowTurn): Outcome<SlotValue> {
  if (moneyOf(value) !== null) return accepted(value)
  const number = /\d[\d\s.,]*/
    .exec(textOf(value))?.[0]
    .replace(/[\s.,](?=\d{3})/g, '')
    .replace(',', '.')
  if (number === undefined || !Number.isFinite(Number(number))) return refused('input.amount', 'No amount in it')
  return accepted({ amount: Math.round(Number(number) * minorUnits(turn.currency)), currency: turn.currency })
}
