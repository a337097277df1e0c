import type { PaymentState } from './payment.ts'

const phases = { pending: 1, declined: 2, failed: 3, authorised: 4, voided: 5, captured: 5, refunded: 5 } as const

/**
 * The version of a state for providers that number nothing themselves: it rises with every step a payment can take, whichever way the step
 * was learnt, so that the same standing has the same number by webhook and by look-up. `dispute`: 0 none, 1 open, 2 closed.
 */
export function versionOf(state: Omit<PaymentState, 'version'>, dispute: 0 | 1 | 2 = 0): number {
  return (phases[state.status] + state.captured.amount + state.refunded.amount) * 4 + dispute
}
