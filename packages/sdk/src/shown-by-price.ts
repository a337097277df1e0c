import type { FlowTurn } from './flow.ts'
import { numberOf, textOf } from './flow-values.ts'

/**
 * "The cheaper one of those two", "the dearest of the three": which of the things that lie there is meant, as `product` or
 * `product/variant`. Null where the words compare nothing that lies there, or where a price is not known.
 */
export async function shownByPrice(turn: FlowTurn): Promise<string | null> {
  const { shown } = turn.focus
  const compare = textOf(turn.slots.compare)
  const isOfThem = turn.slots.all === true || numberOf(turn.slots.quantity) === shown.length
  if (shown.length < 2 || !isOfThem || !['cheaper', 'dearer'].includes(compare)) return null
  const cards = await Promise.all(shown.map((each) => turn.facets.catalogue.card(each.productId, each.variantId)))
  const priced = shown.flatMap((each, at) => {
    const amount = cards[at]?.price?.amount
    return amount === undefined ? [] : [{ each, amount }]
  })
  if (priced.length < shown.length) return null
  const [meant] = priced.sort((left, right) => (left.amount - right.amount) * (compare === 'cheaper' ? 1 : -1))
  if (meant === undefined) return null
  const { productId, variantId } = meant.each
  return variantId === undefined ? productId : `${productId}/${variantId}`
}
