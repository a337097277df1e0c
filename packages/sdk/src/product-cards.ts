import type { Choice, Content, ProductCard } from '@parley/contracts'

const mostCards = 10

/**
 * Cards side by side, each with a way to look closer and, where there is any left, to buy. `more` adds a way of a flow's own to each.
 * Looking comes first: it is what picking a card by its number does.
 */
export function productCards(
  cards: readonly ProductCard[],
  labels: { show: string; add: string },
  more: (card: ProductCard) => Choice[] = () => [],
): Content {
  return {
    type: 'carousel',
    cards: cards.slice(0, mostCards).map((card) => {
      const reference = card.variantId === undefined ? card.productId : `${card.productId}/${card.variantId}`
      const show = { value: `show:${reference}`, label: labels.show }
      const add = { value: `add:${card.variantId ?? card.productId}`, label: labels.add }
      return { card, actions: [show, ...(card.stock === 'out' ? [] : [add]), ...more(card)] }
    }),
  }
}
