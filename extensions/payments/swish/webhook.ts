import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RawRequest } from '@parley/sdk'
import { z } from 'zod'
import { paymentOf, readBook, referenceOf, tryOf } from './book.ts'
import type { Context } from './index.ts'
import { lookUp, readRequest, stateOf } from './standing.ts'

const toleranceMs = 600_000

/** By this Swish's callbacks about a request are known: nobody else was told it. */
export const callbackIdentifier = (id: string, { settings }: Context): string =>
  createHmac('sha256', settings.callbackSecret).update(`callback ${id}`).digest('hex').slice(0, 32)

const callback = z.looseObject({
  id: z.string(),
  payeePaymentReference: z.string(),
  status: z.string(),
  dateCreated: z.string(),
  datePaid: z.string().nullish(),
})

/**
 * The news in a callback. Swish signs nothing: it is heard only with the identifier that Swish alone was given, while it is fresh, and only
 * where Swish, asked, says the very same of the request. Null otherwise; a lost or late one is made up for by asking.
 */
export async function readWebhook(request: RawRequest, context: Context) {
  const said = parsed(request.body)
  const read = callback.safeParse(said)
  if (!read.success) return null
  const { id, payeePaymentReference, status, dateCreated, datePaid } = read.data
  if (!equal(request.headers.callbackidentifier ?? '', callbackIdentifier(id, context))) return null
  const at = Date.parse(datePaid ?? dateCreated)
  if (!(Math.abs(context.now().getTime() - at) <= toleranceMs)) return null
  const asked = await readRequest(context, id)
  if (asked.kind !== 'said' || !saysTheSame(said, asked.value)) return null
  const paymentId = paymentOf(payeePaymentReference)
  const book = await readBook(context, paymentId)
  const number = numberOf(paymentId, id, book?.tries ?? 0)
  if (!book || number === 0) return { events: [], answer: { status: 200 } }
  const handle = { paymentId, providerReference: referenceOf(paymentId), amount: book.amount }
  const now = status === 'PAID' ? await lookUp(handle, context) : null
  if (now && now.kind !== 'done') return null
  // A no is news of its own try: a later one may have been begun meanwhile.
  const state = now?.state ?? stateOf(paymentId, { ...book, tries: number }, asked.value, 0)
  const event = { providerReference: state.providerReference, paymentId, eventId: `${id} ${status}`, state }
  return { events: [event], answer: { status: 200 } }
}

/** Which try a request was; 0 where it is none of the payment's. */
function numberOf(paymentId: string, id: string, tries: number): number {
  for (let number = tries; number > 0; number--) if (tryOf(paymentId, number) === id) return number
  return 0
}

const record = z.record(z.string(), z.unknown())

function saysTheSame(said: unknown, asked: Record<string, unknown>): boolean {
  const told = record.safeParse(said)
  return told.success && Object.entries(told.data).every(([name, value]) => same(value, asked[name]))
}

/** `"100.00"` and `100` are one amount. */
function same(one: unknown, other: unknown): boolean {
  if (one === other || JSON.stringify(one) === JSON.stringify(other)) return true
  const [a, b] = [Number(one), Number(other)]
  return one !== null && other !== null && Number.isFinite(a) && (a === b || Math.round(a * 100) === b)
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
