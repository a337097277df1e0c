import { type Money, money } from '@parley/contracts'
import { z } from 'zod'
import type { MoveResult, PaymentState } from './payment.ts'

/** The book of one payment, for providers that keep their own in `context.store` (on account, at the counter, the sandbox). */
export const paymentLedger = z.object({
  amount: money,
  status: z.enum(['pending', 'authorised', 'captured', 'declined', 'voided', 'refunded', 'failed']),
  authorised: z.int(),
  captured: z.int(),
  refunded: z.int(),
  version: z.int(),
  /** What each key has done, so that a repeat does nothing and is told the same. */
  done: z.record(z.string(), z.string()),
})
export type PaymentLedger = z.infer<typeof paymentLedger>

export type LedgerMove =
  | { kind: 'authorise'; key: string }
  | { kind: 'decline'; key: string }
  | { kind: 'void'; key: string }
  | { kind: 'capture'; key: string; amount: Money }
  | { kind: 'refund'; key: string; amount: Money }

export const openLedger = (amount: Money): PaymentLedger => ({
  amount,
  status: 'pending',
  authorised: 0,
  captured: 0,
  refunded: 0,
  version: 1,
  done: {},
})

/** The state as the server wants to hear it. */
export function ledgerState(ledger: PaymentLedger, providerReference: string): PaymentState {
  const of = (amount: number): Money => ({ amount, currency: ledger.amount.currency })
  const { status, version } = ledger
  const { authorised, captured, refunded } = ledger
  return {
    status,
    version,
    providerReference,
    authorised: of(authorised),
    captured: of(captured),
    refunded: of(refunded),
  }
}

/**
 * Books one move: the ledger after it, or a refusal that leaves it as it was. The same key books once; with another move it is refused.
 * Never captures more than was authorised, never gives back more than was captured.
 */
export function book(ledger: PaymentLedger, move: LedgerMove): { ledger: PaymentLedger } | { refusal: Refused } {
  const what = 'amount' in move ? `${move.kind} ${move.amount.amount} ${move.amount.currency}` : move.kind
  const before = ledger.done[move.key]
  if (before === what) return { ledger }
  if (before !== undefined) return refusal('payment.key_used', 'This key has done something else.')
  if ('amount' in move && (move.amount.currency !== ledger.amount.currency || move.amount.amount <= 0))
    return refusal('payment.amount', 'This amount does not fit the payment.')
  const after = moved(ledger, move)
  if ('refusal' in after) return after
  return {
    ledger: { ...ledger, ...after, version: ledger.version + 1, done: { ...ledger.done, [move.key]: what } },
  }
}

type Refused = Extract<MoveResult, { kind: 'refused' }>['refusal']
type Moved = Partial<Pick<PaymentLedger, 'status' | 'authorised' | 'captured' | 'refunded'>>

function moved(ledger: PaymentLedger, move: LedgerMove): Moved | { refusal: Refused } {
  const { status, authorised, captured, refunded } = ledger
  if (move.kind === 'authorise' || move.kind === 'decline') {
    if (status !== 'pending' && status !== 'declined')
      return refusal('payment.answered', 'This payment was answered before.')
    return move.kind === 'decline' ? { status: 'declined' } : { status: 'authorised', authorised: ledger.amount.amount }
  }
  if (move.kind === 'void') {
    if (captured > 0) return refusal('payment.captured', 'What was taken can only be given back.')
    return { status: 'voided', authorised: 0 }
  }
  if (move.kind === 'capture') {
    if (captured + move.amount.amount > authorised) return refusal('payment.too_much', 'More than was authorised.')
    return { status: 'captured', captured: captured + move.amount.amount }
  }
  const back = refunded + move.amount.amount
  if (back > captured) return refusal('payment.too_much', 'More than was taken.')
  return { refunded: back, ...(back === captured ? { status: 'refunded' as const } : {}) }
}

function refusal(code: string, message: string): { refusal: Refused } {
  return { refusal: { code, message, severity: 'error' } }
}
