import { definePayment, type Money, type MoveResult, type PaymentContext, type PaymentHandle } from '@parley/sdk'
import { z } from 'zod'
import { ask } from './api.ts'
import { beginTry, lookUp, referenceOf, triesOf, tryOf } from './standing.ts'
import { readWebhook } from './webhook.ts'

const settings = z.object({
  clientId: z.string().min(1).max(100),
  clientSecret: z.string().min(1).max(200),
  subscriptionKey: z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits'),
  merchantSerialNumber: z.string().regex(/^\d{4,10}$/, 'must be the number of the sales unit, such as 123456'),
  /** Given when the webhook was registered. */
  webhookSecret: z.string().min(1).max(200),
  /** Their test environment, where no money moves. */
  test: z.boolean().default(false),
})
export type Settings = z.infer<typeof settings>
export type Context = PaymentContext<Settings>

/** Vipps and MobilePay, direct: the shopper says yes in her app; the money is put aside and taken when the order is sent. */
export default definePayment<Settings>({
  id: 'vipps-mobilepay',
  names: { en: 'Vipps MobilePay' },
  descriptions: {
    en: 'Pay with your app.',
    sv: 'Betala med appen.',
    fi: 'Maksa sovelluksella.',
    is: 'Greiddu með appinu.',
    hu: 'Fizetés az alkalmazással.',
  },
  settings,
  secrets: ['clientSecret', 'subscriptionKey', 'webhookSecret'],
  currencies: ['NOK', 'DKK', 'SEK', 'EUR'],
  takes: 'redirect',

  async start({ paymentId, orderNumber, amount }, context) {
    const number = await tryToMake(paymentId, amount, context)
    const reference = tryOf(paymentId, number)
    const body = {
      amount: inTheirs(amount),
      paymentMethod: { type: 'WALLET' },
      reference,
      userFlow: 'WEB_REDIRECT',
      returnUrl: context.returnUrl,
      paymentDescription: orderNumber,
    }
    const answer = await ask(context, 'POST', '', { body, key: reference })
    if (answer.kind !== 'said') return answer
    const opened = z.looseObject({ redirectUrl: z.url() }).safeParse(answer.value)
    if (!opened.success) return { kind: 'unknown', reason: 'Vipps MobilePay opened no page' }
    return { kind: 'redirect', url: opened.data.redirectUrl, providerReference: referenceOf(paymentId) }
  },
  capture: (payment, amount, key, context) => modify(payment, 'capture', { amount, key }, context),
  async void(payment, key, context) {
    const before = await lookUp(payment, context)
    if (before.kind !== 'done') return before
    if (before.state.captured.amount > 0) return refused('payment.captured', 'What was taken can only be given back.')
    return modify(payment, 'cancel', { amount: null, key }, context)
  },
  refund: (payment, amount, key, context) => modify(payment, 'refund', { amount, key }, context),
  lookUp,
  webhook: readWebhook,
})

/** The try that is under way, or the next where it ended without a yes. */
async function tryToMake(paymentId: string, amount: Money, context: Context): Promise<number> {
  const tries = await triesOf(context, paymentId)
  if (tries === 0) return beginTry(context, paymentId, 0)
  const before = await lookUp({ paymentId, providerReference: referenceOf(paymentId), amount }, context)
  const ended = before.kind === 'done' && (before.state.status === 'declined' || before.state.status === 'failed')
  return ended ? beginTry(context, paymentId, tries) : tries
}

async function modify(
  payment: PaymentHandle,
  what: 'capture' | 'cancel' | 'refund',
  { amount, key }: { amount: Money | null; key: string },
  context: Context,
): Promise<MoveResult> {
  const tries = await triesOf(context, payment.paymentId)
  if (tries === 0) return refused('payment.not_answered', 'Nobody has paid yet.')
  const body = amount ? { modificationAmount: inTheirs(amount) } : {}
  const path = `/${tryOf(payment.paymentId, tries)}/${what}`
  const answer = await ask(context, 'POST', path, { body, key: key.replaceAll(/[^A-Za-z0-9-]/g, '-').slice(-50) })
  return answer.kind === 'said' ? lookUp(payment, context) : answer
}

const inTheirs = ({ amount, currency }: Money) => ({ value: amount, currency })

const refused = (code: string, message: string): Extract<MoveResult, { kind: 'refused' }> => ({
  kind: 'refused',
  refusal: { code, severity: 'error', message },
})
