import type { Money, MoveResult, PaymentHandle } from '@parley/sdk'
import { ask, inKronor } from './api.ts'
import { changeBook, instructionOf, tryOf } from './book.ts'
import type { Context } from './index.ts'
import { lookUp, readRefund, readRequest } from './standing.ts'

/**
 * Gives back a part of what was paid. It is written into the book before Swish is asked, under the key from which Swish's own name for it is
 * made: a repeat finds it there and only asks how it stands. Until Swish has paid it out nobody knows.
 */
export async function giveBack(
  payment: PaymentHandle,
  amount: Money,
  key: string,
  context: Context,
): Promise<MoveResult> {
  const before = await lookUp(payment, context)
  if (before.kind !== 'done') return before
  const { captured } = before.state
  let fits = false
  const book = await changeBook(context, payment.paymentId, (kept) => {
    const owed = kept.refunds.filter((refund) => !refund.refused && refund.key !== key)
    fits = owed.reduce((sum, refund) => sum + refund.amount, 0) + amount.amount <= captured.amount && amount.amount > 0
    const isNew = !kept.refunds.some((refund) => refund.key === key)
    return fits && isNew
      ? { ...kept, refunds: [...kept.refunds, { key, amount: amount.amount, refused: false }] }
      : kept
  })
  if (!book) return { kind: 'unknown', reason: 'no such payment' }
  if (!fits) return refused('payment.too_much', 'More than was taken.')
  const known = await readRefund(context, key)
  if (typeof known === 'object' && known !== null) return known
  if (known === null) {
    const asked = await askBack(payment, amount, key, context, book.tries)
    if (asked) return asked
  }
  return ended(payment, key, context)
}

/** Null where Swish has taken it on. */
async function askBack(
  payment: PaymentHandle,
  amount: Money,
  key: string,
  context: Context,
  tries: number,
): Promise<MoveResult | null> {
  const paid = await readRequest(context, tryOf(payment.paymentId, tries))
  if (paid.kind !== 'said') return paid
  const answer = await ask(context, 'PUT', `v2/refunds/${instructionOf(key)}`, {
    originalPaymentReference: paid.value.paymentReference,
    payerAlias: context.settings.payeeAlias,
    amount: inKronor(amount.amount),
    currency: amount.currency,
    callbackUrl: context.webhookUrl,
    message: '',
  })
  if (answer.kind !== 'refused') return answer.kind === 'said' ? null : answer
  await forget(context, payment.paymentId, key)
  return answer
}

async function ended(payment: PaymentHandle, key: string, context: Context): Promise<MoveResult> {
  const now = await readRefund(context, key)
  if (typeof now === 'object' && now !== null) return now
  if (now === 'failed') {
    await forget(context, payment.paymentId, key)
    return refused('payment.refused', 'Swish could not give it back.')
  }
  return now === 'paid' ? lookUp(payment, context) : { kind: 'unknown', reason: 'Swish is giving it back' }
}

const forget = (context: Context, paymentId: string, key: string) =>
  changeBook(context, paymentId, (book) => ({
    ...book,
    refunds: book.refunds.map((refund) => (refund.key === key ? { ...refund, refused: true } : refund)),
  }))

const refused = (code: string, message: string): Extract<MoveResult, { kind: 'refused' }> => ({
  kind: 'refused',
  refusal: { code, severity: 'error', message },
})
