import {
  accepted,
  type Choice,
  choice,
  type FlowTurn,
  type Next,
  numberOf,
  type Outcome,
  type ProductView,
  refused,
  type SlotDefinition,
  type SlotValue,
  type Step,
  textOf,
  textsOf,
} from '@parley/sdk'

export const productSlot: SlotDefinition = {
  type: 'product',
  ask: 'ask.product',
  again: 'ask.product_again',
  options: shownChoices,
  accept: acceptProduct,
}

/** The step that wanted to know waits in `asked_by` while the shopper is asked what it is about. */
export const whichSteps: Record<string, Step> = {
  askProduct: { ask: 'product', next: 'asked' },
  asked: { do: (turn) => ({ go: textOf(turn.slots.asked_by) }) },
}

/** The product in question, put into focus; where none is known, the step to ask by. */
export async function aboutProduct(turn: FlowTurn, step: string): Promise<ProductView | Next> {
  const product = await productMeant(turn)
  if (product === null) {
    turn.slots.asked_by = step
    delete turn.slots.product
    return { go: 'askProduct' }
  }
  if (turn.focus.productId !== product.id) {
    turn.focus.productId = product.id
    turn.focus.variantId = null
  }
  return product
}

export const isProduct = (found: ProductView | Next): found is ProductView => 'variants' in found

/** Option words of the question: "is it there in blue, size 42?" */
export function optionWords(turn: FlowTurn): string[] {
  return ['colour', 'size', 'option'].flatMap((slot) => textsOf(turn.slots[slot]))
}

/** A reader hands on codes such as `green`; the shopper hears her own words again. */
export function asSaid(turn: FlowTurn, words: string[]): string {
  const entities = turn.reading?.entities ?? []
  return words.map((word) => entities.find((each) => each.value === word)?.text ?? word).join(', ')
}

async function productMeant(turn: FlowTurn): Promise<ProductView | null> {
  const { catalogue } = turn.facets
  const { shown, productId } = turn.focus
  const named = textOf(turn.slots.product)
  const known = named === '' ? null : await catalogue.product(named)
  if (known !== null) return known
  const position = numberOf(turn.slots.position)
  const pointed = position === null ? undefined : position > 0 ? shown[position - 1] : shown.at(position)
  if (pointed !== undefined) return await catalogue.product(pointed.productId)
  const words = [named, ...textsOf(turn.slots.query)].filter(Boolean).join(' ')
  const found = words === '' ? null : await byWords(turn, words)
  if (found !== null) return found
  const ofKind = textsOf(turn.slots.category)
  if (ofKind.length > 0) return await byCategory(turn, ofKind)
  const [only] = shown
  const inFocus = productId ?? (shown.length === 1 ? only?.productId : undefined)
  return inFocus === undefined ? null : await catalogue.product(inFocus)
}

/** On the screen first; in the shop where a product is called by its name, or where nothing else can be meant. */
async function byWords(turn: FlowTurn, words: string): Promise<ProductView | null> {
  const seen = turn.focus.shown.filter((each) => namedBy(each.title, words))
  const [only] = seen
  if (seen.length === 1 && only !== undefined) return await turn.facets.catalogue.product(only.productId)
  const { hits } = await turn.facets.catalogue.search({ text: words, limit: 3 })
  const nothingSeen = turn.focus.productId === null && turn.focus.shown.length === 0
  const best = hits.find((hit) => namedBy(hit.card.title, words)) ?? (nothingSeen ? hits[0] : undefined)
  return best === undefined ? null : await turn.facets.catalogue.product(best.card.productId)
}

/** "The shoes": the one in focus if it is of the kind, else the only one there is; where there are several, they are to choose from. */
async function byCategory(turn: FlowTurn, categories: string[]): Promise<ProductView | null> {
  const { catalogue } = turn.facets
  const inFocus = turn.focus.productId === null ? null : await catalogue.product(turn.focus.productId)
  if (inFocus?.categories.some((each) => categories.includes(each.id))) return inFocus
  const { hits } = await catalogue.search({ text: '', categories, limit: 6 })
  const [only] = hits
  if (hits.length === 1 && only !== undefined) return await catalogue.product(only.card.productId)
  if (hits.length > 1) turn.slots.candidates = hits.map(({ card }) => ({ value: card.productId, label: card.title }))
  return null
}

function namedBy(title: string, words: string): boolean {
  const inTitle = title.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => inTitle.includes(word))
}

function shownChoices(turn: FlowTurn): Choice[] {
  const candidates = choice.array().safeParse(turn.slots.candidates)
  if (candidates.success) return candidates.data
  return turn.focus.shown.map((each) => ({ value: each.productId, label: each.title }))
}

async function acceptProduct(value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const text = textOf(value)
  if ((await turn.facets.catalogue.product(text)) !== null) return accepted(text)
  const { hits } = await turn.facets.catalogue.search({ text, limit: 1 })
  const [best] = hits
  // A name that is none of ours is told, not asked about for ever.
  return best === undefined
    ? refused('product.not_found', 'Nothing found by that name', { words: text.slice(0, 60) })
    : accepted(best.card.productId)
}
