import { type MoveResult, type PaymentState, versionOf } from '@parley/sdk'
import { z } from 'zod'
import { fromStripe } from './amounts.ts'
import { type Answer, ask } from './api.ts'
import type { Context } from './index.ts'

const charge = z.looseObject({ id: z.string(), amount_refunded: z.int(), disputed: z.boolean().default(false) })
const intent = z.looseObject({
  id: z.string(),
  status: z.string(),
  amount: z.int(),
  amount_received: z.int().default(0),
  last_payment_error: z.looseObject({}).nullish(),
  latest_charge: charge.nullish(),
})
export const session = z.looseObject({
  id: z.string(),
  url: z.string().nullish(),
  status: z.enum(['open', 'complete', 'expired']).nullish(),
  currency: z.string(),
  payment_link: z.string().nullish(),
  client_reference_id: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  payment_intent: intent.nullish(),
})
export type Session = z.infer<typeof session>

export const listOf = <T>(item: z.ZodType<T>) => z.object({ data: z.array(item) })
const dispute = z.looseObject({ amount: z.int(), status: z.string() })
const whole = { expand: ['payment_intent.latest_charge'] }
const wholeOfList = { expand: ['data.payment_intent.latest_charge'] }
const givenUp = ['won', 'warning_closed']
const closed = [...givenUp, 'lost']

/** The session of a payment: the one that was made for it, or of those that its link has led to the one that was paid, else the latest. */
export async function readSession(
  context: Context,
  reference: string,
): Promise<{ kind: 'said'; value: Session } | Exclude<Answer, { kind: 'said' }>> {
  if (!reference.startsWith('plink_'))
    return readAs(
      session,
      await ask(context, 'GET', `checkout/sessions/${encodeURIComponent(reference)}`, { form: whole }),
    )
  const form = { payment_link: reference, limit: 100, ...wholeOfList }
  const all = readAs(listOf(session), await ask(context, 'GET', 'checkout/sessions', { form }))
  if (all.kind !== 'said') return all
  const [latest] = all.value.data
  const found = all.value.data.find(({ status }) => status === 'complete') ?? latest
  return found ? { kind: 'said', value: found } : { kind: 'unknown', reason: 'nobody has opened the link yet' }
}

/** Where a payment stands at Stripe. */
export async function lookUp(context: Context, reference: string): Promise<MoveResult> {
  const found = await readSession(context, reference)
  if (found.kind !== 'said') return found
  const paid = found.value.payment_intent
  const disputes = paid?.latest_charge?.disputed ? await readDisputes(context, paid.id) : []
  if (disputes === null) return { kind: 'unknown', reason: 'Stripe does not say what is disputed' }
  return { kind: 'done', state: stateOf(found.value, reference, disputes) }
}

function stateOf(
  found: Session,
  providerReference: string,
  disputes: readonly z.infer<typeof dispute>[],
): PaymentState {
  const currency = found.currency.toUpperCase()
  const of = (amount: number) => fromStripe(amount, currency)
  const paid = found.payment_intent
  const taken = paid?.status === 'succeeded' ? paid.amount_received : 0
  const back = paid?.latest_charge?.amount_refunded ?? 0
  const state = {
    status: statusOf(found, taken, back),
    authorised: of(paid?.status === 'requires_capture' ? paid.amount : taken),
    captured: of(taken),
    refunded: of(taken === 0 ? 0 : back),
    providerReference,
  }
  const held = disputes.filter(({ status }) => !givenUp.includes(status))
  const step = disputes.length === 0 ? 0 : disputes.every(({ status }) => closed.includes(status)) ? 2 : 1
  return {
    ...state,
    version: versionOf(state, step),
    ...(disputes.length > 0 ? { disputed: of(held.reduce((sum, { amount }) => sum + amount, 0)) } : {}),
  }
}

function statusOf(found: Session, taken: number, back: number): PaymentState['status'] {
  const paid = found.payment_intent
  if (paid?.status === 'succeeded') return back >= taken ? 'refunded' : 'captured'
  if (paid?.status === 'requires_capture') return 'authorised'
  if (paid?.status === 'canceled') return found.status === 'complete' ? 'voided' : 'failed'
  if (found.status === 'expired') return 'failed'
  return paid?.last_payment_error ? 'declined' : 'pending'
}

/** A no that came with the news itself: asked again, the shopper may have said yes meanwhile. */
export function declinedState(providerReference: string, currency: string): PaymentState {
  const none = { amount: 0, currency: currency.toUpperCase() }
  const state = { status: 'declined', authorised: none, captured: none, refunded: none, providerReference } as const
  return { ...state, version: versionOf(state) }
}

async function readDisputes(context: Context, paymentIntent: string) {
  const form = { payment_intent: paymentIntent, limit: 100 }
  const read = readAs(listOf(dispute), await ask(context, 'GET', 'disputes', { form }))
  return read.kind === 'said' ? read.value.data : null
}

export function readAs<T>(
  shape: z.ZodType<T>,
  answer: Answer,
): { kind: 'said'; value: T } | Exclude<Answer, { kind: 'said' }> {
  if (answer.kind !== 'said') return answer
  const read = shape.safeParse(answer.value)
  return read.success
    ? { kind: 'said', value: read.data }
    : { kind: 'unknown', reason: 'Stripe answered something else' }
}
