import type { LanguageTag } from '@parley/contracts'

/** The shop as the chat needs it, told by the server at the start of a session. */
export interface Shop {
  name: string
  accent: string
  languages: LanguageTag[]
  defaultLanguage: LanguageTag
  currency: string
  currencies: string[]
  logoUrl?: string
  /** Three things people ask here, by language. */
  asks: Record<LanguageTag, string[]>
  greeting: Record<LanguageTag, string>
}

export interface Session {
  visitorToken: string
  visitorId: string
  conversationId: string | null
  shop: Shop
  socketUrl: string
}

export interface SessionRequest {
  key: string
  visitorToken?: string
  identityToken?: string
  language?: LanguageTag
  currency?: string
  page?: string
}

/**
 * `stale`: the visitor is no longer known (erased, or the shop was set up anew). `refused`: asking again will not help (a wrong
 * key, a page that is not allowed). `unreached`: it may.
 */
export type SessionAnswer = { session: Session } | { trouble: 'stale' | 'refused' | 'unreached' }

export async function startSession(
  origin: string,
  request: SessionRequest,
  send: typeof fetch,
): Promise<SessionAnswer> {
  try {
    const answer = await send(`${origin}/api/widget/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    if (answer.ok) {
      const session: Session = await answer.json()
      return { session }
    }
    if (answer.status === 401 && request.visitorToken) return { trouble: 'stale' }
    return { trouble: answer.status >= 500 || answer.status === 429 ? 'unreached' : 'refused' }
  } catch {
    return { trouble: 'unreached' }
  }
}

/** `socketUrl` may be relative to the shop's server; the token goes with it. */
export function socketAddress(origin: string, session: Session): string {
  const address = new URL(session.socketUrl, origin)
  address.protocol = address.protocol.replace('http', 'ws')
  address.searchParams.set('token', session.visitorToken)
  return address.href
}
