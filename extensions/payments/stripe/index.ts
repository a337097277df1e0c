import { definePayment, type MoveResult, type PaymentContext, type PaymentHandle } from '@parley/sdk'
import { z } from 'zod'
import { toStripe } from './amounts.ts'
import { ask } from './api.ts'
import { listOf, lookUp, readAs, readSession } from './standing.ts'
import { startPayment } from './start.ts'
import { readWebhook } from './webhook.ts'

const settings = z.object({
  secretKey: z.string().regex(/^[sr]k_(test|live)_\w+$/, 'must be a secret key of Stripe’s, such as sk_live_…'),
  webhookSecret: z.string().regex(/^whsec_.+$/, 'must be the signing secret of the webhook, such as whsec_…'),
  /** `later`: only put aside with the yes, and taken when the order is sent. */
  takeMoney: z.enum(['at-once', 'later']).default('at-once'),
  /** `link`: one that does not run out in a day, for links that agents send. */
  page: z.enum(['checkout', 'link']).default('checkout'),
  /** Such as `card`, `klarna`, `swish`; what the account has switched on where none are named. */
  methods: z
    .array(z.string().regex(/^[a-z_]+$/))
    .max(20)
    .optional(),
})
export type Settings = z.infer<typeof settings>
export type Context = PaymentContext<Settings>

/** Cards, Klarna, Swish and what else a Stripe account has, on a page of Stripe's. */
export default definePayment<Settings>({
  id: 'stripe',
  names: {
    en: 'Card and more',
    sv: 'Kort med mera',
    fi: 'Kortti ja muut tavat',
    is: 'Kort og fleiri leiðir',
    hu: 'Bankkártya és más módok',
  },
  descriptions: {
    en: 'Pay on Stripe’s page.',
    sv: 'Du betalar på Stripes sida.',
    fi: 'Maksat Stripen sivulla.',
    is: 'Þú greiðir á síðu Stripe.',
    hu: 'Fizetés a Stripe oldalán.',
  },
  settings,
  secrets: ['secretKey', 'webhookSecret'],
  currencies: ['SEK', 'EUR', 'ISK', 'HUF', 'NOK', 'DKK', 'GBP', 'USD', 'CHF', 'PLN', 'CZK', 'RON', 'JPY'],
  takes: 'redirect',

  start: startPayment,
  async capture(payment, amount, key, context) {
    const taken = toStripe(amount)
    const intent = await intentOf(payment, context)
    if (typeof intent !== 'string') return intent
    if (taken === null) return refused('payment.amount', 'Stripe does not take this amount.')
    const form = { amount_to_capture: taken }
    return after(payment, context, await ask(context, 'POST', `payment_intents/${intent}/capture`, { form, key }))
  },
  async void(payment, key, context) {
    const found = await readSession(context, payment.providerReference)
    if (found.kind !== 'said') return found
    const intent = found.value.payment_intent
    const path = intent ? `payment_intents/${intent.id}/cancel` : `checkout/sessions/${found.value.id}/expire`
    return after(payment, context, await ask(context, 'POST', path, { key }))
  },
  async refund(payment, amount, key, context) {
    const given = toStripe(amount)
    const intent = await intentOf(payment, context)
    if (typeof intent !== 'string') return intent
    if (given === null) return refused('payment.amount', 'Stripe does not take this amount.')
    // Stripe forgets a key after a day; what it has given back it does not forget.
    const known = readAs(
      refunds,
      await ask(context, 'GET', 'refunds', { form: { payment_intent: intent, limit: 100 } }),
    )
    if (known.kind !== 'said') return known
    if (known.value.data.some(({ metadata, status }) => metadata?.refund === key && status !== 'failed'))
      return lookUp(context, payment.providerReference)
    const form = { payment_intent: intent, amount: given, metadata: { refund: key } }
    return after(payment, context, await ask(context, 'POST', 'refunds', { form, key }))
  },
  lookUp: (payment, context) => lookUp(context, payment.providerReference),
  webhook: readWebhook,
})

const refunds = listOf(
  z.looseObject({ status: z.string().nullish(), metadata: z.record(z.string(), z.string()).nullish() }),
)

/** What a move came to, as Stripe now has it. */
async function after(
  payment: PaymentHandle,
  context: Context,
  answer: Awaited<ReturnType<typeof ask>>,
): Promise<MoveResult> {
  return answer.kind === 'said' ? lookUp(context, payment.providerReference) : answer
}

async function intentOf(
  payment: PaymentHandle,
  context: Context,
): Promise<string | Exclude<MoveResult, { kind: 'done' }>> {
  const found = await readSession(context, payment.providerReference)
  if (found.kind !== 'said') return found
  const intent = found.value.payment_intent?.id
  return intent ?? refused('payment.not_answered', 'Nobody has paid yet.')
}

const refused = (code: string, message: string): Extract<MoveResult, { kind: 'refused' }> => ({
  kind: 'refused',
  refusal: { code, severity: 'error', message },
})
