import { type MoveResult, type PaymentHandle, type PaymentState, versionOf } from '@parley/sdk'
import type { z } from 'zod'
import { type Answer, ask, paymentRequest, refundRequest } from './api.ts'
import { type Book, instructionOf, readBook, referenceOf, tryOf } from './book.ts'
import type { Context } from './index.ts'

type Request = z.infer<typeof paymentRequest>
type Unsaid = Exclude<Answer, { kind: 'said' }>

export async function readRequest(context: Context, id: string): Promise<{ kind: 'said'; value: Request } | Unsaid> {
  const answer = await ask(context, 'GET', `v1/paymentrequests/${id}`)
  if (answer.kind !== 'said') return answer
  const read = paymentRequest.safeParse(answer.value)
  return read.success
    ? { kind: 'said', value: read.data }
    : { kind: 'unknown', reason: 'Swish answered something else' }
}

/** How a refund stands: `open` until Swish says that it was paid or failed; null where Swish knows of none. */
export async function readRefund(context: Context, key: string): Promise<'paid' | 'open' | 'failed' | null | Unsaid> {
  const answer = await ask(context, 'GET', `v1/refunds/${instructionOf(key)}`)
  if (answer.kind === 'refused') return null
  if (answer.kind !== 'said') return answer
  const read = refundRequest.safeParse(answer.value)
  if (!read.success) return { kind: 'unknown', reason: 'Swish answered something else' }
  if (read.data.status === 'PAID') return 'paid'
  return read.data.status === 'ERROR' ? 'failed' : 'open'
}

/** Where a payment stands: its latest try, and what of it Swish says was given back. */
export async function lookUp(handle: PaymentHandle, context: Context): Promise<MoveResult> {
  const book = await readBook(context, handle.paymentId)
  if (!book) return { kind: 'unknown', reason: 'no such payment' }
  if (book.tries === 0) return { kind: 'done', state: stateOf(handle.paymentId, book, null, 0) }
  const found = await readRequest(context, tryOf(handle.paymentId, book.tries))
  if (found.kind === 'unknown') return found
  let back = 0
  for (const refund of book.refunds.filter(({ refused }) => !refused)) {
    const told = await readRefund(context, refund.key)
    if (typeof told === 'object' && told !== null) return told
    if (told === 'paid') back += refund.amount
  }
  return { kind: 'done', state: stateOf(handle.paymentId, book, found.kind === 'said' ? found.value : null, back) }
}

const statuses: Readonly<Record<string, PaymentState['status']>> = {
  PAID: 'captured',
  DECLINED: 'declined',
  CANCELLED: 'declined',
  ERROR: 'declined',
}
/** Beyond what the steps of one try can count to. */
const stepsOfATry = 12

export function stateOf(
  paymentId: string,
  { amount: { currency }, tries }: Pick<Book, 'amount' | 'tries'>,
  found: Request | null,
  back: number,
): PaymentState {
  const of = (amount: number) => ({ amount, currency })
  const reached = (found && statuses[found.status]) ?? 'pending'
  const taken = found && reached === 'captured' ? found.amount : 0
  const state = {
    status: taken > 0 && back >= taken ? ('refunded' as const) : reached,
    authorised: of(taken),
    captured: of(taken),
    refunded: of(back),
    providerReference: referenceOf(paymentId),
  }
  return { ...state, version: versionOf(state) + tries * stepsOfATry }
}
