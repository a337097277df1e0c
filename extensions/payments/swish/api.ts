import { type MoveResult, money } from '@parley/sdk'
import { z } from 'zod'
import type { Context } from './index.ts'

const patienceMs = 20_000

export type Answer =
  | { kind: 'said'; value: unknown; headers: Headers }
  | Extract<MoveResult, { kind: 'refused' | 'unknown' }>

/** Asks Swish, which knows the shop by its certificate. */
export async function ask(
  { settings, fetchAs }: Context,
  method: 'GET' | 'PUT' | 'PATCH',
  path: string,
  body?: object,
): Promise<Answer> {
  const { certificate, key, test } = settings
  const host = test ? 'https://mss.cpc.getswish.net' : 'https://cpc.getswish.net'
  const type = method === 'PATCH' ? 'application/json-patch+json' : 'application/json'
  try {
    const answer = await fetchAs({ certificate, key })(`${host}/swish-cpcapi/api/${path}`, {
      method,
      signal: AbortSignal.timeout(patienceMs),
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': type } } : {}),
    })
    const text = await answer.text()
    const said: unknown = text === '' ? {} : JSON.parse(text)
    return answer.ok ? { kind: 'said', value: said, headers: answer.headers } : toldNo(answer.status, said)
  } catch {
    return { kind: 'unknown', reason: 'Swish was not reached' }
  }
}

const errors = z.array(z.looseObject({ errorCode: z.string(), errorMessage: z.string().nullish() })).min(1)

/** What does not fit is a no, and what is not there is not there; all else leaves it open what has happened. */
function toldNo(status: number, said: unknown): Exclude<Answer, { kind: 'said' }> {
  const read = errors.safeParse(said)
  const [first] = read.data ?? []
  if (status !== 404 && !(status === 422 && first)) return { kind: 'unknown', reason: `Swish answered ${status}` }
  const why = first?.errorCode ?? 'not_found'
  const message = first?.errorMessage ?? 'Swish refused.'
  return { kind: 'refused', refusal: { code: 'payment.refused', severity: 'error', message, values: { why } } }
}

/** Kronor with two decimals, as a number or a text. */
const kronor = z.coerce.number().transform((amount) => Math.round(amount * 100))
const common = {
  id: z.string(),
  status: z.string(),
  amount: kronor,
  currency: money.shape.currency,
  dateCreated: z.string().nullish(),
  datePaid: z.string().nullish(),
}
export const paymentRequest = z.looseObject({
  ...common,
  payeePaymentReference: z.string().nullish(),
  paymentReference: z.string().nullish(),
})
export const refundRequest = z.looseObject(common)

/** `12345` is `123.45`. */
export const inKronor = (amount: number): string =>
  `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`
