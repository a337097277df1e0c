import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

/** An answer that is no answer: the server was away, or broke; the same call may be made again. */
export const nothing = Symbol('nothing')

const again = new Set([500, 502, 503, 504, 429])
const running = z.looseObject({ errors: z.array(z.looseObject({ code: z.string() })) })

export interface Ask {
  url: string
  token: string
  method: string
  path: string
  body?: unknown
  key?: string
}

/** One call, with one answer or `nothing`. Refusals are answers. */
export async function ask(given: Ask): Promise<{ status: number; body: unknown } | typeof nothing> {
  try {
    const response = await fetch(`${given.url}/api/v1${given.path}`, {
      method: given.method,
      headers: {
        authorization: `Bearer ${given.token}`,
        ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(given.key === undefined ? {} : { 'idempotency-key': given.key }),
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
      signal: AbortSignal.timeout(30_000),
    })
    const body: unknown = await response.json()
    if (again.has(response.status)) return nothing
    if (running.safeParse(body).data?.errors.some(({ code }) => code === 'idempotency.running')) return nothing
    return { status: response.status, body }
  } catch {
    return nothing
  }
}

/** Asks again and again until there is an answer, as a client with a queue does; `givesUp` says when she walks away instead. */
export async function persist<T>(
  attempt: () => Promise<T | typeof nothing>,
  givesUp: () => boolean,
): Promise<T | typeof nothing> {
  for (const end = Date.now() + 90_000; ; await wait(100)) {
    const answer = await attempt()
    if (answer !== nothing) return answer
    if (givesUp()) return nothing
    if (Date.now() > end) throw new Error('no answer in a minute and a half')
  }
}
