import { defineFlow, type FlowTurn } from '@parley/sdk'

/** To a person: at once, or with a number to call back. */
export default defineFlow({
  id: 'hand-over',
  jobs: {
    talk_to_human: { step: 'person' },
  },
  facets: [],
  slots: {
    sure: { type: 'yes_no', ask: 'ask.sure' },
  },
  steps: {
    person: { do: (turn) => (isUnsure(turn) ? { go: 'askSure' } : { go: 'handOver' }) },
    askSure: { ask: 'sure', next: 'whenSure' },
    whenSure: {
      do: (turn) => {
        if (turn.slots.sure === true) return { go: 'handOver' }
        turn.sayText('stay')
        return { done: true }
      },
    },
    handOver: { do: () => ({ handOver: 'talk_to_human' }) },
  },
})

/** A person who is sent for by mistake ends a talk that went well: a wish read below this is asked about. */
const sureWish = 0.5

function isUnsure(turn: FlowTurn): boolean {
  return turn.reading !== null && turn.job === 'talk_to_human' && turn.reading.confidence < sureWish
}
