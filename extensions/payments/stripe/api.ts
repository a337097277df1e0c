import type { MoveResult, Refusal } from '@parley/sdk'
import { z } from 'zod'
import type { Context } from './index.ts'

/** The version whose answers are read here; Stripe keeps it for us whatever the account's own is. */
const version = '2026-10-28.endive'
const address = 'https://api.stripe.com/v1'
const patienceMs = 20_000

export type Answer = { kind: 'said'; value: unknown } | Extract<MoveResult, { kind: 'refused' | 'unknown' }>

/** Nested as Stripe's forms are: `line_items[0][quantity]`. */
export type Form = { [name: string]: string | number | boolean | Form | readonly (string | Form)[] | undefined }

/** Asks Stripe. `key` makes a repeat harmless: the same key is done once and answered the same. */
export async function ask(
  { settings, fetch }: Pick<Context, 'settings' | 'fetch'>,
  method: 'GET' | 'POST',
  path: string,
  given: { form?: Form; key?: string } = {},
): Promise<Answer> {
  const fields = new URLSearchParams(flat(given.form ?? {}))
  const headers: Record<string, string> = {
    authorization: `Bearer ${settings.secretKey}`,
    'stripe-version': version,
    ...(given.key ? { 'idempotency-key': given.key } : {}),
  }
  const query = method === 'GET' && fields.size > 0 ? `?${fields}` : ''
  try {
    const answer = await fetch(`${address}/${path}${query}`, {
      method,
      headers,
      signal: AbortSignal.timeout(patienceMs),
      ...(method === 'POST' ? { body: fields } : {}),
    })
    const said: unknown = await answer.json()
    return answer.ok ? { kind: 'said', value: said } : toldNo(answer.status, said)
  } catch {
    return { kind: 'unknown', reason: 'Stripe was not reached' }
  }
}

const errorBody = z.object({
  error: z.object({
    type: z.string(),
    code: z.string().optional(),
    decline_code: z.string().optional(),
    message: z.string().optional(),
  }),
})

/** A no of Stripe's is a refusal; where it was busy, broken or did not know us, nobody can say what has happened. */
function toldNo(status: number, said: unknown): Exclude<Answer, { kind: 'said' }> {
  const read = errorBody.safeParse(said)
  const isNo = read.success && [400, 402, 404].includes(status) && read.data.error.type !== 'idempotency_error'
  if (!isNo) return { kind: 'unknown', reason: `Stripe answered ${status}` }
  const { error } = read.data
  const why = error.decline_code ?? error.code
  const refusal: Refusal = {
    code: status === 402 ? 'payment.declined' : 'payment.refused',
    severity: 'error',
    message: error.message ?? 'Stripe refused.',
    ...(why ? { values: { why } } : {}),
  }
  return { kind: 'refused', refusal }
}

function flat(form: Form, under = ''): [string, string][] {
  return Object.entries(form).flatMap(([name, value]): [string, string][] => {
    const path = under === '' ? name : `${under}[${name}]`
    if (value === undefined) return []
    if (isList(value))
      return value.flatMap((each: string | Form, at): [string, string][] =>
        typeof each === 'string' ? [[`${path}[${at}]`, each]] : flat(each, `${path}[${at}]`),
      )
    return typeof value === 'object' ? flat({ ...value }, path) : [[path, String(value)]]
  })
}

const isList = (value: Form[string]): value is readonly (string | Form)[] => Array.isArray(value)
