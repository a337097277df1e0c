import { type FlowTurn, type Next, type ProductCard, productCards, type Step } from '@parley/sdk'

export const listSteps: Record<string, Step> = {
  show: {
    do: async (turn) => {
      const cards = await cardsOf(turn)
      if (cards.length === 0) return sayEmpty(turn)
      turn.sayText('list', { count: cards.length })
      const labels = { show: turn.text('action.show'), add: turn.text('action.add') }
      const drop = turn.text('action.remove')
      turn.say(productCards(cards, labels, (card) => [{ value: `unwish:${card.productId}`, label: drop }]))
      if (!turn.interrupting) {
        const choices = [{ value: 'job:wishes_to_cart', label: turn.text('action.all') }]
        turn.say({ type: 'choices', text: turn.text('take_all'), choices })
      }
      return { done: true }
    },
  },
  toCart: { do: toCart },
}

/** As they are sold today: what is gone is not shown. */
async function cardsOf(turn: FlowTurn): Promise<ProductCard[]> {
  const wishes = await turn.facets.wishes.list()
  const cards = await Promise.all(
    wishes.map(({ productId, variantId }) => turn.facets.catalogue.card(productId, variantId ?? undefined)),
  )
  return cards.filter((card) => card !== null)
}

/** What can be bought as it is goes into the basket and off the list; what still has to be chosen, or is sold out, stays and is named. */
async function toCart(turn: FlowTurn): Promise<Next> {
  const { cart, catalogue, wishes } = turn.facets
  const [taken, left]: [string[], string[]] = [[], []]
  for (const { productId, variantId } of await wishes.list()) {
    const product = await catalogue.product(productId)
    if (product === null) continue
    const [only, another] = product.variants
    const variant = variantId ?? (another === undefined ? only?.id : undefined)
    const added = variant !== undefined && (await cart.add(variant, 1)).ok
    if (added) await wishes.remove(productId)
    ;(added ? taken : left).push(product.name)
  }
  if (taken.length + left.length === 0) return sayEmpty(turn)
  if (taken.length > 0) turn.sayText('moved', { titles: taken.join(', ') })
  if (left.length > 0) turn.sayText('left', { titles: left.join(', ') })
  if (taken.length > 0) {
    const actions = [{ value: 'job:checkout', label: turn.text('action.checkout') }]
    turn.say({ type: 'cart', cart: await cart.view(), actions })
  }
  return { done: true }
}

function sayEmpty(turn: FlowTurn): Next {
  turn.sayText('empty')
  return { done: true }
}
