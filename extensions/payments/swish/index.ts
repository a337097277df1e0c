import { definePayment, type MoveResult, type PaymentContext } from '@parley/sdk'
import { z } from 'zod'
import { endTry } from './begin-try.ts'
import { openBook, referenceOf } from './book.ts'
import { payPage } from './page.ts'
import { giveBack } from './refund.ts'
import { lookUp } from './standing.ts'
import { readWebhook } from './webhook.ts'

const settings = z.object({
  /** The shop's Swish number. */
  payeeAlias: z.string().regex(/^123\d{7}$/, 'must be a Swish number for commerce, such as 1231181189'),
  /** As PEM, the whole chain. */
  certificate: z
    .string()
    .regex(/^-+BEGIN CERTIFICATE-/, 'must be a certificate as PEM')
    .max(20_000),
  key: z
    .string()
    .regex(/^-+BEGIN [A-Z ]*PRIVATE KEY-/, 'must be a private key as PEM')
    .max(20_000),
  /** What callbacks are known by; made by the server where it is left out. */
  callbackSecret: z.string().min(16),
  /** Swish's simulator, where no money moves. */
  test: z.boolean().default(false),
})
export type Settings = z.infer<typeof settings>
export type Context = PaymentContext<Settings>

/** Swish, direct: the shopper opens her app from the page, or has it asked by her number. The money is there with the yes. */
export default definePayment<Settings>({
  id: 'swish',
  names: { en: 'Swish' },
  descriptions: {
    en: 'Pay with your Swedish bank’s app.',
    sv: 'Betala direkt i appen.',
    fi: 'Maksa ruotsalaisen pankin sovelluksella.',
    is: 'Greiddu með appi sænska bankans.',
    hu: 'Fizetés svéd banki alkalmazással.',
  },
  settings,
  secrets: ['certificate', 'key', 'callbackSecret'],
  currencies: ['SEK'],
  takes: 'redirect',

  async start({ paymentId, orderNumber, amount }, context) {
    await openBook(context, paymentId, { amount, orderNumber })
    return { kind: 'redirect', url: context.pageUrl, providerReference: referenceOf(paymentId) }
  },
  capture: async () => refused('payment.nothing_to_take', 'Swish takes the money with the yes.'),
  async void(payment, _key, context) {
    const before = await lookUp(payment, context)
    if (before.kind !== 'done') return before
    if (before.state.captured.amount > 0) return refused('payment.captured', 'What was taken can only be given back.')
    return (await endTry(payment, context))
      ? lookUp(payment, context)
      : { kind: 'unknown', reason: 'Swish was not reached' }
  },
  refund: giveBack,
  lookUp,
  webhook: readWebhook,
  page: payPage,
})

const refused = (code: string, message: string): Extract<MoveResult, { kind: 'refused' }> => ({
  kind: 'refused',
  refusal: { code, severity: 'error', message },
})
