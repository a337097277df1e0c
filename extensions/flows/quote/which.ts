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
  type SlotValue,
  textOf,
  textsOf,
} from '@parley/sdk'

const mostCandidates = 6

/** What is named, else all that lies in the basket, else what is talked about; where it is none of these, or several, she is asked. */
export async function wayIn(turn: FlowTurn): Promise<Next> {
  const { catalogue, cart } = turn.facets
  const words = [...textsOf(turn.slots.product), ...textsOf(turn.slots.query), ...textsOf(turn.slots.category)]
  const known = words[0] === undefined ? null : await catalogue.product(words[0])
  if (known !== null) return { go: 'which' }
  delete turn.slots.product
  if (words.length === 0) {
    if ((await cart.view()).lines.length > 0) return { go: 'sendBasket' }
    if (turn.focus.productId === null) return { go: 'askProduct' }
    turn.slots.product = turn.focus.productId
    return { go: 'which' }
  }
  const { hits } = await catalogue.search({ text: words.join(' '), limit: mostCandidates })
  const [only, another] = hits
  if (only !== undefined && another === undefined) {
    turn.slots.product = only.card.productId
    return { go: 'which' }
  }
  if (only === undefined) turn.sayText('not_found', { words: words.join(' ').slice(0, 60) })
  turn.slots.found = hits.map(({ card }) => ({ value: card.productId, label: card.title }))
  return { go: 'askProduct' }
}

export function candidates(turn: FlowTurn): Choice[] {
  const kept = choice.array().safeParse(turn.slots.found)
  return kept.success ? kept.data : []
}

export async function acceptProduct(value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const text = textOf(value)
  if ((await turn.facets.catalogue.product(text)) !== null) return accepted<SlotValue>(text)
  const [best] = (await turn.facets.catalogue.search({ text, limit: 1 })).hits
  if (best !== undefined) return accepted<SlotValue>(best.card.productId)
  return refused('product.unknown', 'Nothing by that name', { words: text.slice(0, 60) })
}

/** The one variant there is, or that her words leave, or that is talked about; null where she has to be asked. */
export async function variantMeant(turn: FlowTurn): Promise<string | null> {
  const { slots, focus } = turn
  const product = await turn.facets.catalogue.product(textOf(slots.product))
  if (product === null) return null
  takeCountFromSize(turn, product)
  const words = ['colour', 'size', 'option', 'material'].flatMap((slot) => textsOf(slots[slot]))
  const fitting = words.length === 0 ? [] : await turn.facets.catalogue.variantsFor(product.id, words)
  const left = fitting.length > 0 ? fitting : product.variants
  const [only, another] = left
  if (only !== undefined && another === undefined) return only.id
  return left.find(({ id }) => id === focus.variantId)?.id ?? null
}

/** "A quote í 40 stóla": what sounds like a size, of a thing that has no such size, is how many. */
function takeCountFromSize({ slots }: FlowTurn, product: ProductView): void {
  const said = numberOf(slots.size)
  const sizes = product.options.find(({ code }) => code === 'size')?.values ?? []
  if (said === null || numberOf(slots.quantity) !== null || sizes.includes(String(said))) return
  slots.quantity = said
  delete slots.size
}

export async function variantChoices(turn: FlowTurn): Promise<Choice[]> {
  const product = await turn.facets.catalogue.product(textOf(turn.slots.product))
  const variants = product?.variants.slice(0, 20) ?? []
  return variants.map(({ id, options }) => ({
    value: id,
    label: Object.values(options).join(', ') || product?.name || id,
  }))
}
