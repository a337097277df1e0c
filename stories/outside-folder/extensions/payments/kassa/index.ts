import { definePayment, type MoveResult, money, type PaymentContext, type PaymentHandle } from '@parley/sdk'
import { z } from 'zod'

const settings = z.object({
  /** Where Kassa answers; `KASSA_URL` names another one for trying things out. */
  baseUrl: z.url().default(process.env.KASSA_URL ?? 'https://kassa.example'),
  apiKey: z.string().min(8),
})
type Settings = z.infer<typeof settings>
type Context = PaymentContext<Settings>

const state = z.object({
  status: z.enum(['pending', 'authorised', 'captured', 'declined', 'voided', 'refunded', 'failed']),
  authorised: money,
  captured: money,
  refunded: money,
  providerReference: z.string(),
  version: z.int(),
})
const opened = z.object({ url: z.url(), reference: z.string() })
const refusal = z.object({ code: z.string(), message: z.string() })

/** Kassa: a bank link whose page is Kassa's own. It tells nothing by itself: it is looked up when the shopper is back, and now and then. */
export default definePayment<Settings>({
  id: 'kassa',
  names: { en: 'Bank link', et: 'Pangalink' },
  descriptions: { en: 'Pay in your bank with Kassa.', et: 'Maksa oma pangas Kassa kaudu.' },
  settings,
  secrets: ['apiKey'],
  currencies: ['EUR'],
  takes: 'redirect',
  async start({ paymentId, orderNumber, amount }, context) {
    const answer = await ask(context, 'PUT', paymentId, { order: orderNumber, amount, back: context.returnUrl })
    if ('reason' in answer) return { kind: 'unknown', reason: answer.reason }
    const read = opened.safeParse(answer.said)
    if (!read.success) return { kind: 'unknown', reason: 'Kassa answered something else' }
    return { kind: 'redirect', url: read.data.url, providerReference: read.data.reference }
  },
  capture: (payment, amount, key, context) => move(payment, context, { kind: 'capture', key, amount }),
  void: (payment, key, context) => move(payment, context, { kind: 'void', key }),
  refund: (payment, amount, key, context) => move(payment, context, { kind: 'refund', key, amount }),
  lookUp: async (payment, context) => told(await ask(context, 'GET', payment.paymentId)),
})

const move = async (payment: PaymentHandle, context: Context, body: object): Promise<MoveResult> =>
  told(await ask(context, 'POST', payment.paymentId, body))

type Answer = { status: number; said: unknown } | { reason: string }

async function ask({ settings, fetch }: Context, method: string, paymentId: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${settings.apiKey}`, 'content-type': 'application/json' }
  try {
    const url = `${settings.baseUrl}/payments/${encodeURIComponent(paymentId)}`
    const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    return { status: answer.status, said: await answer.json() }
  } catch {
    return { reason: 'Kassa was not reached' }
  }
}

/** A no is a refusal; whatever else is not a state leaves it open what has happened. */
function told(answer: Answer): MoveResult {
  if ('reason' in answer) return { kind: 'unknown', reason: answer.reason }
  const read = state.safeParse(answer.said)
  if (answer.status === 200 && read.success) return { kind: 'done', state: read.data }
  const no = refusal.safeParse(answer.said)
  if (answer.status === 409 && no.success) return { kind: 'refused', refusal: { ...no.data, severity: 'error' } }
  return { kind: 'unknown', reason: `Kassa answered ${answer.status}` }
}
