import {
  accepted,
  type Choice,
  type FlowTurn,
  hardlyNamed,
  numbersOf,
  type Outcome,
  type ProductHit,
  type ProductQuery,
  refused,
  type SlotValue,
  shownByPrice,
  textOf,
  textsOf,
} from '@parley/sdk'

/** `products`: ids, or `product/variant`. Where none is sure, `candidates` to choose from, and the words that met nothing. */
export interface ProductsMeant {
  products: string[]
  candidates: Choice[]
  said: string | null
}

/** The best hit counts as meant when it is this much better than the next. */
const clearlyBest = 1.4
const mostCandidates = 5

const sure = (...products: string[]): ProductsMeant => ({ products, candidates: [], said: null })

/** What is to go into the basket: a tap, a name, a place in the list, words, or what is being looked at. */
export async function productsMeant(turn: FlowTurn): Promise<ProductsMeant> {
  const clicked = textOf(turn.slots.click)
  if (clicked !== '') return await byClick(turn, clicked)
  const named = textsOf(turn.slots.product)
  const compared = named.length === 0 ? await shownByPrice(turn) : null
  if (compared !== null) {
    // "Of those two" counts what lies there, not what goes into the basket.
    delete turn.slots.quantity
    return sure(compared)
  }
  const pointed = byPosition(turn)
  if (pointed.length > 0 && (named.length === 0 || (await areHardlyNamed(turn, named)))) return sure(...pointed)
  if (named.length > 0) return await byName(turn, named)
  // "The second one" where there is but one: it is asked, and nothing else put in instead.
  if (numbersOf(turn.slots.position).length > 0 && turn.focus.shown.length > 0)
    return {
      products: [],
      candidates: turn.focus.shown.map(({ productId, title }) => ({ value: productId, label: title })),
      said: null,
    }
  const words = [...textsOf(turn.slots.query), ...textsOf(turn.slots.category)]
  if (words.length > 0) return await byWords(turn, textOf(turn.slots.query))
  return await byFocus(turn)
}

async function areHardlyNamed(turn: FlowTurn, named: string[]): Promise<boolean> {
  const products = await Promise.all(named.map((id) => turn.facets.catalogue.product(id)))
  return products.every((product) => product !== null && hardlyNamed(turn, product.id, product.name))
}

/** An answer to "which one?": an id, or words that find one product. */
export async function acceptProduct(value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const ids = textsOf(value)
  const known = await Promise.all(ids.map((id) => turn.facets.catalogue.product(id)))
  if (ids.length > 0 && known.every((product) => product !== null)) return accepted(value)
  const text = textOf(value)
  const { hits } = await turn.facets.catalogue.search({ text, limit: mostCandidates })
  const [best] = hits
  return best === undefined
    ? refused('product.not_found', 'Nothing found by that name', { words: text.slice(0, 60) })
    : accepted(best.card.productId)
}

async function byClick(turn: FlowTurn, id: string): Promise<ProductsMeant> {
  const variant = await turn.facets.catalogue.variant(id)
  return variant === null ? sure(id) : sure(`${variant.product.id}/${id}`)
}

async function byName(turn: FlowTurn, named: string[]): Promise<ProductsMeant> {
  const products: string[] = []
  for (const name of named) {
    if ((await turn.facets.catalogue.product(name)) !== null) products.push(variantInFocus(turn, name))
    else return await byWords(turn, name)
  }
  return sure(...products)
}

function byPosition(turn: FlowTurn): string[] {
  const { shown } = turn.focus
  if (turn.slots.all === true) return shown.slice(0, mostCandidates).map(reference)
  return numbersOf(turn.slots.position)
    .map((position) => (position > 0 ? shown[position - 1] : shown.at(position)))
    .filter((each) => each !== undefined)
    .map(reference)
}

/** What is on the screen is meant before anything else in the shop, unless something else is called by its name. */
async function byWords(turn: FlowTurn, query: string): Promise<ProductsMeant> {
  const onScreen = turn.focus.shown.filter((each) => query !== '' && hasAllWords(each.title, query))
  const [seen] = onScreen
  if (onScreen.length === 1 && seen !== undefined) return sure(reference(seen))
  const { hits } = await turn.facets.catalogue.search({ text: query, ...filtersOf(turn), limit: mostCandidates })
  const isNamed = hits.some((hit) => hasAnyWord(hit.card.title, query)) || textsOf(turn.slots.category).length > 0
  // "I'll take two": words that name nothing leave what is being looked at.
  const looking = isNamed ? null : await byFocus(turn)
  if (looking !== null && (looking.products.length > 0 || looking.candidates.length > 0)) return looking
  const [best, next] = hits
  if (best === undefined) return { products: [], candidates: [], said: query === '' ? null : query }
  return isClear(query, best, next)
    ? sure(best.card.productId)
    : { products: [], candidates: hits.map(choiceOf), said: null }
}

function isClear(query: string, best: ProductHit, next: ProductHit | undefined): boolean {
  if (next === undefined || best.score >= next.score * clearlyBest) return true
  return query !== '' && hasAllWords(best.card.title, query) && !hasAllWords(next.card.title, query)
}

function filtersOf(turn: FlowTurn): Pick<ProductQuery, 'categories' | 'colours'> {
  const [categories, colours] = [textsOf(turn.slots.category), textsOf(turn.slots.colour)]
  return { ...(categories.length === 0 ? {} : { categories }), ...(colours.length === 0 ? {} : { colours }) }
}

async function byFocus(turn: FlowTurn): Promise<ProductsMeant> {
  const { shown, productId } = turn.focus
  const words = ['colour', 'size', 'option'].flatMap((slot) => textsOf(turn.slots[slot]))
  if (productId !== null) return sure(words.length === 0 ? variantInFocus(turn, productId) : productId)
  const fitting: typeof shown = []
  for (const each of shown) {
    const variants = words.length === 0 ? [] : await turn.facets.catalogue.variantsFor(each.productId, words)
    if (variants.length > 0) fitting.push(each)
  }
  const pool = fitting.length > 0 ? fitting : shown
  const [only] = pool
  if (pool.length === 1 && only !== undefined) return sure(reference(only))
  return { products: [], candidates: pool.map((each) => ({ value: each.productId, label: each.title })), said: null }
}

function variantInFocus(turn: FlowTurn, productId: string): string {
  const { variantId } = turn.focus
  return turn.focus.productId === productId && variantId !== null ? `${productId}/${variantId}` : productId
}

const reference = (each: { productId: string; variantId?: string | undefined }): string =>
  each.variantId === undefined ? each.productId : `${each.productId}/${each.variantId}`

const choiceOf = (hit: ProductHit): Choice => ({ value: hit.card.productId, label: hit.card.title })

function hasAllWords(title: string, words: string): boolean {
  const inTitle = title.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => inTitle.includes(word))
}

function hasAnyWord(title: string, words: string): boolean {
  const inTitle = title.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .some((word) => word.length > 2 && inTitle.includes(word))
}
