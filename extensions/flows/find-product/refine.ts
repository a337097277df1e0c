import {
  type FlowTurn,
  moneyOf,
  type Next,
  type ProductHit,
  type ProductView,
  type Step,
  shownByPrice,
  textOf,
  textsOf,
} from '@parley/sdk'
import { sayCards } from './cards.ts'
import { type Filters, filtersOf, productQuery } from './query.ts'
import { cardsAtOnce, search, searchSensibly } from './search.ts'

/** Below this the reader took it for a narrowing for want of something better. */
const sureEnough = 0.6

export const refineSteps: Record<string, Step> = {
  refine: { do: refine },
  cheaper: { do: cheaper },
  more: { do: more },
}

/** Narrows what was searched last: new filters join the old ones, and one of the same kind takes its place. */
async function refine(turn: FlowTurn): Promise<Next> {
  const compare = textOf(turn.slots.compare)
  if (compare === 'cheaper') return await byPrice(turn, 'down')
  if (compare === 'dearer') return await byPrice(turn, 'up')
  if (compare === 'bigger' || compare === 'smaller') return await byDimensions(turn, compare)
  const added = filtersOf(turn.slots)
  const before = turn.focus.search
  if (before === null) return { go: 'begin' }
  if (Object.keys(added).length === 0) return await more(turn)
  return await search(turn, isAnotherKind(turn, before, added) ? added : joined(before, added))
}

/** "And shoes?", said of a blue shirt in M, begins anew: neither colour nor size are those of the shoes. */
function isAnotherKind({ reading }: FlowTurn, before: Filters, added: Filters): boolean {
  const [kinds, earlier] = [textsOf(added.category), textsOf(before.category)]
  if (kinds.length === 0) return false
  if (earlier.length === 0) return textOf(before.query) !== '' && (reading?.confidence ?? 1) < sureEnough
  const isWithin = (one: string, other: string) => one === other || one.startsWith(`${other}/`)
  return !kinds.some((kind) => earlier.some((each) => isWithin(kind, each) || isWithin(each, kind)))
}

function joined(before: Filters, added: Filters): Filters {
  const { seen: _, ...kept } = before
  const without = [...textsOf(before.without), ...textsOf(added.without)]
  // What is now not wanted is no longer asked for.
  const words = { ...kept, ...added }
  for (const slot of ['colour', 'material']) {
    if (textsOf(words[slot]).some((word) => textsOf(added.without).includes(word))) delete words[slot]
  }
  // A whole new thing was named: the old words would only get in its way.
  const query = textOf(added.query)
  const sameThing = query === '' || textOf(before.query) === '' || added.category !== undefined
  return {
    ...words,
    ...(without.length > 0 ? { without } : {}),
    ...(query === '' ? {} : { query: sameThing ? query : `${textOf(before.query)} ${query}` }),
  }
}

/** Of those that lie there the cheaper one is looked at; else cheaper ones are looked for. */
async function cheaper(turn: FlowTurn): Promise<Next> {
  const compared = await shownByPrice(turn)
  if (compared === null) return await byPrice(turn, 'down')
  turn.slots.click = compared
  return { go: 'show' }
}

/** Cheaper or dearer than what is looked at; than the rest of the list where nothing is. */
async function byPrice(turn: FlowTurn, direction: 'up' | 'down'): Promise<Next> {
  const reference = await priceSeen(turn, direction)
  const limit = moneyOf(turn.slots.price_max)
  const before = await searchSeen(turn)
  if (before === null) return { go: 'begin' }
  const { seen: _, price_min: __, price_max: ___, ...kept } = { ...before, ...filtersOf(turn.slots) }
  if (reference === null && limit === null)
    return await search(turn, { ...kept, sort: direction === 'down' ? 'price_up' : 'price_down' })
  const step = direction === 'down' ? -1 : 1
  const edge = limit ?? (reference === null ? null : { ...reference, amount: reference.amount + step })
  const bound: Filters = edge === null ? {} : direction === 'down' ? { price_max: edge } : { price_min: edge }
  const filters: Filters = { ...kept, ...bound, sort: direction === 'down' ? 'price_up' : 'price_down' }
  const { answer } = await searchSensibly(turn, filters)
  if (answer.hits.length === 0 || answer.loosened.some((each) => each.startsWith('price'))) {
    turn.sayText(direction === 'down' ? 'nothing_cheaper' : 'nothing_dearer')
    await sayShownAgain(turn)
    return { done: true }
  }
  return await search(turn, filters)
}

/** The price to beat: of the product looked at, else the middle of what is shown. */
async function priceSeen(turn: FlowTurn, direction: 'up' | 'down') {
  const { productId, shown } = turn.focus
  const ids = productId === null ? shown.map((each) => each.productId) : [productId]
  const cards = await Promise.all(ids.map((id) => turn.facets.catalogue.card(id)))
  const prices = cards.map((card) => card?.price ?? null).filter((price) => price !== null)
  const sorted = prices.toSorted((a, b) => a.amount - b.amount)
  if (sorted.length === 0) return null
  // Of a list, all but the cheapest (or dearest) may go.
  return (direction === 'down' ? sorted.at(-1) : sorted[0]) ?? null
}

/** The search to vary; a product that was met without one stands for its category. */
async function searchSeen(turn: FlowTurn): Promise<Filters | null> {
  if (turn.focus.search !== null) return turn.focus.search
  const { productId } = turn.focus
  const product = productId === null ? null : await turn.facets.catalogue.product(productId)
  const category = product?.categories.at(-1)
  if (category !== undefined) return { category: category.id }
  return null
}

async function byDimensions(turn: FlowTurn, compare: 'bigger' | 'smaller'): Promise<Next> {
  const reference = await productSeen(turn)
  const before = await searchSeen(turn)
  const size = reference === null ? null : volume(reference)
  if (before === null || size === null) {
    turn.sayText('ask_measure')
    return before === null ? { go: 'askQuery' } : { done: true }
  }
  const { seen: _, ...kept } = before
  const { hits } = await turn.facets.catalogue.search(productQuery(kept, 20))
  const fitting: ProductHit[] = []
  for (const hit of hits) {
    const product = await turn.facets.catalogue.product(hit.card.productId)
    const own = product === null ? null : volume(product)
    if (own !== null && (compare === 'bigger' ? own > size : own < size)) fitting.push(hit)
  }
  if (fitting.length === 0) {
    turn.sayText(compare === 'bigger' ? 'nothing_bigger' : 'nothing_smaller')
    return { done: true }
  }
  turn.sayText('found', { count: fitting.length })
  sayCards(turn, fitting.slice(0, cardsAtOnce))
  return { done: true }
}

async function productSeen(turn: FlowTurn): Promise<ProductView | null> {
  const id = turn.focus.productId ?? turn.focus.shown[0]?.productId
  return id === undefined ? null : await turn.facets.catalogue.product(id)
}

function volume(product: ProductView): number | null {
  const { widthMm, heightMm, depthMm } = product.dimensions ?? {}
  const known = [widthMm, heightMm, depthMm].filter((each) => each !== undefined)
  return known.length === 0 ? null : known.reduce((all, each) => all * each, 1)
}

async function more(turn: FlowTurn): Promise<Next> {
  const filters = turn.focus.search
  if (filters === null) return { go: 'begin' }
  const answer = await turn.facets.catalogue.search(productQuery(filters, cardsAtOnce))
  if (textsOf(filters.seen).length === 0 || answer.hits.length === 0 || answer.loosened.length > 0) {
    turn.sayText('no_more')
    return { done: true }
  }
  return await search(turn, filters)
}

async function sayShownAgain(turn: FlowTurn): Promise<void> {
  const cards = await Promise.all(turn.focus.shown.map((each) => turn.facets.catalogue.card(each.productId)))
  const hits = cards.filter((card) => card !== null).map((card) => ({ card, score: 1, variantId: null }))
  if (hits.length > 1) sayCards(turn, hits)
}
