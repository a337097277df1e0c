import { book, type LedgerMove, ledgerState, type MoveResult, type PaymentHandle, paymentLedger } from '@parley/sdk'
import { z } from 'zod'
import type { Context } from './index.ts'

/** What the pretended bank knows of a payment. */
export const account = z.object({
  ledger: paymentLedger,
  orderNumber: z.string(),
  /** When a payment that was put off goes through by itself. */
  approveAt: z.iso.datetime().nullable(),
})
export type Account = z.infer<typeof account>

export const referenceOf = (paymentId: string): string => `sandbox-${paymentId}`

export const readAccount = (state: unknown): Account | null => account.safeParse(state).data ?? null

export async function bookMove(payment: PaymentHandle, move: LedgerMove, context: Context): Promise<MoveResult> {
  let refused: MoveResult | undefined
  const kept = await context.store.change(payment.paymentId, (state) => {
    const known = readAccount(settleDelayed(state, context))
    if (!known) return state
    const booked = book(known.ledger, move)
    if ('ledger' in booked) return { ...known, approveAt: null, ledger: booked.ledger }
    refused = { kind: 'refused', refusal: booked.refusal }
    return state
  })
  if (refused) return refused
  const known = readAccount(kept)
  if (!known) return { kind: 'unknown', reason: 'no such payment' }
  return { kind: 'done', state: ledgerState(known.ledger, referenceOf(payment.paymentId)) }
}

/** A payment that was put off has gone through once its time has come. */
export function settleDelayed(state: unknown, context: Context): unknown {
  const known = readAccount(state)
  if (!known?.approveAt || Date.parse(known.approveAt) > context.now().getTime()) return state
  const booked = book(known.ledger, { kind: 'authorise', key: 'later' })
  return 'ledger' in booked ? { ...known, approveAt: null, ledger: booked.ledger } : state
}
