import { defineFlow } from '@parley/sdk'
import { consentSlot, consentSteps } from './consent.ts'
import { knowSteps } from './know.ts'

/** What the shop knows of her, what answers rest on, and whether they may. */
export default defineFlow({
  id: 'privacy',
  jobs: {
    my_data: { step: 'data' },
    how_you_know: { step: 'memory', question: true },
    consent: { step: 'askAdvice' },
  },
  facets: ['privacy'],
  slots: { advice: consentSlot },
  steps: { ...knowSteps, ...consentSteps },
  digressions: 'ends',
})
