import type { PaymentHandle, PaymentState, Refusal } from '@parley/sdk'
import { ask, inKronor } from './api.ts'
import { changeBook, readBook, referenceOf, tryOf } from './book.ts'
import type { Context } from './index.ts'
import { lookUp } from './standing.ts'
import { callbackIdentifier } from './webhook.ts'

export type Begun =
  /** `token` opens the app on this device; without one the app of the number was asked. */
  | { kind: 'begun'; token: string | null }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'unknown' }
  /** There is nothing to begin: it is paid. */
  | { kind: 'paid' }

/**
 * Asks Swish for the money, at the number she gives or by a token for the app on her own device. A try that still waits is called off first:
 * two that wait at once could both be said yes to.
 */
export async function beginTry(payment: PaymentHandle, payerAlias: string | null, context: Context): Promise<Begun> {
  const before = await endTry(payment, context)
  if (!before) return { kind: 'unknown' }
  if (before.captured.amount > 0) return { kind: 'paid' }
  const after = (await readBook(context, payment.paymentId))?.tries ?? 0
  const book = await changeBook(context, payment.paymentId, (kept) => ({
    ...kept,
    tries: Math.max(kept.tries, after + 1),
  }))
  if (!book) return { kind: 'unknown' }
  const id = tryOf(payment.paymentId, book.tries)
  const answer = await ask(context, 'PUT', `v2/paymentrequests/${id}`, {
    payeePaymentReference: referenceOf(payment.paymentId),
    callbackUrl: context.webhookUrl,
    callbackIdentifier: callbackIdentifier(id, context),
    payeeAlias: context.settings.payeeAlias,
    amount: inKronor(book.amount.amount),
    currency: book.amount.currency,
    message: book.orderNumber,
    ...(payerAlias ? { payerAlias } : {}),
  })
  if (answer.kind === 'said') return { kind: 'begun', token: answer.headers.get('paymentrequesttoken') }
  return answer.kind === 'refused' ? answer : { kind: 'unknown' }
}

/** Where it stands once no try waits any more; null where that can't be had. */
export async function endTry(payment: PaymentHandle, context: Context): Promise<PaymentState | null> {
  const now = await lookUp(payment, context)
  if (now.kind !== 'done') return null
  const book = await readBook(context, payment.paymentId)
  if (now.state.status !== 'pending' || !book || book.tries === 0) return now.state
  const cancel = [{ op: 'replace', path: '/status', value: 'cancelled' }]
  const answer = await ask(context, 'PATCH', `v1/paymentrequests/${tryOf(payment.paymentId, book.tries)}`, cancel)
  if (answer.kind === 'unknown') return null
  const after = await lookUp(payment, context)
  const isThere = answer.kind === 'said'
  if (after.kind !== 'done') return null
  // What Swish has never heard of can't be said yes to.
  return after.state.status === 'pending' && isThere ? null : after.state
}
