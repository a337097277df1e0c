import { defineFlow } from '@parley/sdk'
import { proveSteps } from './prove.ts'
import { orderSlot, whichSteps } from './which.ts'

/**
 * Asked by other flows, never by itself: which order is meant, or only who she is. Orders of this talk and of a signed-in customer need no
 * proof; for any other, number and e-mail get a code mailed, and only the code opens it. What is said is the same whether number and
 * e-mail belong together or not. When it is done the order stands in `focus.orderNumber`, or nothing does.
 */
export default defineFlow({
  id: 'prove-who',
  jobs: {
    which_order: { step: 'which' },
    prove_who: { step: 'who' },
  },
  facets: ['orders', 'privacy'],
  slots: {
    order: orderSlot,
    order_number: { type: 'order_number', ask: 'ask.order_number', again: 'ask.order_number_again' },
    email: { type: 'email', ask: 'ask.email', again: 'ask.email_again' },
    code: { type: 'code', ask: 'ask.code', again: 'ask.code_again' },
  },
  steps: { ...whichSteps, ...proveSteps },
  digressions: 'ends',
})
