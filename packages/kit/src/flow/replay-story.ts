import { orderStatus } from '@parley/contracts'
import type { TurnResult } from '@parley/engine'
import { cartView } from './fake-till.ts'
import type { StoryLine } from './story.ts'
import type { Talk } from './talk.ts'

/** Plays a story through a talk and tells, line by line, what did not come as written. Nothing, where all did. */
export async function replayStory(lines: StoryLine[], talk: Talk): Promise<string[]> {
  const problems: string[] = []
  for (const line of lines) {
    if (line.kind === 'given') arrange(talk, line.what)
    else if (line.kind === 'say') await talk.hear([line.said], line.commands)
    else if (line.kind === 'pick') await pick(talk, line.label)
    if (line.kind === 'say' || line.kind === 'pick')
      problems.push(...talk.invented.map((each) => `line ${line.line}: ${each}`))
    if (line.kind === 'expect') {
      const found = expectation(talk, line)
      if (found !== null) problems.push(`line ${line.line}: ${found}`)
    }
  }
  return problems
}

/** Picks by label, as a finger does: among what is awaited, else among what was offered. */
async function pick(talk: Talk, label: string): Promise<void> {
  const options = [...(talk.last?.awaits?.options ?? []), ...talk.state.offered]
  const option = options.find((each) => each.label.toLowerCase().startsWith(label.toLowerCase()))
  await talk.hear([{ type: 'choice', value: option?.value ?? label, label }])
}

/** `stock var_havn.blue 1` · `price prd_havn 9900` · `order packed` · `agreed to advice` · `closed` · `known person` · `verified person` */
function arrange(talk: Talk, what: string): void {
  const [verb, id = '', amount = ''] = what.split(/\s+/)
  const { shop } = talk
  const item = shop.till.goods.find((each) => each.id === id || each.stock.has(id))
  if (verb === 'stock' && item !== undefined) item.stock.set(id, Number(amount))
  else if (verb === 'price' && item !== undefined) item.price = Number(amount)
  else if (verb === 'order') shop.old.status = orderStatus.parse(id)
  else if (what === 'agreed to advice') shop.records.consents.advice = true
  else if (what === 'closed') shop.open = false
  else if (verb === 'known' || verb === 'verified') {
    const address = { line1: 'Storgatan 1', postalCode: '123 45', city: 'Stockholm', country: 'SE' }
    shop.me = { name: 'Anna Berg', email: 'anna@example.com', phone: null, address, verified: verb === 'verified' }
  } else throw new Error(`A story can't be given "${what}"`)
}

function expectation(talk: Talk, { what, value }: Extract<StoryLine, { kind: 'expect' }>): string | null {
  const said = (talk.last?.replies ?? []).map((reply) => reply.text).join('\n')
  switch (what) {
    case 'bot':
      return includes(said, value) ? null : `the bot did not say "${value}" but:\n${said}`
    case 'not_bot':
      return includes(said, value) ? `the bot said "${value}":\n${said}` : null
    case 'awaits':
      return same(awaited(talk.last), value)
    case 'cart':
      return same(cartText(talk), value)
    case 'order':
      return same(talk.shop.till.orders.length > 0 ? 'placed' : 'none', value)
    case 'handed_over':
      return same(talk.shop.handedOver.at(-1)?.reason ?? 'no', value)
  }
}

const awaited = (turn: TurnResult | null): string => turn?.awaits?.slot ?? 'nothing'

function cartText(talk: Talk): string {
  const { lines } = cartView(talk.shop.till)
  if (lines.length === 0) return 'empty'
  return lines
    .map((line) => `${line.quantity} × ${line.title}${line.options === '' ? '' : ` (${line.options})`}`)
    .join(', ')
}

/** Locales put no-break spaces between numbers and signs; a story is typed with plain ones. */
function includes(said: string, words: string): boolean {
  return plain(said).includes(plain(words))
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').toLowerCase()

function same(found: string, expected: string): string | null {
  return found === expected ? null : `expected ${expected}, found ${found}`
}
