import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Database } from '../db/database.ts'
import { accountOfSession, keyOfSecret } from '../identity/index.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Principal } from '../kernel/principal.ts'
import { visitorOfToken } from '../people/index.ts'

export const sessionCookie = 'parley_session'

export interface Authenticate {
  /** Who sends this request; null where it names nobody, or somebody unknown. */
  (c: Context): Promise<Principal | null>
  /** The same for a bare token (sockets). */
  ofToken(token: string): Promise<Principal | null>
  ofSession(cookie: string, shopId: string | null): Promise<Principal | null>
}

const mostRemembered = 20_000
const rememberedMs = 5_000

/** Reads who calls from a bearer token (API key, visitor) or the desk's session cookie. Found tokens are remembered for five seconds. */
export function authenticator(db: Database, clock: Clock): Authenticate {
  const remembered = new Map<string, { principal: Principal | null; until: number }>()

  const remember = async (key: string, find: () => Promise<Principal | null>): Promise<Principal | null> => {
    const now = clock.now().getTime()
    const known = remembered.get(key)
    if (known && known.until > now) return known.principal
    const principal = await find()
    if (remembered.size >= mostRemembered) remembered.clear()
    if (principal) remembered.set(key, { principal, until: now + rememberedMs })
    return principal
  }

  const ofToken = (token: string): Promise<Principal | null> =>
    remember(token, async () => {
      if (token.startsWith('sk_')) {
        const key = await keyOfSecret(db, token)
        return key && { kind: 'key', ...key }
      }
      if (!token.startsWith('vt_')) return null
      const visitor = await visitorOfToken(db, token)
      return visitor && { kind: 'visitor', ...visitor }
    })

  const ofSession = (cookie: string, shopId: string | null): Promise<Principal | null> =>
    remember(`${cookie} ${shopId ?? ''}`, async () => {
      const session = await accountOfSession(db, clock, cookie)
      const membership = session?.memberships.find((one) => shopId === null || one.shopId === shopId)
      return session && membership
        ? { kind: 'account', shopId: membership.shopId, accountId: session.account.id, role: membership.role }
        : null
    })

  const ofRequest = async (c: Context): Promise<Principal | null> => {
    const [scheme, token] = (c.req.header('authorization') ?? '').split(' ')
    if (scheme?.toLowerCase() === 'bearer' && token) return ofToken(token)
    const cookie = getCookie(c, sessionCookie)
    return cookie && sameSite(c) ? ofSession(cookie, c.req.header('x-parley-shop') ?? null) : null
  }

  return Object.assign(ofRequest, { ofToken, ofSession })
}

/** A cookie counts for calls that alter something only from our own pages: another site's form can't bring the header along. */
function sameSite(c: Context): boolean {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return true
  const origin = c.req.header('origin')
  if (origin) return URL.canParse(origin) && new URL(origin).host === c.req.header('host')
  return c.req.header('x-parley-shop') !== undefined
}
