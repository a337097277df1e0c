import type { Cart } from '@parley/contracts'
import type { Answer, Call, Door } from '../doors/door.ts'
import type { Outcome } from '../shop-port.ts'
import { Basket, type BasketNews } from './basket.tsx'

const viewDoor: Door = {
  method: 'GET',
  path: /^\/cart$/,
  open: (call) =>
    basketAnswer(call, {
      ...none,
      canUndo: call.url.searchParams.has('removed'),
      isAdded: call.url.searchParams.has('added'),
      isCodeIn: call.url.searchParams.has('code'),
    }),
}

const addDoor: Door = {
  method: 'POST',
  path: /^\/cart\/add$/,
  async open(call) {
    const { visit, form } = call
    await visit.visitorToken()
    const quantity = wholeNumber(form.text('quantity')) ?? 1
    const outcome = await visit.cart.add(form.text('variant'), quantity)
    return afterChange(call, outcome, { isAdded: true })
  },
}

/** One line: a typed number, a step up or down, or away with it. */
const lineDoor: Door = {
  method: 'POST',
  path: /^\/cart\/line$/,
  async open(call) {
    const { visit, form } = call
    const line = form.text('line')
    const version = wholeNumber(form.text('version')) ?? undefined
    const quantity = (wholeNumber(form.text('quantity')) ?? 1) + (wholeNumber(form.text('step')) ?? 0)
    await visit.visitorToken()
    if (form.has('remove') || quantity < 1) {
      return afterChange(call, await visit.cart.remove(line, version), { canUndo: true })
    }
    return afterChange(call, await visit.cart.setQuantity(line, quantity, version), {})
  },
}

const undoDoor: Door = {
  method: 'POST',
  path: /^\/cart\/undo$/,
  async open(call) {
    await call.visit.visitorToken()
    return afterChange(call, await call.visit.cart.undo(), {})
  },
}

/** A code or gift card comes in, or one goes. What stands in its way is said where it was written. */
const codeDoor: Door = {
  method: 'POST',
  path: /^\/cart\/code$/,
  async open(call) {
    const { visit, form } = call
    await visit.visitorToken()
    if (form.has('removeCode')) return afterChange(call, await visit.cart.removeCode(form.text('removeCode')), {})
    const typedCode = form.text('code')
    if (typedCode === '') return afterChange(call, { ok: true, value: await visit.cart.view() }, {})
    const outcome = await visit.cart.applyCode(typedCode)
    if (outcome.ok) return afterChange(call, outcome, { isCodeIn: true })
    return basketAnswer(call, { ...none, typedCode, codeRefusals: outcome.refusals }, 422)
  },
}

export const cartDoors: Door[] = [viewDoor, addDoor, lineDoor, undoDoor, codeDoor]

/** With JavaScript the basket anew; without, back to the basket's page. What was refused is said there. */
async function afterChange(call: Call, outcome: Outcome<Cart>, done: Partial<BasketNews>): Promise<Answer> {
  if (!outcome.ok) return basketAnswer(call, { ...none, refusals: outcome.refusals }, 422)
  if (call.part) return basketAnswer(call, { ...none, ...done })
  const told = done.canUndo ? '?removed=1' : done.isAdded ? '?added=1' : done.isCodeIn ? '?code=1' : ''
  return { kind: 'elsewhere', to: `/cart${told}` }
}

const none: BasketNews = {
  refusals: [],
  canUndo: false,
  isAdded: false,
  isCodeIn: false,
  typedCode: '',
  codeRefusals: [],
}

async function basketAnswer(call: Call, news: BasketNews, status = 200): Promise<Answer> {
  const reader = await call.reader()
  const ways = reader.basket && reader.basket.lines.length > 0 ? (await call.visit.checkout.view()).deliveryOptions : []
  const isDrawer = call.part === 'drawer'
  const basket = <Basket reader={reader} ways={ways} news={news} isDrawer={isDrawer} />
  if (call.part) return { kind: 'part', status, body: basket }
  const title = reader.say('basket.title')
  return {
    kind: 'page',
    status,
    reader,
    page: { title, body: <section class="page">{basket}</section>, isPrivate: true },
  }
}

function wholeNumber(text: string): number | null {
  return /^-?\d{1,6}$/.test(text) ? Number(text) : null
}
