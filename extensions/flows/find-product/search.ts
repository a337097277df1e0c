import {
  type FlowTurn,
  type Next,
  type SearchAnswer,
  type SlotDefinition,
  type Step,
  textOf,
  textsOf,
} from '@parley/sdk'
import { sayCards } from './cards.ts'
import { sayCategories, sayNothingFound } from './nothing.ts'
import { type Filters, filtersOf, productQuery, wishInWords } from './query.ts'

/** As many as can be taken in at once. */
export const cardsAtOnce = 5

/** A wish has few words; the rest of a story is not looked into. */
const mostWords = 8

export const searchSlots: Record<string, SlotDefinition> = {
  query: { type: 'text', ask: 'ask.query', again: 'ask.query_again' },
}

export const searchSteps: Record<string, Step> = {
  begin: {
    do: async (turn) => {
      if (isOneProduct(turn)) return { go: 'showNamed' }
      if (Object.keys(filtersOf(turn.slots)).length > 0) return { go: 'search' }
      const variant = await variantNamed(turn)
      if (variant === null) return { go: 'greetWish' }
      turn.slots.click = variant
      return { go: 'show' }
    },
  },
  greetWish: {
    do: async (turn) => {
      await sayCategories(turn, 'categories')
      return { go: 'askQuery' }
    },
  },
  askQuery: { ask: 'query', next: 'search' },
  search: { do: (turn) => search(turn, filtersOf(turn.slots)) },
  findCategory: {
    do: async (turn) => {
      const id = textOf(turn.slots.click)
      const categories = await turn.facets.catalogue.categories()
      const known = categories.some((each) => each.id === id)
      return await search(turn, known ? { category: id } : { query: id })
    },
  },
}

/** A product called by its name is shown, not searched for. */
function isOneProduct(turn: FlowTurn): boolean {
  return textsOf(turn.slots.product).length === 1
}

/** "Pine tar", said of the candle on the screen, is that candle. */
async function variantNamed({ slots, focus, facets }: FlowTurn): Promise<string | null> {
  const words = textsOf(slots.option)
  if (focus.productId === null || words.length === 0) return null
  const [variant] = await facets.catalogue.variantsFor(focus.productId, words)
  return variant === undefined ? null : `${focus.productId}/${variant.id}`
}

/** Searches, tells honestly what came of it, and keeps the search so that it can be narrowed. */
export async function search(turn: FlowTurn, filters: Filters): Promise<Next> {
  const found = await searchSensibly(turn, filters)
  if (found.answer.hits.length === 0) return await sayNothingFound(turn, found.filters)
  turn.focus.search = found.filters
  sayFound(turn, found.filters, found.answer, wishInWords(turn, filters))
  return { done: true }
}

interface Found {
  filters: Filters
  answer: SearchAnswer
}

/**
 * Where words and kind don't meet, one of them is vain: of "a lamp for my desk" the lamp is wanted, and a lamp "for my mother" is at least
 * a lamp. Answers with the filters that were kept.
 */
export async function searchSensibly(turn: FlowTurn, filters: Filters): Promise<Found> {
  const answer = await turn.facets.catalogue.search(productQuery(filters, cardsAtOnce))
  const misheard = await byWordsMisheard(turn, filters, answer)
  if (misheard !== null) return misheard
  const vain = textOf(filters.query) === '' ? null : vainFilter(filters, answer)
  if (vain === null) return answer.hits.length > 0 ? { filters, answer } : await byWordsThatFind(turn, filters, answer)
  const without = async (slot: string): Promise<Found> => {
    const { [slot]: _, ...rest } = filters
    return { filters: rest, answer: await turn.facets.catalogue.search(productQuery(rest, cardsAtOnce)) }
  }
  const first = await without(vain)
  // What the words found without the kind must be called by them, or they were but the rest of the sentence.
  const second = vain === 'category' && !isCalled(first.answer, textOf(filters.query)) ? await without('query') : null
  return [...(second ? [second] : []), first].find((one) => one.answer.hits.length > 0) ?? { filters, answer }
}

/**
 * A colour that nothing has, and that was all she said, is no colour: "betesaskar" are tackle boxes. Her word is looked for before the whole
 * shop is shown for want of it.
 */
async function byWordsMisheard(turn: FlowTurn, filters: Filters, answer: SearchAnswer): Promise<Found | null> {
  const named = ['query', 'category', 'brand'].some((slot) => filters[slot] !== undefined)
  const vain = ['colour', 'material'].filter((slot) => answer.loosened.includes(`${slot}s`))
  const words = (turn.reading?.entities ?? []).flatMap(({ type, text }) => (vain.includes(type) ? [text] : []))
  if (named || words.length === 0) return null
  const { colour: _, material: __, ...rest } = filters
  const kept = { ...rest, query: words.join(' ') }
  const found = await turn.facets.catalogue.search(productQuery(kept, cardsAtOnce))
  return found.hits.length > 0 && found.loosened.length === 0 ? { filters: kept, answer: found } : null
}

/** Whether the best of them bears one of the words in its name, in some form of it. */
function isCalled({ hits: [best] }: SearchAnswer, query: string): boolean {
  const title = best?.card.title.toLowerCase() ?? ''
  return query
    .toLowerCase()
    .split(' ')
    .some((word) => word.length >= 3 && title.includes(word.slice(0, Math.max(3, word.length - 2))))
}

/** Of "garden hoses for my brother" the brother finds nothing: the words that do find something are looked for. */
async function byWordsThatFind(turn: FlowTurn, filters: Filters, nothing: SearchAnswer): Promise<Found> {
  const words = textOf(filters.query).split(' ').slice(0, mostWords)
  const finding: string[] = []
  for (const word of words.length > 1 ? words : []) {
    const { hits } = await turn.facets.catalogue.search(productQuery({ ...filters, query: word }, 1))
    if (hits.length > 0) finding.push(word)
  }
  if (finding.length === 0 || finding.length === words.length) return { filters, answer: nothing }
  const kept = { ...filters, query: finding.join(' ') }
  const answer = await turn.facets.catalogue.search(productQuery(kept, cardsAtOnce))
  return { filters: kept, answer: { corrected: kept.query, ...answer } }
}

function vainFilter(filters: Filters, answer: SearchAnswer): 'category' | 'query' | null {
  if (answer.loosened.includes('categories')) return 'category'
  const named = ['category', 'brand', 'colour', 'material'].some((slot) => filters[slot] !== undefined)
  return answer.hits.length === 0 && named ? 'query' : null
}

function sayFound(turn: FlowTurn, filters: Filters, answer: SearchAnswer, words: string): void {
  if (answer.loosened.length > 0)
    turn.sayText('loosened', { what: answer.loosened.map((each) => filterName(turn, each)).join(', ') })
  else if (answer.mentioned) turn.sayText('mentioned', { words })
  else if (answer.corrected !== undefined) turn.sayText('corrected', { words, corrected: answer.corrected })
  else turn.sayText('found', { count: totalOf(answer) })
  sayCards(turn, answer.hits)
  const left = totalOf(answer) - answer.hits.length
  if (left > 0) sayMore(turn, filters, answer, left)
}

/** Hits that can't be shown just now are not promised. */
function totalOf(answer: SearchAnswer): number {
  return answer.hits.length < cardsAtOnce ? answer.hits.length : answer.total
}

function sayMore(turn: FlowTurn, filters: Filters, answer: SearchAnswer, left: number): void {
  const seen = answer.hits.map((hit) => hit.card.productId)
  const before = Array.isArray(filters.seen) ? filters.seen : []
  turn.focus.search = { ...filters, seen: [...before, ...seen] }
  turn.say({
    type: 'choices',
    text: turn.text('narrow', { left }),
    choices: [{ value: 'more:', label: turn.text('action.more') }],
  })
}

/** The catalogue names the filters it let go by its own words for them. */
function filterName(turn: FlowTurn, filter: string): string {
  const names: Record<string, string> = {
    colours: 'filter.colour',
    materials: 'filter.material',
    sizes: 'filter.size',
    brands: 'filter.brand',
    categories: 'filter.category',
    priceMin: 'filter.price',
    priceMax: 'filter.price',
    maxWidthMm: 'filter.width',
    inStock: 'filter.stock',
    without: 'filter.without',
  }
  const key = names[filter]
  return key === undefined ? filter : turn.text(key)
}
