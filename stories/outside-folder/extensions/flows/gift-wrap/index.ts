import { type Choice, defineFlow, type FlowTurn, textOf } from '@parley/sdk'

const ribbons = ['red', 'green', 'gold'] as const

/** Wrapping as a gift: a ribbon, and a card if she wants one. It is free, so nothing has to be agreed to. */
export default defineFlow({
  id: 'gift-wrap',
  jobs: { gift_wrap: { step: 'ribbon' } },
  facets: [],
  slots: {
    ribbon: { type: 'choice', ask: 'ask.ribbon', options: choices },
    card: { type: 'text', ask: 'ask.card', optional: true },
  },
  steps: {
    ribbon: { ask: 'ribbon', next: 'card' },
    card: { ask: 'card', next: 'note' },
    note: { do: note },
  },
})

function choices(turn: FlowTurn): Choice[] {
  return ribbons.map((ribbon) => ({ value: ribbon, label: turn.text(`ribbon.${ribbon}`) }))
}

function note(turn: FlowTurn): { done: true } {
  const ribbon = choices(turn).find((each) => each.value === turn.slots.ribbon)?.label ?? ''
  const card = textOf(turn.slots.card ?? '')
  if (card === '') turn.sayText('noted_plain', { ribbon })
  else turn.sayText('noted', { ribbon, card })
  return { done: true }
}
