import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import { accountOfSession, signIn, signOut } from '../../identity/index.ts'
import type { Clock } from '../../kernel/clock.ts'
import { readJson } from '../../kernel/keepable-text.ts'
import { sessionCookie } from '../authenticate.ts'
import { problem, tooLarge } from '../hang-doors.ts'

export interface ConsoleSessionParts {
  db: Database
  clock: Clock
  secure: boolean
  addressOf: (c: Context) => string
  /** Shown on the sign-in page of a demo, and only there. */
  demoLogin: { email: string; password: string } | null
}

const largestBody = 10_000

const credentials = z.object({ email: z.string().trim().min(3).max(254), password: z.string().min(1).max(200) })

/** Signing in and out of the console. The session lives in an http-only cookie that no script can read and no other site can send. */
export function consoleSession(parts: ConsoleSessionParts): Hono {
  const app = new Hono()
  app.use('*', bodyLimit({ maxSize: largestBody, onError: tooLarge }))
  app.get('/session', async (c) => {
    const cookie = getCookie(c, sessionCookie)
    const session = cookie ? await accountOfSession(parts.db, parts.clock, cookie) : null
    return session ? c.json(session) : c.json({ ...notSignedIn, demo: parts.demoLogin }, 401)
  })
  app.post('/session', async (c) => {
    if (!ownPage(c))
      return problem(c, [{ code: 'origin.refused', severity: 'error', message: 'Sign in on our own page.' }])
    const read = credentials.safeParse(readJson(await c.req.text()))
    if (!read.success)
      return problem(c, [
        { code: 'request.malformed', path: 'email', severity: 'error', message: 'Give address and password.' },
      ])
    const signed = await signIn(parts.db, parts.clock, { ...read.data, source: parts.addressOf(c) })
    if (!signed.ok) return problem(c, signed.refusals)
    setCookie(c, sessionCookie, signed.value.token, {
      httpOnly: true,
      secure: parts.secure,
      sameSite: 'Strict',
      path: '/',
      expires: signed.value.expiresAt,
    })
    return c.json(await accountOfSession(parts.db, parts.clock, signed.value.token))
  })
  app.delete('/session', async (c) => {
    const cookie = getCookie(c, sessionCookie)
    if (cookie && ownPage(c)) await signOut(parts.db, cookie)
    deleteCookie(c, sessionCookie, { path: '/' })
    return c.json({ signedOut: true })
  })
  return app
}

const notSignedIn = {
  type: 'about:blank',
  title: 'Sign in first',
  status: 401,
  errors: [{ code: 'auth.required', severity: 'error', message: 'Sign in first.' }],
}

function ownPage(c: Context): boolean {
  const origin = c.req.header('origin')
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === c.req.header('host'))
}
