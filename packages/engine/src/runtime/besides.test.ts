import { defineFlow } from '@parley/sdk'
import { expect, test } from 'vitest'
import { playing, start, told } from '../../test/quiet-shop.ts'

/** Takes a thing into the bag, in a colour that has to be asked for. Another thing waits its turn; the same thing is the same wish. */
const bag = (taken: string[]) =>
  defineFlow({
    id: 'bag',
    jobs: { take: { step: 'ask' }, throw_out: { step: 'out' } },
    facets: [],
    slots: { colour: { type: 'colour', ask: 'ask.colour' } },
    steps: {
      ask: { ask: 'colour', next: 'put' },
      put: {
        do: (turn) => {
          taken.push(`${turn.slots.colour} ${turn.slots.thing}`)
          return { done: true }
        },
      },
      out: { do: () => ({ done: true }) },
    },
    holdsUp: ['pay'],
    besides: (turn, job, brought) => job === 'take' && brought.thing !== turn.slots.thing,
    digressions: 'ends',
  })

const till = defineFlow({
  id: 'till',
  jobs: { pay: { step: 'pay' } },
  facets: [],
  slots: {},
  steps: {
    pay: {
      do: (turn) => {
        turn.sayText('paid')
        return { done: true }
      },
    },
  },
})

const texts = { bag: { en: { 'ask.colour': 'Which colour?' } }, till: { en: { paid: 'At the till.' } } }
const colour = (value: string) => ({ type: 'set', slot: 'colour', value }) as const

test('a second thing wished for while the first waits for its colour drops neither', async () => {
  const taken: string[] = []
  const talk = playing([bag(taken), till], texts)
  await talk.say('a coat', start('take', { thing: 'coat' }))
  await talk.say('and a hat', start('take', { thing: 'hat' }))
  expect((await talk.say('red', colour('red'))).awaits?.slot).toBe('colour')
  expect((await talk.say('blue', colour('blue'))).awaits).toBeNull()
  expect(taken).toEqual(['red hat', 'blue coat'])
})

test('the same thing said again takes the place of the question, and another wish of the flow ends it', async () => {
  const taken: string[] = []
  const talk = playing([bag(taken), till], texts)
  await talk.say('a coat', start('take', { thing: 'coat' }))
  await talk.say('a coat, I said', start('take', { thing: 'coat' }))
  expect(talk.state().stack).toHaveLength(1)
  await talk.say('throw it all out', start('throw_out'))
  expect(talk.state().stack).toEqual([])
  expect(taken).toEqual([])
})

test('the till waits for everything that was wished for, not only for the last of it', async () => {
  const taken: string[] = []
  const talk = playing([bag(taken), till], texts)
  await talk.say('a coat', start('take', { thing: 'coat' }))
  await talk.say('and a hat', start('take', { thing: 'hat' }))
  await talk.say('check out', start('pay'))
  expect(told(await talk.say('red', colour('red')))).not.toContain('At the till.')
  expect(told(await talk.say('blue', colour('blue')))).toContain('At the till.')
  expect(taken).toEqual(['red hat', 'blue coat'])
})
