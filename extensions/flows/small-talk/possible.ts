import type { Choice, FlowTurn } from '@parley/sdk'

const jobs = [
  'find_product',
  'order_status',
  'ask_delivery_time',
  'show_cart',
  'ask_returns_policy',
  'ask_opening_hours',
]

/** What people ask here most. */
export function possible(turn: FlowTurn, most: number): Choice[] {
  return jobs.slice(0, most).map((job) => ({ value: `job:${job}`, label: turn.text(`job.${job}`) }))
}

/** A sentence and everything that can be done, a person last. */
export function sayPossible(turn: FlowTurn, key: string): void {
  const choices = [...possible(turn, jobs.length), { value: 'person', label: turn.text('action.person') }]
  turn.say({ type: 'choices', text: turn.text(key), choices })
}
