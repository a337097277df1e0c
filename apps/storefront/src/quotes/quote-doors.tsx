import type { Refusal } from '@parley/contracts'
import type { Answer, Call, Door } from '../doors/door.ts'
import { QuotePage } from './quote-page.tsx'

/** What a company was offered, for whoever holds the link. */
const lookDoor: Door = {
  method: 'GET',
  path: /^\/quotes\/(?<quote>[\w-]{1,80})$/,
  open: (call) => quotePage(call, call.url.searchParams.get('t') ?? '', []),
}

/** The yes names the offer that was seen. Its goods lie in the basket then; nothing is ordered. */
const acceptDoor: Door = {
  method: 'POST',
  path: /^\/quotes\/(?<quote>[\w-]{1,80})\/accept$/,
  async open(call) {
    const { visit, names, form } = call
    const [quoteId, token] = [names.quote ?? '', form.text('t')]
    if ((await visit.quotes.byLink(quoteId, token)) === null) return { kind: 'missing' }
    await visit.visitorToken()
    const taken = await visit.quotes.accept(quoteId, token, Number(form.text('version')))
    return taken.ok ? { kind: 'elsewhere', to: '/checkout' } : quotePage(call, token, taken.refusals)
  },
}

const declineDoor: Door = {
  method: 'POST',
  path: /^\/quotes\/(?<quote>[\w-]{1,80})\/decline$/,
  async open(call) {
    const { visit, names, form } = call
    const [quoteId, token] = [names.quote ?? '', form.text('t')]
    if ((await visit.quotes.byLink(quoteId, token)) === null) return { kind: 'missing' }
    const done = await visit.quotes.decline(quoteId, token)
    if (!done.ok) return quotePage(call, token, done.refusals)
    return { kind: 'elsewhere', to: `/quotes/${quoteId}?${new URLSearchParams({ t: token })}` }
  },
}

export const quoteDoors: Door[] = [lookDoor, acceptDoor, declineDoor]

async function quotePage(call: Call, token: string, refusals: readonly Refusal[]): Promise<Answer> {
  const quote = await call.visit.quotes.byLink(call.names.quote ?? '', token)
  if (!quote) return { kind: 'missing' }
  const reader = await call.reader()
  const body = <QuotePage {...{ quote, token, refusals, reader }} />
  const page = { title: reader.say('quote.title', { number: quote.number }), body, isPrivate: true }
  return { kind: 'page', status: refusals.length > 0 ? 422 : 200, reader, page }
}
