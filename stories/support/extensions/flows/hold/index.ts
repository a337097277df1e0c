import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { defineFlow, textOf } from '@parley/sdk'

/** A flow that puts something into the cart and then is slow, until a file is there: so that somebody can come in between. */
export default defineFlow({
  id: 'hold',
  jobs: {},
  facets: ['cart'],
  slots: {},
  steps: {
    hold: {
      do: async (turn) => {
        const [variantId = '', file = ''] = textOf(turn.slots.click).split(' ')
        await turn.facets.cart.add(variantId, 1)
        for (let looks = 0; looks < 1_000 && !existsSync(file); looks++) await wait(20)
        turn.sayText('held')
        return { done: true }
      },
    },
  },
  clicks: { 'hold:': 'hold' },
})
