import { defineFlow } from '@parley/sdk'
import { articleSteps } from './articles.ts'
import { contactSteps } from './contact.ts'
import { hoursSteps } from './hours.ts'

/** What the shop says about itself: hours, contact, policies, and whatever else its articles answer. What they don't, it doesn't know. */
export default defineFlow({
  id: 'store-info',
  jobs: {
    ask_opening_hours: { step: 'hours', question: true },
    ask_returns_policy: { step: 'returns', question: true },
    ask_payment_methods: { step: 'payment', question: true },
    ask_warranty: { step: 'warranty', question: true },
    ask_contact: { step: 'contact', question: true },
    out_of_scope: { step: 'anything', question: true },
  },
  facets: ['store', 'knowledge', 'checkout'],
  slots: {},
  steps: { ...hoursSteps, ...contactSteps, ...articleSteps },
})
