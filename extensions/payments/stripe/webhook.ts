import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PaymentState, RawRequest } from '@parley/sdk'
import { z } from 'zod'
import { ask } from './api.ts'
import type { Context } from './index.ts'
import { declinedState, listOf, lookUp, readAs, session } from './standing.ts'

const toleranceSeconds = 300

const news = z.looseObject({
  id: z.string(),
  type: z.string(),
  livemode: z.boolean(),
  data: z.object({ object: z.looseObject({ id: z.string() }) }),
})
const ofIntent = z.looseObject({ payment_intent: z.string() })
const ofSession = z.looseObject({
  payment_link: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
})

/**
 * The news in a request of Stripe's; null where it is forged, older than five minutes, or Stripe can't be asked (it then tells it again).
 * What an event says of money is not believed: Stripe is asked where the payment stands. Only a no is taken from the event itself.
 */
export async function readWebhook(request: RawRequest, context: Context) {
  if (!isStripes(request, context)) return null
  const read = news.safeParse(parsed(request.body))
  if (!read.success) return null
  const nothing = { events: [], answer: { status: 200 } }
  if (read.data.livemode !== context.settings.secretKey.includes('_live_')) return nothing
  const about = await referenceOf(read.data, context)
  if (about === 'unknown') return null
  if (about === null) return nothing
  const { reference, currency, paymentId } = about
  const said: { state: PaymentState } | null =
    read.data.type === 'payment_intent.payment_failed'
      ? { state: declinedState(reference, currency) }
      : await stateNow(context, reference)
  if (!said) return null
  const event = { providerReference: reference, eventId: read.data.id, state: said.state }
  return { events: [{ ...event, ...(paymentId ? { paymentId } : {}) }], answer: { status: 200 } }
}

async function stateNow(context: Context, reference: string): Promise<{ state: PaymentState } | null> {
  const looked = await lookUp(context, reference)
  return looked.kind === 'done' ? looked : null
}

interface About {
  reference: string
  currency: string
  paymentId: string | undefined
}

/** The session or link that the news is about; null for news that is none of ours. */
async function referenceOf(event: z.infer<typeof news>, context: Context): Promise<About | null | 'unknown'> {
  const { object } = event.data
  if (event.type.startsWith('checkout.session.')) {
    const found = ofSession.safeParse(object)
    const { payment_link: link, metadata } = found.data ?? {}
    return { reference: link ?? object.id, currency: String(object.currency ?? ''), paymentId: metadata?.payment }
  }
  const intent = event.type.startsWith('payment_intent.') ? object.id : ofIntent.safeParse(object).data?.payment_intent
  if (intent === undefined) return null
  const form = { payment_intent: intent, limit: 1 }
  const found = readAs(listOf(sessionOfIntent), await ask(context, 'GET', 'checkout/sessions', { form }))
  if (found.kind !== 'said') return 'unknown'
  const [first] = found.value.data
  if (!first) return null
  return { reference: first.payment_link ?? first.id, currency: first.currency, paymentId: first.metadata?.payment }
}

/** Unexpanded: the intent is only named. */
const sessionOfIntent = session.omit({ payment_intent: true })

/** `t=<seconds>,v1=<hex of HMAC-SHA256 over "t.body">`; while a secret is being changed there is a `v1` for each. */
function isStripes(request: RawRequest, context: Context): boolean {
  const parts = (request.headers['stripe-signature'] ?? '').split(',').map((part) => part.trim().split('='))
  const seconds = Number(parts.find(([name]) => name === 't')?.[1])
  if (!Number.isInteger(seconds) || Math.abs(context.now().getTime() / 1000 - seconds) > toleranceSeconds) return false
  const expected = createHmac('sha256', context.settings.webhookSecret)
    .update(`${seconds}.`)
    .update(request.body)
    .digest()
  return parts.some(([name, value]) => {
    const given = Buffer.from(value ?? '', 'hex')
    return name === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return null
  }
}
