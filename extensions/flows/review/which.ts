import { type FlowTurn, type ReviewableItem, type SlotDefinition, textOf, textsOf } from '@parley/sdk'

const mostChoices = 20

/** One of the things she bought. */
export const itemSlot: SlotDefinition = {
  type: 'choice',
  ask: 'ask.item',
  options: async (turn) =>
    (await turn.facets.reviews.mine())
      .slice(0, mostChoices)
      .map(({ productId, title }) => ({ value: productId, label: title })),
}

export async function chosen(turn: FlowTurn): Promise<ReviewableItem | null> {
  const productId = textOf(turn.slots.item)
  return (await turn.facets.reviews.mine()).find((item) => item.productId === productId) ?? null
}

/** The one she named, tapped or talks about; the only one there is. Null where it has to be asked. */
export function theOneMeant(turn: FlowTurn, items: readonly ReviewableItem[]): ReviewableItem | null {
  const tapped = items.find(({ productId }) => productId === textOf(turn.slots.item))
  if (tapped !== undefined) return tapped
  const named = items.filter(({ productId, title }) => isNamed(turn, productId, title))
  const [only] = named.length > 0 ? named : items
  if (only !== undefined && (named.length === 1 || items.length === 1)) return only
  return items.find(({ productId }) => productId === turn.focus.productId) ?? null
}

/** By its id, or by a word of its name that is longer than "the". */
function isNamed(turn: FlowTurn, productId: string, title: string): boolean {
  const words = [...textsOf(turn.slots.product), ...textsOf(turn.slots.query)]
  const inTitle = title.toLowerCase()
  return words.some(
    (each) =>
      each === productId ||
      each
        .toLowerCase()
        .split(/\s+/)
        .some((word) => word.length > 3 && inTitle.includes(word)),
  )
}
