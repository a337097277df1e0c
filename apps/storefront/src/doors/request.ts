import type { VisitRequest } from '../shop-port.ts'
import type { FormFields } from './door.ts'

const year = 31_536_000
const visitorCookie = 'parley_visitor'
const languageCookie = 'parley_language'
const currencyCookie = 'parley_currency'

/** Whose visit it is and how she wants to read, from her cookies, the address and what her browser likes. */
export function visitOf(request: Request, url: URL): VisitRequest {
  const cookies = cookiesOf(request)
  const liked = (request.headers.get('accept-language') ?? '')
    .split(',')
    .slice(0, 10)
    .map((part) => part.split(';')[0]?.trim().split('-')[0]?.toLowerCase() ?? '')
  const languages = [url.searchParams.get('lang') ?? '', cookies.get(languageCookie) ?? '', ...liked]
  const currency = url.searchParams.get('currency') ?? cookies.get(currencyCookie) ?? null
  return {
    visitorToken: cookies.get(visitorCookie) ?? null,
    languages: languages.filter((tag) => /^[a-z]{2,3}$/.test(tag)),
    currency: currency && /^[A-Z]{3}$/.test(currency) ? currency : null,
  }
}

/** What is to be kept of a choice that stood in the address, and of a visitor who was opened. */
export function cookiesToSet(
  url: URL,
  given: { language: string; currency: string; visitorToken: string | null },
  secure: boolean,
): string[] {
  const made: string[] = []
  const keep = (name: string, value: string) =>
    made.push(`${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${year}; SameSite=Lax${secure ? '; Secure' : ''}`)
  if (url.searchParams.has('lang')) keep(languageCookie, given.language)
  if (url.searchParams.has('currency')) keep(currencyCookie, given.currency)
  // Not hidden from scripts: the chat on the page is the same visitor, and keeps the same token.
  if (given.visitorToken !== null) keep(visitorCookie, given.visitorToken)
  return made
}

/** Forms are taken from our own pages alone. Browsers say so themselves; older ones at least name where they come from. */
export function isFromHere(request: Request, url: URL): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = request.headers.get('origin')
  const host = request.headers.get('host') ?? url.host
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host
}

const mostBytes = 64_000

/** The fields of a form; null where it is none, or far too long. */
export async function formOf(request: Request): Promise<FormFields | null> {
  if (request.method !== 'POST') return fieldsOf(new URLSearchParams())
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return null
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return null
  const text = await request.text()
  return text.length > mostBytes ? null : fieldsOf(new URLSearchParams(text))
}

function fieldsOf(sent: URLSearchParams): FormFields {
  return {
    text: (name) => sent.get(name)?.trim() ?? '',
    all: (name) => sent.getAll(name),
    has: (name) => sent.has(name),
  }
}

function cookiesOf(request: Request): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at < 0) continue
    try {
      found.set(part.slice(0, at).trim(), decodeURIComponent(part.slice(at + 1).trim()))
    } catch {
      // Badly written by somebody else: not ours.
    }
  }
  return found
}
