import { type Command, command as commandSchema, type FlowDefinition, type Said } from '@parley/sdk'
import fc from 'fast-check'
import { fakeCode, oldOrder } from './fake-shop.ts'
import type { Talk } from './talk.ts'

/** One thing a shopper may do at any moment, sensible or not. What points at something on offer is looked up when its time comes. */
export type Move =
  | { kind: 'command'; commands: Command[]; text: string; unsure: boolean }
  | { kind: 'option'; index: number }
  | { kind: 'offer'; index: number }
  | { kind: 'answer'; sensible: boolean }
  | { kind: 'form'; broken: boolean }
  | { kind: 'stale'; action: string }

/** What readers put into slots, and what they had better not. */
const slotValues: Record<string, unknown[]> = {
  query: ['lamp', 'submarine', '', 'Havn', 'chair blue'],
  product: ['prd_havn', 'prd_sko', 'prd_fjell', 'prd_nobody', ['prd_lyst', 'prd_stol']],
  code: ['111111', fakeCode],
  colour: ['blue', 'purple', ['red', 'green']],
  size: ['41', '99'],
  quantity: [1, 2, 50, 0],
  position: [1, 2, -1, 9, [1, 2]],
  price_max: [{ amount: 10_000, currency: 'EUR' }, 'lots'],
  compare: ['cheaper', 'dearer', 'bigger', 'smaller'],
  without: [['oak'], ['leather', 'steel']],
  delivery: ['home', 'pickup', 'by balloon'],
  payment: ['invoice', 'sandbox'],
  email: ['anna@example.com', 'nonsense'],
  order_number: ['T-9001', 'T-9003', 'T-10001', 'what'],
  language: ['sv', 'xx'],
  address: ['Storgatan 1, 123 45 Stockholm', 'nowhere', { line1: 'Kungsgatan 2', postalCode: '111 22', city: 'Lund' }],
  all: [true],
  in_stock: [true],
}

const goodAnswers: Record<string, unknown> = {
  name: 'Anna Berg',
  email: oldOrder.email,
  phone: '070 123 45 67',
  address: 'Storgatan 1',
  postal_code: '00100',
  country: 'FI',
  city: 'Stockholm',
  quantity: 2,
  code: fakeCode,
  order_number: oldOrder.number,
  query: 'lamp',
  product: 'prd_lyst',
  recipient: 'my sister',
  problem: 'cracked',
  occasion: 'birthday',
  owned: 'prd_havn',
  which: 'basket',
  price_max: '500',
  take_rest: true,
  stars: '4',
}

/** A sensible answer to a question for this slot. */
export const anyAnswer = (slot: string): unknown => goodAnswers[slot] ?? 'blue'

const anyText = fc.constantFrom(
  'ok',
  '2',
  '?!',
  'blue',
  'anna@example.com',
  'a lamp in oak please',
  '{a, plural',
  '<b>hej</b>',
)
const anySlot = fc
  .constantFrom(...Object.keys(slotValues))
  .chain((name) => fc.constantFrom(...(slotValues[name] ?? [])).map((value): [string, unknown] => [name, value]))
const anySlots = fc.array(anySlot, { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs))

/** What a basket is filled with: many ask for an option, some run out. */
const goods = fc.constantFrom('prd_havn', 'prd_sko', 'prd_lyst', 'prd_fjell', 'prd_bord', 'prd_krukke')
const buying = fc.oneof(
  fc.record({ product: goods }),
  fc.record({ product: goods, quantity: fc.constantFrom(1, 3, 60) }),
  fc.constant({ address: 'Kungsgatan 2, 222 22 Lund' }),
  fc.constant({}),
)
const buyingJobs = [
  'add_to_cart',
  'change_quantity',
  'remove_from_cart',
  'checkout',
  'checkout',
  'order_status',
  'cancel_order',
  'change_address',
  'change_order_address',
  'change_order_items',
  'ask_quote',
  'stock_alert',
  'return_item',
  'exchange_item',
  'complaint_damaged',
  'delete_my_data',
]

/** Moves over all that these flows do, and a little that they don't. */
export function anyMove(flows: readonly FlowDefinition[]): fc.Arbitrary<Move> {
  const prefixes = [...flows.flatMap((flow) => Object.keys(flow.clicks ?? {})), 'confirm:', 'deny:', 'resume:', 'job:']
  const stale = fc
    .tuple(
      fc.constantFrom(...prefixes, 'checkout:delivery:', 'cart:colour:', 'nothing'),
      fc.constantFrom('prd_havn', 'var_lyst', 'home', 'prp_1_1', ''),
    )
    .map(([prefix, rest]): Move => ({ kind: 'stale', action: prefix + rest }))
  const said = fc
    .tuple(fc.array(anyCommand(flows), { minLength: 1, maxLength: 3 }), anyText, fc.boolean())
    .map(([commands, text, unsure]): Move => ({ kind: 'command', commands, text, unsure }))
  return fc.oneof(
    { weight: 6, arbitrary: said },
    { weight: 6, arbitrary: fc.nat(8).map((index): Move => ({ kind: 'option', index })) },
    { weight: 5, arbitrary: fc.nat(8).map((index): Move => ({ kind: 'offer', index })) },
    { weight: 8, arbitrary: fc.nat(3).map((odd): Move => ({ kind: 'answer', sensible: odd > 0 })) },
    { weight: 2, arbitrary: fc.boolean().map((broken): Move => ({ kind: 'form', broken })) },
    { weight: 2, arbitrary: stale },
  )
}

function anyCommand(flows: readonly FlowDefinition[]): fc.Arbitrary<Command> {
  const jobs = [...flows.flatMap((flow) => Object.keys(flow.jobs)), 'return_item']
  const start = (names: string[], slots: fc.Arbitrary<object>) =>
    fc.tuple(fc.constantFrom(...names), slots).map(([job, given]) => ({ type: 'start', flow: '', job, slots: given }))
  const filling = (type: string) => anySlot.map(([slot, value]) => ({ type, slot, value }))
  const plain = fc.constantFrom('deny', 'cancel', 'skip', 'back', 'not_understood').map((type) => ({ type }))
  const two = fc.uniqueArray(fc.constantFrom(...jobs), { minLength: 2, maxLength: 2 })
  return fc
    .oneof<{ weight: number; arbitrary: fc.Arbitrary<object> }[]>(
      { weight: 6, arbitrary: start(jobs, anySlots) },
      { weight: 6, arbitrary: start(buyingJobs, buying) },
      { weight: 2, arbitrary: filling('set') },
      { weight: 2, arbitrary: filling('correct') },
      { weight: 1, arbitrary: fc.integer({ min: -2, max: 6 }).map((position) => ({ type: 'choose', position })) },
      { weight: 2, arbitrary: fc.constant({ type: 'confirm' }) },
      { weight: 2, arbitrary: plain },
      { weight: 1, arbitrary: two.map((each) => ({ type: 'clarify', jobs: each })) },
    )
    .map((each) => commandSchema.parse(each))
}

/** The move as the runtime hears it, at this point of the talk. */
export function heard(move: Move, talk: Talk): [Said[], Command[] | null, boolean?] {
  const { awaits, offered } = talk.state
  switch (move.kind) {
    case 'command':
      return [[{ type: 'text', text: move.text }], move.commands, move.unsure]
    case 'option':
      return [[{ type: 'choice', value: pickFrom(awaits?.options ?? [], move.index) }], null]
    case 'offer':
      return [[{ type: 'click', action: pickFrom(offered, move.index) }], null]
    case 'answer':
      return answerTo(awaits?.slot ?? 'query', move.sensible)
    case 'form':
      return [[{ type: 'form', id: 'checkout:details', values: details(move.broken) }], null]
    case 'stale':
      return [[{ type: 'click', action: move.action }], null]
  }
}

function pickFrom(list: readonly { value: string }[], index: number): string {
  return list[index % Math.max(1, list.length)]?.value ?? 'nothing'
}

function answerTo(slot: string, sensible: boolean): [Said[], Command[]] {
  const value = sensible ? anyAnswer(slot) : 'qwerty'
  return [[{ type: 'text', text: String(value) }], [commandSchema.parse({ type: 'set', slot, value })]]
}

export function details(broken: boolean): Record<string, string> {
  const email = broken ? 'anna' : oldOrder.email
  const postal_code = broken ? '00000' : '123 45'
  return { name: 'Anna Berg', email, phone: '', line1: 'Storgatan 1', postal_code, city: 'Stockholm', country: 'SE' }
}
