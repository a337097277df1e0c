import { createHash, timingSafeEqual } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Door } from '../db/door.ts'
import type { Log } from '../kernel/log.ts'
import type { Authenticate } from './authenticate.ts'
import { docsPage } from './docs-page.ts'
import { type Hanging, hangDoors } from './hang-doors.ts'
import { openApi } from './openapi.ts'
import { faultProblem } from './problems.ts'

export interface AppParts extends Hanging {
  doors: readonly Door[]
  publicUrl: string
  authenticate: Authenticate
  /** Mounted as they are, in order: widget, console, media, payment pages, storefront last. */
  pages: { path: string; app: Hono }[]
  health: { ready: () => Promise<boolean> }
  metrics: () => Promise<{ type: string; body: string }>
  metricsToken: string | undefined
  observe: (route: string, status: number, ms: number) => void
}

/** All of the server's HTTP: doors, pages, health, reference. */
export function openApp(parts: AppParts): Hono {
  const app = new Hono()
  app.use('*', (c, next) => withHeaders(c, next, parts))
  const squeeze = compress()
  // What answers a deed is a line or two: squeezing it takes longer than sending it.
  app.use('*', (c, next) => (c.req.method === 'GET' ? squeeze(c, next) : next()))
  app.get('/health/live', (c) => c.json({ live: true }))
  app.get('/health/ready', async (c) =>
    (await parts.health.ready().catch(() => false)) ? c.json({ ready: true }) : c.json({ ready: false }, 503),
  )
  app.get('/metrics', async (c) => {
    if (!mayReadMetrics(c, parts.metricsToken)) return c.text('Not found', 404)
    const { type, body } = await parts.metrics()
    return c.body(body, 200, { 'content-type': type })
  })
  const document = openApi(parts.doors, parts.publicUrl)
  app.get('/api/v1/openapi.json', (c) => c.json(document))
  app.get('/docs/', (c) => c.redirect('/docs'))
  app.route('/docs', docsPage())
  app.route('/api/v1', hangDoors(parts.doors, parts))
  for (const page of parts.pages) app.route(page.path, page.app)
  app.notFound((c) => c.text('Not found', 404))
  app.onError((error, c) => {
    parts.log.error({ error, route: c.req.routePath }, 'a page failed')
    return c.json(faultProblem(), 500, { 'content-type': 'application/problem+json' })
  })
  return app
}

const policy = [
  "default-src 'self'",
  "img-src 'self' data: https:",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self'",
  "connect-src 'self' ws: wss:",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

async function withHeaders(
  c: Context,
  next: () => Promise<void>,
  parts: { log: Log; observe: AppParts['observe'] },
): Promise<void> {
  const begun = performance.now()
  await next()
  const set = (name: string, value: string) => {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
  set('content-security-policy', policy)
  set('x-content-type-options', 'nosniff')
  set('referrer-policy', 'strict-origin-when-cross-origin')
  set('permissions-policy', 'camera=(self), microphone=(self), geolocation=()')
  set('cross-origin-opener-policy', 'same-origin')
  const ms = performance.now() - begun
  parts.observe(c.req.routePath, c.res.status, ms)
  parts.log.debug(
    { route: c.req.routePath, method: c.req.method, status: c.res.status, ms: Math.round(ms) },
    'answered',
  )
}

/** Figures of the shop are nobody else's: told to this very machine, unless through a proxy, and to who has the token. */
function mayReadMetrics(c: Context, token: string | undefined): boolean {
  const given = c.req.header('authorization')?.replace(/^bearer /i, '')
  if (token !== undefined && given !== undefined) return sameText(given, token)
  return c.req.header('x-forwarded-for') === undefined && loopback.has(socketAddress(c))
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const digest = (text: string) => createHash('sha256').update(text).digest()
const sameText = (one: string, other: string) => timingSafeEqual(digest(one), digest(other))

/** The caller's address: the last one that a proxy of ours has added, else the socket's. */
export function addressReader(trustedProxies: number): (c: Context) => string {
  return (c) => {
    const forwarded = (c.req.header('x-forwarded-for') ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
    const told = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined
    return told ?? socketAddress(c)
  }
}

function socketAddress(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'unknown'
  }
}
