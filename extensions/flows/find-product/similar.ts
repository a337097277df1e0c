import { type Step, textOf } from '@parley/sdk'
import { sayCards } from './cards.ts'
import { cardsAtOnce } from './search.ts'

export const similarSteps: Record<string, Step> = {
  similar: {
    do: async (turn) => {
      const hits = await turn.facets.catalogue.similar(textOf(turn.slots.click), cardsAtOnce)
      if (hits.length === 0) return { go: 'greetWish' }
      turn.sayText('similar')
      sayCards(turn, hits)
      return { done: true }
    },
  },
}
