import { type MoveResult, type PaymentHandle, type PaymentState, versionOf } from '@parley/sdk'
import { z } from 'zod'
import { ask, payment } from './api.ts'
import type { Context } from './index.ts'

/** A payment that was declined or ran out is over for Vipps MobilePay: another try is another payment of theirs, under the next number. */
const book = z.object({ tries: z.int().min(1) })

/** What a payment is called here, whichever try it is on; each try adds its number. Underscores are not allowed there. */
export const referenceOf = (paymentId: string): string => paymentId.replaceAll('_', '-')
export const tryOf = (paymentId: string, number: number): string => `${referenceOf(paymentId)}-${number}`

/** Our payment, of a try's reference; null where it is none of ours. */
export function paymentOf(reference: string): string | null {
  const named = /^pay-([a-z0-9]+)-\d+$/.exec(reference)?.[1]
  return named === undefined ? null : `pay_${named}`
}

export async function triesOf(context: Context, paymentId: string): Promise<number> {
  return book.safeParse(await context.store.change(paymentId, (kept) => kept)).data?.tries ?? 0
}

/** Begins the first try, or the one after `ended`; two who do so at once begin the same. */
export async function beginTry(context: Context, paymentId: string, ended: number): Promise<number> {
  const kept = await context.store.change(paymentId, (state) => {
    const { tries } = book.safeParse(state).data ?? { tries: 0 }
    return { tries: Math.max(tries, ended + 1) }
  })
  return book.parse(kept).tries
}

/** Where a payment stands: where its latest try does. */
export async function lookUp(handle: PaymentHandle, context: Context): Promise<MoveResult> {
  const tries = await triesOf(context, handle.paymentId)
  if (tries === 0) return { kind: 'unknown', reason: 'nobody has begun to pay' }
  const answer = await ask(context, 'GET', `/${tryOf(handle.paymentId, tries)}`)
  if (answer.kind !== 'said') return answer
  const read = payment.safeParse(answer.value)
  if (!read.success) return { kind: 'unknown', reason: 'Vipps MobilePay answered something else' }
  return { kind: 'done', state: stateOf(read.data, referenceOf(handle.paymentId), tries) }
}

/** Beyond what the steps of one try can count to. */
const stepsOfATry = 12

function stateOf(found: z.infer<typeof payment>, providerReference: string, tries: number): PaymentState {
  const { authorizedAmount, cancelledAmount, capturedAmount, refundedAmount } = found.aggregate
  const of = (value: number) => ({ amount: value, currency: authorizedAmount.currency })
  const state = {
    status: statusOf(found),
    authorised: of(authorizedAmount.value - cancelledAmount.value),
    captured: of(capturedAmount.value),
    refunded: of(refundedAmount.value),
    providerReference,
  }
  return { ...state, version: versionOf(state) + tries * stepsOfATry }
}

function statusOf({ state, aggregate }: z.infer<typeof payment>): PaymentState['status'] {
  const { authorizedAmount, cancelledAmount, capturedAmount, refundedAmount } = aggregate
  if (capturedAmount.value > 0) return refundedAmount.value >= capturedAmount.value ? 'refunded' : 'captured'
  if (authorizedAmount.value > 0) return cancelledAmount.value >= authorizedAmount.value ? 'voided' : 'authorised'
  const waits: Record<typeof state, PaymentState['status']> = {
    CREATED: 'pending',
    AUTHORIZED: 'authorised',
    ABORTED: 'declined',
    EXPIRED: 'failed',
    TERMINATED: 'failed',
  }
  return waits[state]
}
