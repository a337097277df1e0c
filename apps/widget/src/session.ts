import type { Content, LanguageTag, Problem } from '@parley/contracts'

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
  /** What she is asked before the first word. */
  preChat?: Content | null
  /** The desk sees what is not sent yet, and this tells her so. */
  typingTold?: string | null
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
  contact?: Record<string, string>
  timeZone?: string
}

/**
 * `stale`: this visitor can't go on (erased, the shop was set up anew, or another customer signed in here before).
 * `unidentified`: the page's word for who is signed in does not hold. `refused`: asking again will not help (a wrong key, a page
 * that is not allowed). `unreached`: it may.
 */
export type SessionAnswer = { session: Session } | { trouble: 'stale' | 'unidentified' | 'refused' | 'unreached' }

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
    const { status } = answer
    if (status >= 500 || status === 429) return { trouble: 'unreached' }
    const told: Session & Partial<Problem> = await answer.json()
    if (answer.ok) return { session: told }
    const code = told.errors?.[0]?.code ?? ''
    if (request.visitorToken && (status === 401 || code === 'identity.other_customer')) return { trouble: 'stale' }
    return { trouble: request.identityToken && code.startsWith('identity.') ? 'unidentified' : 'refused' }
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
