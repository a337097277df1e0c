import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type RawRequest, versionOf } from '@parley/sdk'
import { z } from 'zod'
import type { Context } from './index.ts'
import { lookUp, paymentOf, referenceOf } from './standing.ts'

const toleranceMs = 300_000

const news = z.looseObject({ reference: z.string(), pspReference: z.string(), name: z.string() })

/**
 * The news in a request of theirs; null where it is forged, older than five minutes, or they can't be asked (they then tell it again). What
 * it says of money is not believed: they are asked where the payment stands.
 */
export async function readWebhook(request: RawRequest, context: Context) {
  if (!isTheirs(request, context)) return null
  const read = news.safeParse(parsed(request.body))
  if (!read.success) return null
  const { reference, pspReference, name } = read.data
  const paymentId = paymentOf(reference)
  if (paymentId === null) return { events: [], answer: { status: 200 } }
  const providerReference = referenceOf(paymentId)
  const handle = { paymentId, providerReference, amount: { amount: 0, currency: 'NOK' } }
  const looked = await lookUp(handle, context)
  if (looked.kind !== 'done') return null
  const eventId = `${pspReference} ${name}`
  const state = name === 'ABORTED' ? declinedThen(looked.state, reference) : looked.state
  return { events: [{ providerReference, paymentId, eventId, state }], answer: { status: 200 } }
}

/** A no is news of its own try: a later one may have been begun meanwhile, or said yes to. */
function declinedThen(now: Extract<Awaited<ReturnType<typeof lookUp>>, { kind: 'done' }>['state'], reference: string) {
  const none = { amount: 0, currency: now.authorised.currency }
  const { providerReference } = now
  const state = { status: 'declined', authorised: none, captured: none, refunded: none, providerReference } as const
  const tries = Number(reference.slice(reference.lastIndexOf('-') + 1))
  return { ...state, version: versionOf(state) + tries * 12 }
}

/** HMAC-SHA256 over `POST\n<path and query>\n<date>;<host>;<hash of the body>`, keyed with the webhook's secret. */
function isTheirs(request: RawRequest, context: Context): boolean {
  const { headers } = request
  const date = headers['x-ms-date'] ?? ''
  const at = Date.parse(date)
  if (Number.isNaN(at) || Math.abs(context.now().getTime() - at) > toleranceMs) return false
  const hash = createHash('sha256').update(request.body).digest('base64')
  if (!equal(headers['x-ms-content-sha256'] ?? '', hash)) return false
  // They call the address that was registered with them, whatever a proxy has made of it on the way.
  const { host, pathname, search } = new URL(context.webhookUrl)
  const signature = createHmac('sha256', context.settings.webhookSecret)
    .update(`POST\n${pathname}${search}\n${date};${host};${hash}`)
    .digest('base64')
  const expected = `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`
  return equal(headers.authorization ?? headers['x-vipps-authorization'] ?? '', expected)
}

function equal(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return null
  }
}
