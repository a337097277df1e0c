import type { IncomingMessage } from 'node:http'
import type { Database } from '../db/database.ts'
import { type authenticator, originAllowed } from '../http/index.ts'
import { accountOfSession, shopOfWidgetKey, widgetKeyOf } from '../identity/index.ts'
import { systemClock } from '../kernel/clock.ts'
import type { Principal } from '../kernel/principal.ts'

export interface AdmitParts {
  db: Database
  authenticate: ReturnType<typeof authenticator>
  publicUrl: string
  sessionCookie: string
}

/**
 * Who may open a socket: a shopper with her token, from a site that the shop allows; the desk with its cookie, from our own pages only;
 * a program with an API key. A browser always tells its origin, so a foreign page can't ride on somebody's cookie or token.
 */
export async function admitSocket(
  request: IncomingMessage,
  parts: AdmitParts,
): Promise<{ principal: Principal; name: string | null } | null> {
  const url = new URL(request.url ?? '/', 'http://local')
  const { origin, host } = request.headers
  const token = url.searchParams.get('token') ?? request.headers.authorization?.replace(/^bearer /i, '')
  if (token) {
    const principal = await parts.authenticate.ofToken(token)
    if (!principal) return null
    const allowed = await allowedOrigins(parts.db, principal.shopId)
    return originAllowed(origin, host, parts.publicUrl, allowed) ? { principal, name: null } : null
  }
  const cookie = cookieOf(request, parts.sessionCookie)
  if (!cookie || origin === undefined || !originAllowed(origin, host, parts.publicUrl, [])) return null
  const principal = await parts.authenticate.ofSession(cookie, url.searchParams.get('shop'))
  const session = principal && (await accountOfSession(parts.db, systemClock, cookie))
  return principal && session ? { principal, name: session.account.name } : null
}

async function allowedOrigins(db: Database, shopId: string): Promise<readonly string[]> {
  const key = await db.inShop(shopId, (tx) => widgetKeyOf(tx))
  return key ? ((await shopOfWidgetKey(db, key))?.allowedOrigins ?? []) : []
}

function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name && value) return decodeURIComponent(value)
  }
  return null
}
