import type { MoveResult, PaymentContext, PaymentHandle, PaymentRequest, StartResult } from './payment.ts'
import { book, type LedgerMove, ledgerState, openLedger, paymentLedger } from './payment-ledger.ts'

type Context = Pick<PaymentContext<unknown>, 'store'>

/** Opens the book of a payment, with what is booked at once; a repeat answers the same. For providers that keep nothing else. */
export async function startLedger(
  { paymentId, amount }: PaymentRequest,
  context: Context,
  atOnce: readonly LedgerMove[],
): Promise<StartResult> {
  const kept = await context.store.change(
    paymentId,
    (state) =>
      state ??
      atOnce.reduce((ledger, move) => {
        const booked = book(ledger, move)
        return 'ledger' in booked ? booked.ledger : ledger
      }, openLedger(amount)),
  )
  return { kind: 'settled', state: ledgerState(paymentLedger.parse(kept), paymentId) }
}

/** Books a move; refused where the book does not allow it. */
export async function moveLedger(payment: PaymentHandle, move: LedgerMove, context: Context): Promise<MoveResult> {
  let refused: MoveResult | undefined
  const kept = await context.store.change(payment.paymentId, (state) => {
    const known = paymentLedger.safeParse(state)
    if (!known.success) return state
    const booked = book(known.data, move)
    if ('ledger' in booked) return booked.ledger
    refused = { kind: 'refused', refusal: booked.refusal }
    return state
  })
  return refused ?? told(payment, kept)
}

/** How the book stands; unknown where none was opened. */
export async function lookUpLedger(payment: PaymentHandle, context: Context): Promise<MoveResult> {
  return told(payment, await context.store.change(payment.paymentId, (state) => state))
}

function told({ paymentId }: PaymentHandle, kept: unknown): MoveResult {
  const known = paymentLedger.safeParse(kept)
  if (!known.success) return { kind: 'unknown', reason: 'no such payment' }
  return { kind: 'done', state: ledgerState(known.data, paymentId) }
}
