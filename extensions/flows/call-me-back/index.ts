import { type Choice, defineFlow, type FlowTurn, textOf } from '@parley/sdk'

/** A time at which the shop is open, as the shopper's own clock shows it, and a number for the case that she has left by then. */
export default defineFlow({
  id: 'call-me-back',
  jobs: { call_me_back: { step: 'begin' } },
  facets: ['callBacks', 'people'],
  slots: {
    at: { type: 'choice', ask: 'ask.at', again: 'ask.at_again', options: times, means: timeMeant },
    phone: { type: 'phone', ask: 'ask.phone', optional: true },
  },
  steps: {
    begin: {
      do: async (turn) => {
        // Nobody is there for so long that no time can be named: then a person takes the wish as it is.
        if ((await turn.facets.callBacks.times()).length === 0) return { handOver: 'call_me_back' }
        const { phone } = await turn.facets.people.me()
        if (phone !== null) turn.slots.phone ??= phone
        return { go: 'askTime' }
      },
    },
    askTime: { ask: 'at', next: 'askPhone' },
    askPhone: { ask: 'phone', next: 'book' },
    book: {
      do: async (turn) => {
        const asked = await turn.facets.callBacks.ask(textOf(turn.slots.at), textOf(turn.slots.phone) || null)
        if (asked.ok) {
          turn.sayText('booked', { at: asked.value.telling })
          return { done: true }
        }
        turn.sayRefusals(asked.refusals)
        return { askAgain: 'at', go: 'askTime' }
      },
    },
  },
  clicks: { 'call-back:': 'begin' },
})

async function times(turn: FlowTurn): Promise<Choice[]> {
  const offered = await turn.facets.callBacks.times()
  return offered.map(({ at, telling }) => ({ value: at, label: telling }))
}

/** "At ten", "10.30": the one offered time that such a clock shows. Two of them say nothing. */
async function timeMeant(words: string, turn: FlowTurn): Promise<string | null> {
  const [, hour, minute = '00'] = /(?<!\d)([01]?\d|2[0-3])(?:[.:]([0-5]\d))?(?!\d)/.exec(words) ?? []
  if (hour === undefined) return null
  const clock = new RegExp(`(?<!\\d)${hour.padStart(2, '0')}[.:]${minute}(?!\\d)`)
  const fitting = (await turn.facets.callBacks.times()).filter(({ telling }) => clock.test(telling))
  const [only] = fitting
  return only !== undefined && fitting.length === 1 ? only.at : null
}
