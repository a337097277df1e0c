import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PaymentState, RawRequest } from '@parley/sdk'
import { money } from '@parley/sdk'
import { z } from 'zod'
import type { Context } from './index.ts'

const signatureHeader = 'sandbox-signature'
const toleranceSeconds = 300

const news = z.object({
  id: z.string(),
  payment: z.string(),
  state: z.object({
    status: z.enum(['pending', 'authorised', 'captured', 'declined', 'voided', 'refunded', 'failed']),
    authorised: money,
    captured: money,
    refunded: money,
    providerReference: z.string(),
    version: z.int(),
  }),
})

/** The news in a request of the bank's; null where it is forged, older than five minutes, or nothing we know. */
export async function readWebhook(request: RawRequest, context: Context) {
  if (!isOurs(request, context)) return null
  const read = news.safeParse(parsed(request.body))
  if (!read.success) return null
  const { id, payment, state } = read.data
  return { events: [{ providerReference: payment, eventId: id, state }], answer: { status: 200 } }
}

/** Tells the shop what has happened, as a bank does: signed, and nothing is lost if it does not come through. */
export async function sendWebhook(state: PaymentState, context: Context): Promise<void> {
  const id = `${state.providerReference}-${state.version}`
  const body = JSON.stringify({ id, payment: state.providerReference, state })
  const headers = {
    'content-type': 'application/json',
    [signatureHeader]: sign(body, context.now(), context.settings.webhookSecret),
  }
  // A shop that can't be reached asks by itself later.
  await context.fetch(context.webhookUrl, { method: 'POST', headers, body }).catch(() => undefined)
}

/** `t=<seconds>,v1=<hex of HMAC-SHA256 over "t.body">`. */
function sign(body: string | Uint8Array, at: Date, secret: string): string {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds},v1=${digest(seconds, body, secret)}`
}

function isOurs(request: RawRequest, context: Context): boolean {
  const parts = (request.headers[signatureHeader] ?? '').split(',').map((part) => part.trim().split('='))
  const seconds = Number(parts.find(([name]) => name === 't')?.[1])
  const signatures = parts.filter(([name]) => name === 'v1').map(([, value]) => value ?? '')
  if (!Number.isInteger(seconds)) return false
  if (Math.abs(context.now().getTime() / 1000 - seconds) > toleranceSeconds) return false
  const expected = digest(seconds, request.body, context.settings.webhookSecret)
  return signatures.some((given) => equal(given, expected))
}

function digest(seconds: number, body: string | Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
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
