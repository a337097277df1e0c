import type { Refusal } from '@parley/contracts'
import type { Answer, Call, Door } from '../doors/door.ts'
import { entered, type ReturnEntered, wishOf } from './return-form.ts'
import { ReturnPage } from './return-page.tsx'
import { ReturnReview } from './return-review.tsx'

const path = '(?<order>[\\w-]{1,80})/return'

/** What can come back of an order, for whoever holds its link. */
const formDoor: Door = {
  method: 'GET',
  path: new RegExp(`^/orders/${path}$`),
  open: (call) => formAnswer(call, call.url.searchParams.get('t') ?? '', [], null),
}

/** Shows what would happen; nothing is sent back by it. */
const askDoor: Door = {
  method: 'POST',
  path: new RegExp(`^/orders/${path}$`),
  async open(call) {
    const { visit, form, names } = call
    const [orderId, token] = [names.order ?? '', form.text('t')]
    const desk = await visit.returns.desk(orderId, token)
    if (!desk) return { kind: 'missing' }
    const given = entered(form, desk)
    const wish = wishOf(given)
    if (!wish) {
      const reader = await call.reader()
      const missing = given.lines.some(({ isChosen }) => isChosen) ? 'reason' : 'lines'
      const message = reader.say(`return.choose_${missing}`)
      return formAnswer(call, token, [{ code: `return.${missing}`, path: missing, severity: 'error', message }], given)
    }
    const proposed = await visit.returns.propose(orderId, token, wish)
    if (!proposed.ok) return formAnswer(call, token, proposed.refusals, given)
    return { kind: 'elsewhere', to: addressOf(orderId, token, '/review', { proposal: proposed.value.id }) }
  },
}

const reviewDoor: Door = {
  method: 'GET',
  path: new RegExp(`^/orders/${path}/review$`),
  open: (call) =>
    reviewAnswer(call, call.url.searchParams.get('t') ?? '', call.url.searchParams.get('proposal') ?? '', []),
}

/** The yes names what was seen. Where that no longer holds, nothing has been done and she asks anew. */
const confirmDoor: Door = {
  method: 'POST',
  path: new RegExp(`^/orders/${path}/confirm$`),
  async open(call) {
    const { visit, form, names } = call
    const [orderId, token, proposalId] = [names.order ?? '', form.text('t'), form.text('proposal')]
    const order = await visit.orders.byLink(orderId, token)
    if (!order) return { kind: 'missing' }
    const done = await visit.returns.confirm(orderId, token, proposalId)
    if (!done.ok) return formAnswer(call, token, done.refusals, null)
    return { kind: 'elsewhere', to: `/orders/${orderId}?${new URLSearchParams({ t: token })}#returns` }
  },
}

export const returnDoors: Door[] = [formDoor, askDoor, reviewDoor, confirmDoor]

function addressOf(orderId: string, token: string, more = '', query: Record<string, string> = {}): string {
  return `/orders/${orderId}/return${more}?${new URLSearchParams({ t: token, ...query })}`
}

async function formAnswer(
  call: Call,
  token: string,
  refusals: readonly Refusal[],
  given: ReturnEntered | null,
): Promise<Answer> {
  const orderId = call.names.order ?? ''
  const [order, desk] = [await call.visit.orders.byLink(orderId, token), await call.visit.returns.desk(orderId, token)]
  if (!order || !desk) return { kind: 'missing' }
  const reader = await call.reader()
  const body = <ReturnPage {...{ order, desk, token, refusals, reader }} given={given} />
  const page = { title: reader.say('return.title'), body, isPrivate: true }
  return { kind: 'page', status: refusals.length > 0 ? 422 : 200, reader, page }
}

async function reviewAnswer(call: Call, token: string, proposalId: string, refusals: Refusal[]): Promise<Answer> {
  const orderId = call.names.order ?? ''
  const proposal = await call.visit.returns.proposal(orderId, token, proposalId)
  if (!proposal) return { kind: 'missing' }
  const reader = await call.reader()
  const body = <ReturnReview {...{ orderId, token, proposal, refusals, reader }} />
  return { kind: 'page', reader, page: { title: reader.say('return.review'), body, isPrivate: true } }
}
