import type { Choice, FlowTurn, ProductCard, ProductHit } from '@parley/sdk'

/** Cards side by side, each with a way to look closer and to buy. */
export function sayCards(turn: FlowTurn, hits: ProductHit[]): void {
  turn.say({ type: 'carousel', cards: hits.map(({ card }) => ({ card, actions: cardActions(turn, card) })) })
}

/** Looking comes first: it is what picking a card by its number does. */
function cardActions(turn: FlowTurn, card: ProductCard): Choice[] {
  const reference = card.variantId === undefined ? card.productId : `${card.productId}/${card.variantId}`
  const show = { value: `show:${reference}`, label: turn.text('action.show') }
  return card.stock === 'out' ? [show] : [show, addAction(turn, card)]
}

export function addAction(turn: FlowTurn, card: ProductCard): Choice {
  return { value: `add:${card.variantId ?? card.productId}`, label: turn.text('action.add') }
}
