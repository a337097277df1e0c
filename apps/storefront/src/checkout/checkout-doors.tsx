import type { Refusal } from '@parley/contracts'
import type { Answer, Call, Door } from '../doors/door.ts'
import { type Entered, entered, keepAll, kept } from './checkout-form.ts'
import { CheckoutPage } from './checkout-page.tsx'
import { DeliveryChoice } from './delivery-choice.tsx'
import { ReviewPage } from './review-page.tsx'

const formDoor: Door = {
  method: 'GET',
  path: /^\/checkout$/,
  open: (call) => formAnswer(call, [], null),
}

/** Keeps what was written, and where all of it will do makes the proposal. */
const keepDoor: Door = {
  method: 'POST',
  path: /^\/checkout$/,
  async open(call) {
    const { visit, form, part } = call
    await visit.visitorToken()
    const given = entered(form)
    if (part === 'delivery') return deliveryAnswer(call, given)
    const refusals = await keepAll(visit, given)
    // A code is looked at before anything goes on, also where Enter sent the form.
    if (form.has('removeCode') || given.code !== '') return codeAnswer(call, given)
    if (refusals.length > 0) return formAnswer(call, refusals, given)
    return propose(call, given)
  },
}

const reviewDoor: Door = {
  method: 'GET',
  path: /^\/checkout\/review$/,
  async open(call) {
    const { visit, url } = call
    const proposal = await visit.checkout.proposal(url.searchParams.get('proposal') ?? '')
    if (!proposal) return { kind: 'elsewhere', to: '/checkout' }
    const reader = await call.reader()
    const why = url.searchParams.get('again')
    const body = <ReviewPage proposal={proposal} why={why} reader={reader} />
    return { kind: 'page', reader, page: { title: reader.say('review.title'), body, isPrivate: true, isPlain: true } }
  },
}

/** The yes names what was seen. Where that no longer holds, nothing is ordered and the new proposal is shown. */
const confirmDoor: Door = {
  method: 'POST',
  path: /^\/checkout\/confirm$/,
  async open(call) {
    const { visit, form } = call
    await visit.visitorToken()
    const outcome = await visit.checkout.confirm(form.text('proposal'))
    if (!outcome.ok) {
      const [first] = outcome.refusals
      const isMoved = first?.code === 'proposal.superseded' || first?.code === 'proposal.expired'
      if (!isMoved) return formAnswer(call, outcome.refusals, null)
      return propose(call, null, first?.code === 'proposal.expired' ? 'expired' : 'changed')
    }
    const { order, payUrl } = outcome.value
    return { kind: 'elsewhere', to: payUrl ?? order.statusUrl ?? '/' }
  },
}

export const checkoutDoors: Door[] = [formDoor, keepDoor, reviewDoor, confirmDoor]

async function propose(call: Call, given: Entered | null, again?: 'expired' | 'changed'): Promise<Answer> {
  const proposed = await call.visit.checkout.propose()
  if (!proposed.ok) return formAnswer(call, proposed.refusals, given)
  const search = new URLSearchParams({ proposal: proposed.value.id, ...(again ? { again } : {}) })
  return { kind: 'elsewhere', to: `/checkout/review?${search}` }
}

/** Puts a code in, or takes one out, and shows the form as it was filled: what is still missing there is not complained about yet. */
async function codeAnswer(call: Call, given: Entered): Promise<Answer> {
  const { visit, form } = call
  const outcome = form.has('removeCode')
    ? await visit.cart.removeCode(form.text('removeCode'))
    : await visit.cart.applyCode(given.code)
  return formAnswer(call, outcome.ok ? [] : outcome.refusals.map((each) => ({ ...each, path: 'code' })), given)
}

async function formAnswer(call: Call, refusals: Refusal[], given: Entered | null): Promise<Answer> {
  const checkout = await call.visit.checkout.view()
  if (checkout.cart.lines.length === 0) return { kind: 'elsewhere', to: '/cart' }
  const reader = await call.reader()
  const values = given ?? kept(checkout, reader.shop.countries)
  const body = <CheckoutPage checkout={checkout} values={values} refusals={refusals} reader={reader} />
  const page = { title: reader.say('checkout.title'), body, isPrivate: true, isPlain: true }
  return { kind: 'page', status: refusals.length > 0 ? 422 : 200, reader, page }
}

/** Another country: the ways of delivery there, and what they cost. */
async function deliveryAnswer(call: Call, given: Entered): Promise<Answer> {
  const { visit } = call
  await visit.checkout.setAddress({ country: given.country })
  if (given.delivery) await visit.checkout.setDelivery(given.delivery)
  const checkout = await visit.checkout.view()
  const reader = await call.reader()
  return { kind: 'part', body: <DeliveryChoice checkout={checkout} values={given} refusals={[]} reader={reader} /> }
}
