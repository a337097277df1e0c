import type { z } from 'zod'
import { readProblem, Unreachable } from './problem.ts'

interface Call<Answer> {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  answer: z.ZodType<Answer>
  signal?: AbortSignal | undefined
  /** Goes out even when the page is being left. */
  keepalive?: boolean
  /** The same call again under one key is done once. */
  idempotencyKey?: string
}

export type Api = <Answer>(call: Call<Answer>) => Promise<Answer>

/** Calls the shop's API with the session's cookie. Refusals are thrown as `ApiRefusal`, a missing line as `Unreachable`. */
export function apiOf(shopId: string): Api {
  return async ({ method = 'GET', path, query, body, answer, signal, keepalive, idempotencyKey }) => {
    const response = await request(`/api/v1${path}${queryOf(query)}`, {
      method,
      headers: {
        'x-parley-shop': shopId,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      ...(keepalive ? { keepalive } : {}),
    })
    const told: unknown = await response.json().catch(() => null)
    if (!response.ok) throw readProblem(response.status, told)
    return answer.parse(told)
  }
}

export async function request(address: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...options })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new Unreachable(cause)
  }
}

function queryOf(query: Call<unknown>['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '')
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}
