import { renderToString } from 'preact-render-to-string'
import { documentOf } from '../frame/document.tsx'
import { faultPage, missingPage } from '../frame/lost-pages.tsx'
import { type Reader, readerOf } from '../reader.ts'
import type { StorefrontParts, Visit } from '../shop-port.ts'
import type { Answer, Door, FormFields } from './door.ts'
import { cookiesToSet, formOf, isFromHere, visitOf } from './request.ts'

/** Finds the door, opens it inside one visit, and draws what comes of it. */
export function answerWith(parts: StorefrontParts, doors: Door[]): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    const method = request.method === 'HEAD' ? 'GET' : request.method
    if (method !== 'GET' && method !== 'POST') return plain(405, 'Method not allowed')
    if (method === 'POST' && !isFromHere(request, url)) return plain(403, 'This form was sent from elsewhere.')
    const form = await formOf(request)
    if (!form) return plain(415, 'This is not a form of ours.')
    try {
      return await visited(parts, doors, { request, url, method, form })
    } catch (error) {
      parts.onFault(error)
      return sorry(parts, request, url)
    }
  }
}

interface Asked {
  request: Request
  url: URL
  method: string
  form: FormFields
}

async function visited(parts: StorefrontParts, doors: Door[], asked: Asked): Promise<Response> {
  const { request, url, method, form } = asked
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname
  const found = doors.find((one) => one.method === method && one.path.test(path))
  const names = { ...(found?.path.exec(path)?.groups ?? {}) }
  const given = visitOf(request, url)
  const part = request.headers.get('x-parley-part')
  const outcome = await parts.visit(given, async (visit) => {
    const watched = watchToken(visit)
    const reader = () => readerOf(watched.visit, parts, url)
    const answer = await (found?.open({ visit: watched.visit, parts, url, names, form, part, reader }) ?? missing)
    const whole = answer.kind === 'missing' ? { ...missingPage(await reader()), status: 404 } : answer
    return { answer: whole, cookies: cookiesToSet(url, { ...visit, visitorToken: watched.opened() }, parts.secure) }
  })
  return drawn(outcome.answer, outcome.cookies)
}

const missing: Answer = { kind: 'missing' }

/** The visit, and whether its visitor was asked for: then the browser has to be told. */
function watchToken(visit: Visit): { visit: Visit; opened(): string | null } {
  let opened: string | null = null
  const watched: Visit = {
    ...visit,
    get known() {
      return visit.known || opened !== null
    },
    visitorToken: async () => {
      opened = await visit.visitorToken()
      return opened
    },
  }
  return { visit: watched, opened: () => opened }
}

function drawn(answer: Exclude<Answer, { kind: 'missing' }>, cookies: string[]): Response {
  const headers = new Headers({ 'cache-control': 'private, no-cache', vary: 'cookie, accept-language, x-parley-part' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  if (answer.kind === 'elsewhere') {
    headers.set('location', answer.to)
    return new Response(null, { status: 303, headers })
  }
  headers.set('content-type', 'text/html; charset=utf-8')
  if (answer.kind === 'part') {
    return new Response(renderToString(answer.body), { status: answer.status ?? 200, headers })
  }
  headers.set('content-language', answer.reader.language)
  if (answer.page.isPrivate) headers.set('cache-control', 'private, no-store')
  return new Response(documentOf(answer.reader, answer.page), { status: answer.status ?? 200, headers })
}

/** Says sorry in the shop's own frame, as long as at least that can be drawn. */
async function sorry(parts: StorefrontParts, request: Request, url: URL): Promise<Response> {
  try {
    const reader: Reader = await parts.visit(visitOf(request, url), (visit) => readerOf(visit, parts, url))
    return drawn({ ...faultPage(reader), status: 500 }, [])
  } catch (error) {
    parts.onFault(error)
    return plain(500, 'Something is broken here. Please try again in a moment.')
  }
}

function plain(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
