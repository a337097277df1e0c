import { defineFlow } from '@parley/sdk'
import { expect, test } from 'vitest'
import { playing, start, told } from '../../test/quiet-shop.ts'

const asking = defineFlow({
  id: 'which',
  jobs: { which: { step: 'ask' } },
  facets: [],
  slots: { number: { type: 'text', ask: 'ask.number' } },
  steps: { ask: { ask: 'number', next: 'known' }, known: { do: () => ({ done: true }) } },
})

/** Both must know which order is meant before they can do anything. */
const caller = (id: string, then: string) =>
  defineFlow({
    id,
    jobs: { [id]: { step: 'begin' } },
    facets: [],
    slots: {},
    steps: {
      begin: { do: () => ({ call: 'which', then }) },
      [then]: {
        do: (turn) => {
          turn.sayText('done')
          return { done: true }
        },
      },
    },
    digressions: 'allowed',
  })

const texts = {
  which: { en: { 'ask.number': 'Which order?' } },
  cancel: { en: { done: 'Cancelled.' } },
  copy: { en: { done: 'Mailed.' } },
}

test('an answer that two wishes waited for is given to the wish that asked last, and to no other', async () => {
  const talk = playing([asking, caller('cancel', 'review'), caller('copy', 'mail')], texts)
  await talk.say('cancel my order', start('cancel'))
  await talk.say('no, mail me the invoice', start('copy'))
  const answered = await talk.say('T-9001', { type: 'set', slot: 'number', value: 'T-9001' })
  expect(told(answered)).toContain('Mailed.')
  expect(told(answered)).not.toContain('Cancelled.')
})
