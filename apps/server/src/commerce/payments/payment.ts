import type { PaymentStatus } from '@parley/contracts'

/**
 * Where a payment may go from where it stands. After a no the shopper may try again; and money may still come in for what was given up,
 * which is taken note of so that it can be given back.
 */
const paymentMoves = {
  created: ['pending', 'authorised', 'captured', 'declined', 'voided', 'failed'],
  pending: ['authorised', 'captured', 'declined', 'voided', 'failed'],
  declined: ['pending', 'authorised', 'captured', 'voided', 'failed'],
  failed: ['pending', 'authorised', 'captured', 'declined', 'voided'],
  authorised: ['captured', 'refunded', 'voided', 'failed'],
  captured: ['refunded'],
  voided: ['authorised', 'captured', 'refunded'],
  refunded: [],
} as const satisfies Record<PaymentStatus, readonly PaymentStatus[]>

export function mayMove(from: PaymentStatus, to: PaymentStatus): boolean {
  const allowed: readonly PaymentStatus[] = paymentMoves[from]
  return from === to || allowed.includes(to)
}

/** Nothing more is to be heard of these by asking. */
export const isSettled = (status: PaymentStatus): boolean =>
  status === 'captured' || status === 'authorised' || status === 'refunded' || status === 'voided'

/** Waits for the payer. */
export const isOpen = (status: PaymentStatus): boolean =>
  status === 'created' || status === 'pending' || status === 'declined' || status === 'failed'

interface Amounts {
  authorised: number
  captured: number
  refunded: number
}

/** What an order can count on from one payment: what was taken or put aside, less what went back. */
export const securedBy = (payment: Amounts): number => Math.max(payment.authorised, payment.captured) - payment.refunded

/** What can still be given back of what was taken, less what is on its way back already. */
export function leftToRefund(payment: Amounts, refunds: readonly { amount: number; status: string }[]): number {
  return payment.captured - refunds.reduce((sum, refund) => sum + refund.amount, 0)
}

export const holdMinutes = 30
/** An order that nobody has paid by then is called off. */
export const unpaidHours = 24

/** How long to wait before asking again: a minute, doubled each time, at most an hour. */
export function nextLook(now: Date, looks: number): Date {
  return new Date(now.getTime() + Math.min(60, 2 ** Math.min(looks, 6)) * 60_000)
}
