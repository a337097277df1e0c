import { defineFlow, type FlowTurn } from '@parley/sdk'

/** To a person: at once, or with a number to call back. */
export default defineFlow({
  id: 'hand-over',
  jobs: {
    talk_to_human: { step: 'person' },
    call_me_back: { step: 'callBack' },
  },
  facets: ['people'],
  slots: {
    sure: { type: 'yes_no', ask: 'ask.sure' },
    phone: { type: 'phone', ask: 'ask.phone' },
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
    callBack: {
      do: async (turn) => {
        const { phone } = await turn.facets.people.me()
        if (phone !== null) turn.slots.phone ??= phone
        return { go: 'askPhone' }
      },
    },
    askPhone: { ask: 'phone', next: 'call' },
    call: {
      do: (turn) => {
        turn.sayText('will_call')
        return { handOver: 'call_me_back' }
      },
    },
  },
})

/** A person who is sent for by mistake ends a talk that went well: a wish read below this is asked about. */
const sureWish = 0.5

function isUnsure(turn: FlowTurn): boolean {
  return turn.reading !== null && turn.job === 'talk_to_human' && turn.reading.confidence < sureWish
}
