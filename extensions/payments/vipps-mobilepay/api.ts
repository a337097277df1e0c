import { type MoveResult, money } from '@parley/sdk'
import { z } from 'zod'
import type { Context } from './index.ts'

const patienceMs = 20_000

export type Answer = { kind: 'said'; value: unknown } | Extract<MoveResult, { kind: 'refused' | 'unknown' }>

/** Asks Vipps MobilePay, with a token of its own. `key` makes a repeat harmless. */
export async function ask(
  context: Context,
  method: 'GET' | 'POST',
  path: string,
  given: { body?: object; key?: string } = {},
): Promise<Answer> {
  const token = await tokenOf(context)
  if (token.kind !== 'said') return token
  const headers = {
    authorization: `Bearer ${token.value}`,
    'ocp-apim-subscription-key': context.settings.subscriptionKey,
    'merchant-serial-number': context.settings.merchantSerialNumber,
    'vipps-system-name': 'parley',
    ...(given.key ? { 'idempotency-key': given.key } : {}),
  }
  return send(context, `epayment/v1/payments${path}`, { method, headers, body: given.body })
}

const granted = z.object({ access_token: z.string().min(1) })

async function tokenOf(context: Context): Promise<{ kind: 'said'; value: string } | Exclude<Answer, { kind: 'said' }>> {
  const { clientId, clientSecret, subscriptionKey, merchantSerialNumber } = context.settings
  const headers = {
    client_id: clientId,
    client_secret: clientSecret,
    'ocp-apim-subscription-key': subscriptionKey,
    'merchant-serial-number': merchantSerialNumber,
  }
  const answer = await send(context, 'accesstoken/get', { method: 'POST', headers, body: {} })
  const read = answer.kind === 'said' ? granted.safeParse(answer.value) : null
  if (read?.success) return { kind: 'said', value: read.data.access_token }
  return { kind: 'unknown', reason: 'Vipps MobilePay gave no access' }
}

async function send(
  { settings, fetch }: Context,
  path: string,
  { method, headers, body }: { method: string; headers: Record<string, string>; body: object | undefined },
): Promise<Answer> {
  const host = settings.test ? 'https://apitest.vipps.no' : 'https://api.vipps.no'
  try {
    const answer = await fetch(`${host}/${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      signal: AbortSignal.timeout(patienceMs),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    const said: unknown = text === '' ? {} : JSON.parse(text)
    return answer.ok ? { kind: 'said', value: said } : toldNo(answer.status, said)
  } catch {
    return { kind: 'unknown', reason: 'Vipps MobilePay was not reached' }
  }
}

const problem = z.looseObject({ title: z.string().optional(), detail: z.string().optional() })

/** A bad or impossible request is a no; busy, broken or a stranger to us leaves it open what has happened. */
function toldNo(status: number, said: unknown): Exclude<Answer, { kind: 'said' }> {
  if (status !== 400 && status !== 404 && status !== 422)
    return { kind: 'unknown', reason: `Vipps MobilePay answered ${status}` }
  const { title, detail } = problem.safeParse(said).data ?? {}
  const message = detail ?? title ?? 'Vipps MobilePay refused.'
  return { kind: 'refused', refusal: { code: 'payment.refused', severity: 'error', message } }
}

const amount = z.object({ value: z.int(), currency: money.shape.currency })
export const payment = z.looseObject({
  state: z.enum(['CREATED', 'AUTHORIZED', 'ABORTED', 'EXPIRED', 'TERMINATED']),
  aggregate: z.object({
    authorizedAmount: amount,
    cancelledAmount: amount,
    capturedAmount: amount,
    refundedAmount: amount,
  }),
})
