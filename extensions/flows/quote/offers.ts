import type { Choice, FlowTurn, Next, Quote } from '@parley/sdk'
import { textOf } from '@parley/sdk'

const mostShown = 4

/** What waits and what was offered, with a yes and a no to each offer that holds. */
export async function show(turn: FlowTurn): Promise<Next> {
  const open = (await turn.facets.quotes.mine())
    .filter((quote) => quote.status === 'asked' || quote.status === 'priced')
    .slice(0, mostShown)
  if (open.length === 0) {
    turn.sayText('none')
    return { done: true }
  }
  for (const quote of open) sayQuote(turn, quote)
  return { done: true }
}

function sayQuote(turn: FlowTurn, quote: Quote): void {
  const { id, number, total, validUntil, version } = quote
  const goods = quote.lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ')
  const until = validUntil === null ? null : new Date(validUntil)
  if (total === null || until === null) {
    turn.sayText('waits', { number, goods })
    return
  }
  const told = { number, goods, total: turn.money(total), date: turn.date(until) }
  if (until <= turn.now) {
    turn.sayText('past', told)
    return
  }
  const choices: Choice[] = [
    { value: `quote-accept:${id}/${version}`, label: turn.text('action.accept', { number }) },
    { value: `quote-decline:${id}`, label: turn.text('action.decline') },
  ]
  const text = turn.text('offer', told)
  turn.say(turn.interrupting ? { type: 'text', text } : { type: 'choices', text, choices })
}

/** The yes names the offer that was seen: one that was priced anew meanwhile is shown as it is now. */
export async function accept(turn: FlowTurn): Promise<Next> {
  const [id = '', version = ''] = textOf(turn.slots.click).split('/')
  const taken = await turn.facets.quotes.accept(id, Number(version))
  if (taken.ok) {
    turn.sayText('accepted', { number: taken.value.number })
    return { become: 'checkout' }
  }
  turn.sayRefusals(taken.refusals)
  return taken.refusals.some(({ code }) => code === 'quote.changed') ? { go: 'show' } : { done: true }
}

export async function decline(turn: FlowTurn): Promise<Next> {
  const done = await turn.facets.quotes.decline(textOf(turn.slots.click))
  if (done.ok) turn.sayText('declined', { number: done.value.number })
  else turn.sayRefusals(done.refusals)
  return { done: true }
}
