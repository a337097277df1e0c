import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import type { Database } from '../db/database.ts'
import type { AnyInput, AnyTransactionDoor, Door } from '../db/door.ts'
import { type Call, digestOf, earlierAnswer, keepAnswer } from '../durable/index.ts'
import type { Clock } from '../kernel/clock.ts'
import { keepable, notJson, readJson } from '../kernel/keepable-text.ts'
import type { Log } from '../kernel/log.ts'
import { mayDo, type Principal, principalName } from '../kernel/principal.ts'
import type { RateLimit } from '../kernel/rate-limit.ts'
import { type Outcome, type Refusal, RefusedError, refuse } from '../kernel/refusals.ts'
import type { Authenticate } from './authenticate.ts'
import { faultProblem, malformed, problemOf, statusOf } from './problems.ts'

export interface Hanging {
  db: Database
  clock: Clock
  log: Log
  authenticate: Authenticate
  /** Per shopper, per key or account, and per address of those who name nobody. */
  limits: { visitor: RateLimit; worker: RateLimit; address: RateLimit }
  addressOf: (c: Context) => string
}

const largestBody = 1_000_000

/** Mounts every door: who may come in, what fits, repeats, one transaction, problems told in one form. */
export function hangDoors(doors: readonly Door[], parts: Hanging): Hono {
  const app = new Hono()
  for (const door of doors)
    app.on(door.method.toUpperCase(), door.path.replaceAll(/\{(\w+)\}/g, ':$1'), limitOf(door), (c) =>
      enter(c, door, parts),
    )
  app.all('*', (c) =>
    problem(c, [{ code: 'route.not_found', severity: 'error', message: 'There is nothing at this address.' }]),
  )
  return app
}

/** A body that does not tell its length is counted as it comes, so that nobody fills the memory; one that does is refused unread. */
function limitOf(door: Door): MiddlewareHandler {
  if ('stream' in door && door.stream) return (_, next) => next()
  const counted = bodyLimit({ maxSize: largestBody, onError: tooLarge })
  return (c, next) => {
    if (c.req.header('transfer-encoding') !== undefined) return counted(c, next)
    if (Number(c.req.header('content-length') ?? 0) > largestBody) return Promise.resolve(tooLarge(c))
    return next()
  }
}

export const tooLarge = (c: Context): Response =>
  problem(c, [{ code: 'request.too_large', severity: 'error', message: 'The body is larger than this call takes.' }])

async function enter(c: Context, door: Door, parts: Hanging): Promise<Response> {
  try {
    const now = parts.clock.now().getTime()
    const principal = await parts.authenticate(c)
    const limit = principal
      ? limitFor(principal, parts).take(principalName(principal), now)
      : parts.limits.address.take(parts.addressOf(c), now)
    if (!limit.ok) return tooMany(c, limit.retryAfterMs)
    if (!principal)
      return problem(c, [
        {
          code: 'auth.required',
          severity: 'error',
          message: 'Name yourself: an API key, a visitor token or a session.',
        },
      ])
    if (!mayEnter(door, principal))
      return problem(c, [{ code: 'auth.forbidden', severity: 'error', message: 'You may not do this.' }])
    const read = await readInput(c, door, principal)
    if ('problem' in read) return read.problem
    if ('run' in door)
      return tell(c, door, await door.run(parts.db, { ...read.input, raw: door.stream ? c.req.raw.body : null }))
    return await inTransaction(c, door, read.input, read.digest, parts)
  } catch (error) {
    if (error instanceof RefusedError) return problem(c, error.refusals)
    parts.log.error({ error, route: `${door.method} ${door.path}` }, 'a call failed')
    return c.json(faultProblem(), 500, { 'content-type': 'application/problem+json' })
  }
}

const limitFor = (principal: Principal, { limits }: Hanging): RateLimit =>
  principal.kind === 'visitor' ? limits.visitor : limits.worker

function mayEnter(door: Door, principal: Principal): boolean {
  if (principal.kind === 'visitor') return door.access.visitor === true
  return door.access.scope !== undefined && mayDo(principal, door.access.scope)
}

async function readInput(
  c: Context,
  door: Door,
  principal: Principal,
): Promise<{ input: AnyInput; digest: string } | { problem: Response }> {
  const raw = 'stream' in door && door.stream ? null : await readBody(c)
  const json = raw ? readJson(raw) : undefined
  if (json === notJson)
    return {
      problem: bad(c, [
        { code: 'request.malformed', path: 'body', severity: 'error', message: 'The body is not JSON.' },
      ]),
    }
  const places = [
    ['path', door.params, keepableEach(Object.entries(c.req.param()))],
    ['query', door.query, keepableEach(new URL(c.req.url).searchParams)],
    ['body', door.body, json],
  ] as const
  const values: Record<string, unknown> = {}
  for (const [place, schema, value] of places) {
    const parsed = (schema ?? z.any()).safeParse(value)
    if (!parsed.success)
      return { problem: c.json(malformed(parsed.error, place), 400, { 'content-type': 'application/problem+json' }) }
    values[place] = parsed.data
  }
  const input = {
    params: values.path,
    query: values.query,
    body: values.body,
    principal,
    language: languageOf(c),
    idempotencyKey: c.req.header('idempotency-key') ?? null,
    signal: c.req.raw.signal,
  }
  return { input, digest: digestOf(`${c.req.url}\n${raw ?? ''}`) }
}

async function readBody(c: Context): Promise<string | null> {
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return null
  return (await c.req.text()) || null
}

const keepableEach = (named: Iterable<[string, string]>): Record<string, string> =>
  Object.fromEntries([...named].map(([name, value]) => [name, keepable(value)]))

function languageOf(c: Context): string | null {
  const asked = new URL(c.req.url).searchParams.get('language') ?? c.req.header('accept-language')?.split(/[,;]/)[0]
  const tag = asked?.trim().toLowerCase().split('-')[0]
  return tag && /^[a-z]{2,3}$/.test(tag) ? tag : null
}

async function inTransaction(
  c: Context,
  door: AnyTransactionDoor,
  input: AnyInput,
  digest: string,
  parts: Hanging,
): Promise<Response> {
  const key = input.idempotencyKey
  const call: Call | null =
    door.method === 'get' || key === null
      ? null
      : { principal: principalName(input.principal), route: `${door.method} ${door.path}`, key, digest }
  if (key !== null && key.length > 200)
    return problem(c, [
      { code: 'idempotency.too_long', severity: 'error', message: 'A key has at most 200 characters.' },
    ])
  let replayed: { status: number; answer: unknown } | null = null
  const outcome = await parts.db.inShop(input.principal.shopId, async (tx): Promise<Outcome<unknown>> => {
    replayed = null
    if (call) {
      const earlier = await earlierAnswer(tx, call)
      if (!earlier.ok) return earlier
      if (earlier.value) {
        replayed = earlier.value
        return { ok: true, value: earlier.value.answer }
      }
    }
    const done = await door.handle(tx, input)
    if (!done.ok && !door.keeps) throw new RefusedError(done.refusals)
    const told = done.ok ? door.answer.parse(done.value) : problemOf(done.refusals)
    if (call) await keepAnswer(tx, call, done.ok ? (door.status ?? 200) : statusOf(done.refusals), told)
    return done.ok ? { ok: true, value: told } : done
  })
  if (replayed) return replay(c, replayed)
  return outcome.ok ? c.json(Object(outcome.value), code(door.status ?? 200)) : problem(c, outcome.refusals)
}

function replay(c: Context, earlier: { status: number; answer: unknown }): Response {
  return c.json(Object(earlier.answer), code(earlier.status), { 'idempotency-replayed': 'true' })
}

function tell(c: Context, door: Door, outcome: Outcome<unknown>): Response {
  return outcome.ok ? c.json(door.answer.parse(outcome.value), code(door.status ?? 200)) : problem(c, outcome.refusals)
}

/** Hono wants its own union of numbers; every status we know is one of them. */
const code = (status: number): ContentfulStatusCode => knownStatus.parse(status)
const knownStatus = z.union([
  z.literal(200),
  z.literal(201),
  z.literal(202),
  z.literal(400),
  z.literal(401),
  z.literal(403),
  z.literal(404),
  z.literal(409),
  z.literal(413),
  z.literal(422),
  z.literal(429),
  z.literal(500),
  z.literal(504),
])

export function problem(c: Context, refusals: readonly Refusal[]): Response {
  return c.json(problemOf(refusals), code(statusOf(refusals)), { 'content-type': 'application/problem+json' })
}

function bad(c: Context, refusals: readonly Refusal[]): Response {
  return c.json(problemOf(refusals, 400), 400, { 'content-type': 'application/problem+json' })
}

export function tooMany(c: Context, retryAfterMs: number): Response {
  const told = refuse('rate.limited', 'Too many requests. Wait a moment.')
  return c.json(problemOf(told.refusals), 429, {
    'content-type': 'application/problem+json',
    'retry-after': String(Math.ceil(retryAfterMs / 1000)),
  })
}
