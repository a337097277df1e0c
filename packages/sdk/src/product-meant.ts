import type { ProductView } from '@parley/contracts'
import type { FlowTurn } from './flow.ts'
import { numberOf, textOf, textsOf } from './flow-values.ts'

/**
 * What the shopper speaks of: a product by its id, the one she points at on the screen, one she calls by its name, else the one that is
 * talked about. Null where it is none of these, and has to be asked for. Needs the facet `catalogue`.
 */
export async function productMeant(turn: FlowTurn): Promise<ProductView | null> {
  const { catalogue } = turn.facets
  const named = textOf(turn.slots.product)
  const known = named === '' ? null : await catalogue.product(named)
  if (known !== null) return known
  const pointed = pointedAt(turn)
  if (pointed !== undefined) return await catalogue.product(pointed)
  const words = [named, ...textsOf(turn.slots.query)].filter(Boolean).join(' ')
  const found = words === '' ? null : await calledByName(turn, words)
  if (found !== null) return found
  const [only, another] = turn.focus.shown
  const talkedAbout = turn.focus.productId ?? (another === undefined ? only?.productId : undefined)
  return talkedAbout === undefined ? null : await catalogue.product(talkedAbout)
}

function pointedAt({ slots, focus }: FlowTurn): string | undefined {
  const position = numberOf(slots.position)
  if (position === null) return undefined
  return (position > 0 ? focus.shown[position - 1] : focus.shown.at(position))?.productId
}

async function calledByName(turn: FlowTurn, words: string): Promise<ProductView | null> {
  const seen = turn.focus.shown.find((each) => namedBy(each.title, words))
  if (seen !== undefined) return await turn.facets.catalogue.product(seen.productId)
  const { hits } = await turn.facets.catalogue.search({ text: words, limit: 3 })
  const nothingTalkedAbout = turn.focus.productId === null && turn.focus.shown.length === 0
  const best = hits.find(({ card }) => namedBy(card.title, words)) ?? (nothingTalkedAbout ? hits[0] : undefined)
  return best === undefined ? null : await turn.facets.catalogue.product(best.card.productId)
}

function namedBy(title: string, words: string): boolean {
  const inTitle = title.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => inTitle.includes(word))
}
