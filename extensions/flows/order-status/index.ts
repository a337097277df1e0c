import { defineFlow } from '@parley/sdk'
import { knownSteps, orderSlot } from './known.ts'
import { proveSteps } from './prove.ts'

/**
 * Where an order is. Orders of this talk or of a verified customer are told at once; for any other, number and e-mail get a code
 * mailed, and only the code opens it. What is said is the same whether number and e-mail belong together or not.
 */
export default defineFlow({
  id: 'order-status',
  jobs: {
    order_status: { step: 'begin' },
    track_parcel: { step: 'begin' },
  },
  facets: ['orders'],
  slots: {
    order: orderSlot,
    order_number: { type: 'order_number', ask: 'ask.order_number', again: 'ask.order_number_again' },
    email: { type: 'email', ask: 'ask.email', again: 'ask.email_again' },
    code: { type: 'code', ask: 'ask.code', again: 'ask.code_again' },
  },
  steps: { ...knownSteps, ...proveSteps },
  clicks: { 'order:': 'clicked' },
  digressions: 'ends',
})
