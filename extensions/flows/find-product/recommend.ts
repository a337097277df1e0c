import { type FlowTurn, type Next, type ProductHit, type Step, textOf } from '@parley/sdk'
import { sayCards } from './cards.ts'
import { filtersOf } from './query.ts'
import { cardsAtOnce, search } from './search.ts'

export const recommendSteps: Record<string, Step> = {
  recommend: { do: recommend },
  similar: {
    do: async (turn) => {
      const hits = await turn.facets.catalogue.similar(textOf(turn.slots.click), cardsAtOnce)
      return saySuggestions(turn, hits, 'similar')
    },
  },
}

/** From what was said, else from what is looked at, else from what lies in the basket. */
async function recommend(turn: FlowTurn): Promise<Next> {
  const filters = filtersOf(turn.slots)
  if (Object.keys(filters).length > 0) return await search(turn, filters)
  const { productId, search: last } = turn.focus
  if (productId !== null)
    return saySuggestions(turn, await turn.facets.catalogue.similar(productId, cardsAtOnce), 'similar')
  const { lines } = await turn.facets.cart.view()
  const newest = lines.at(-1)
  if (newest !== undefined) {
    return saySuggestions(turn, await turn.facets.catalogue.similar(newest.productId, cardsAtOnce), 'goes_with')
  }
  return last === null ? { go: 'greetWish' } : await search(turn, { ...last, in_stock: true })
}

function saySuggestions(turn: FlowTurn, hits: ProductHit[], key: string): Next {
  if (hits.length === 0) return { go: 'greetWish' }
  turn.sayText(key)
  sayCards(turn, hits)
  return { done: true }
}
