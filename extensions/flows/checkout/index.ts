import { defineFlow } from '@parley/sdk'
import { addressSlots, addressSteps } from './address.ts'
import { contactSlots, contactSteps } from './contact.ts'
import { deliverySlots, deliverySteps } from './delivery.ts'
import { reviewSteps } from './review.ts'
import { routeSteps } from './route.ts'

/**
 * From a basket to an order: how it gets there, whose it is and where, how it is paid, then everything once more to say yes to.
 * What is known is not asked. Nothing is ordered without a yes to what was shown.
 */
export default defineFlow({
  id: 'checkout',
  jobs: {
    checkout: { step: 'begin' },
    change_checkout_address: { step: 'changeAddress' },
  },
  facets: ['checkout', 'people', 'store'],
  slots: { ...deliverySlots, ...contactSlots, ...addressSlots },
  steps: { ...routeSteps, ...deliverySteps, ...contactSteps, ...addressSteps, ...reviewSteps },
  digressions: 'asked',
})
