import { formatDate, formatMoney } from './format.ts'
import { flowOf, type Run, sayOwn } from './run.ts'
import { initialState } from './state.ts'

/**
 * Gives the conversation to a person: reason, summary and cart to the desk, one message to the shopper.
 * When the bot gets it back, it begins afresh.
 */
export async function handOver(run: Run, reason: string): Promise<void> {
  const { desk, store } = run.input.facets
  const given = await desk.handOver(reason, await summary(run, reason))
  run.outcome = 'handed_over'
  if (given.open) {
    if (given.position === null) sayOwn(run, 'runtime.handed_over_plain')
    else sayOwn(run, 'runtime.handed_over', { waiting: Math.max(0, given.position - 1) })
  } else {
    const [info, hours] = [await store.info(), await store.openNow()]
    if (hours.changesAt === null) sayOwn(run, 'runtime.handed_over_closed_plain', { email: info.email })
    else sayOwn(run, 'runtime.handed_over_closed', { email: info.email, opens: opening(run, hours.changesAt) })
  }
  run.state = { ...initialState(run.state.language), focus: run.state.focus }
}

/** What the colleague reads first, in the shop's own language. */
async function summary(run: Run, reason: string): Promise<string> {
  const { texts, shop, facets } = run.input
  const language = shop.languages[0] ?? 'en'
  const own = (key: string, values: Record<string, string | number>) =>
    texts.text(null, language, `runtime.summary.${key}`, values)
  const lines = [own('reason', { reason: texts.find(null, language, `reason.${reason}`) ?? reason })]
  for (const each of run.input.said) {
    const text = each.type === 'text' ? each.text : 'label' in each ? (each.label ?? '') : ''
    if (text !== '') lines.push(own('wish', { text }))
  }
  for (const frame of run.state.stack) {
    const job = frame.job ?? Object.keys(flowOf(run, frame).jobs)[0] ?? frame.flow
    lines.push(own('job', { job: texts.find(frame.flow, language, `job.${job}`) ?? job }))
    for (const [name, value] of Object.entries(frame.slots)) {
      if (typeof value === 'string' || typeof value === 'number')
        lines.push(own('known', { name, value: String(value) }))
    }
  }
  const { focus } = run.state
  const product = focus.productId === null ? null : await facets.catalogue.card(focus.productId)
  if (product !== null) lines.push(own('product', { product: product.title }))
  if (focus.orderNumber !== null) lines.push(own('order', { number: focus.orderNumber }))
  const cart = await facets.cart.view()
  for (const line of cart.lines) lines.push(own('cart_line', { quantity: String(line.quantity), title: line.title }))
  if (cart.lines.length > 0) lines.push(own('cart_total', { total: formatMoney(cart.totals.total, language) }))
  return lines.join('\n')
}

function opening(run: Run, changesAt: string): string {
  return formatDate(new Date(changesAt), run.state.language, run.input.shop.timeZone, true)
}
