import { defineFlow } from '@parley/sdk'
import { expect, test } from 'vitest'
import { playing, start, told } from '../../test/quiet-shop.ts'

/** Wraps presents: asks for paper and a ribbon, then offers to post them. */
function wrapping(made: string[] = [], done: string[] = []) {
  return defineFlow({
    id: 'wrap',
    jobs: { wrap: { step: 'askPaper' } },
    facets: [],
    slots: {
      paper: {
        type: 'choice',
        ask: 'ask.paper',
        options: () => [
          { value: 'red', label: 'Red paper' },
          { value: 'blue', label: 'Blue paper' },
        ],
      },
      ribbon: { type: 'text', ask: 'ask.ribbon', optional: true },
      email: { type: 'email', ask: 'ask.email' },
    },
    steps: {
      askPaper: { ask: 'paper', next: 'askRibbon' },
      askRibbon: { ask: 'ribbon', next: 'offer' },
      offer: {
        propose: async (turn) => {
          const id = `prp_${made.length + 1}`
          made.push(`${id} ${String(turn.slots.paper)} ${String(turn.slots.ribbon)}`)
          return { ok: true, value: { id } }
        },
        confirmed: async (turn, id) => {
          done.push(id)
          turn.sayText('wrapped')
          return { done: true }
        },
        denied: { done: true },
        refused: () => ({ done: true }),
      },
    },
  })
}

const hours = defineFlow({
  id: 'hours',
  jobs: { ask_hours: { step: 'tell', question: true }, browse: { step: 'tell' } },
  facets: [],
  slots: {},
  steps: {
    tell: {
      do: (turn) => {
        turn.sayText('hours')
        return { done: true }
      },
    },
  },
})

const texts = {
  wrap: {
    en: {
      'ask.paper': 'Which paper?',
      'ask.ribbon': 'Which ribbon?',
      'ask.email': 'Which e-mail?',
      wrapped: 'Wrapped.',
    },
    sv: { 'ask.paper': 'Vilket papper?' },
  },
  hours: { en: { hours: 'Nine to six.' } },
}
const play = (made: string[] = [], done: string[] = []) => playing([wrapping(made, done), hours], texts)

test('a question in between is answered and what was asked is asked again', async () => {
  const talk = play()
  await talk.say('wrap it', start('wrap'))
  const turn = await talk.say('when are you open', start('ask_hours'))
  expect(told(turn)).toBe('Nine to six.\nWhich paper?\n1. Red paper\n2. Blue paper')
  expect(turn.awaits).toMatchObject({ flow: 'wrap', slot: 'paper', type: 'choice' })
  expect(turn.awaits?.options.map((each) => each.value)).toEqual(['wrap:paper:red', 'wrap:paper:blue'])
})

test('another job in between makes the bot ask whether to go on', async () => {
  const talk = play()
  await talk.say('wrap it', start('wrap'))
  const turn = await talk.say('let me look around', start('browse'))
  expect(turn.awaits?.slot).toBe('resume')
  expect(told(turn)).not.toContain('Which paper?')
  expect(told(await talk.say('yes', { type: 'confirm' }))).toContain('Which paper?')
})

test('going on may be declined, and then nothing is open', async () => {
  const talk = play()
  await talk.say('wrap it', start('wrap'))
  await talk.say('let me look around', start('browse'))
  const turn = await talk.tap('resume:no')
  expect(turn.awaits).toBeNull()
  expect(talk.state().stack).toEqual([])
})

test.each(['2', 'blue paper', 'Blue'])('an option is taken in words: "%s"', async (said) => {
  const made: string[] = []
  const talk = play(made)
  await talk.say('wrap it', start('wrap'))
  await talk.say(said, { type: 'not_understood' })
  await talk.say('no ribbon', { type: 'skip' })
  expect(made).toEqual(['prp_1 blue null'])
})

test('a late tap on an earlier question corrects it, and the offer is made anew', async () => {
  const made: string[] = []
  const done: string[] = []
  const talk = play(made, done)
  await talk.say('wrap it', start('wrap', { paper: 'red', ribbon: 'gold' }))
  await talk.tap('wrap:paper:blue')
  expect(made).toEqual(['prp_1 red gold', 'prp_2 blue gold'])
  const stale = await talk.tap('confirm:prp_1')
  expect(done).toEqual([])
  expect(told(stale)).toContain('no longer stands')
  await talk.tap('confirm:prp_2')
  expect(done).toEqual(['prp_2'])
})

test('a tap on a question of a flow that is over is declined politely', async () => {
  const talk = play()
  const turn = await talk.tap('wrap:paper:blue')
  expect(told(turn)).toBe('That choice belonged to an earlier question.')
  expect(turn.awaits).toBeNull()
})

test('back goes to the question before, which forgets its answer', async () => {
  const talk = play()
  await talk.say('wrap it', start('wrap'))
  await talk.say('red', { type: 'set', slot: 'paper', value: 'red' })
  const turn = await talk.say('back', { type: 'back' })
  expect(turn.awaits?.slot).toBe('paper')
  expect(told(await talk.say('back', { type: 'back' }))).toContain('nothing to go back to')
})

test('an ok with nothing open is no consent to anything', async () => {
  const done: string[] = []
  const talk = play([], done)
  const turn = await talk.say('ok', { type: 'confirm' })
  expect(told(turn)).toBe('Good.')
  expect(done).toEqual([])
})

test('a yes after the talk has moved on does not reach the offer below', async () => {
  const done: string[] = []
  const talk = play([], done)
  await talk.say('wrap it', start('wrap', { paper: 'red', ribbon: 'gold' }))
  await talk.say('let me look around', start('browse'))
  const turn = await talk.say('yes', { type: 'confirm' })
  expect(done).toEqual([])
  expect(turn.awaits?.slot).toBe('proposal')
})

test('two misunderstandings offer ways out, a third brings a person with a summary', async () => {
  const talk = play()
  await talk.say('wrap it', start('wrap'))
  await talk.say('qwe rty', { type: 'not_understood' })
  const second = await talk.say('asd fgh', { type: 'not_understood' })
  expect(told(second)).toContain('Never mind')
  expect(second.awaits?.slot).toBe('paper')
  const third = await talk.say('zxc vbn', { type: 'not_understood' })
  expect(third.outcome).toBe('handed_over')
  expect(third.awaits).toBeNull()
  expect(talk.handedOver).toHaveLength(1)
  expect(talk.handedOver[0]?.summary).toContain('not understood three times')
  expect(told(third)).toContain('2 people are ahead of you')
})

test('an answer in between ends the row of misunderstandings', async () => {
  const talk = play()
  await talk.say('wrap it', start('wrap'))
  await talk.say('qwe rty', { type: 'not_understood' })
  await talk.say('asd fgh', { type: 'not_understood' })
  await talk.say('red', { type: 'set', slot: 'paper', value: 'red' })
  const turn = await talk.say('qwe', { type: 'set', slot: 'nothing', value: 1 })
  expect(turn.outcome).toBe('replied')
  expect(talk.handedOver).toEqual([])
})

test('a wish between two jobs is asked about, and keeps what it brought', async () => {
  const talk = play()
  const turn = await talk.say('blue?', { type: 'clarify', jobs: ['wrap', 'browse'] })
  expect(turn.outcome).toBe('clarified')
  expect(turn.awaits).toMatchObject({ flow: 'runtime', slot: 'job' })
  expect((await talk.tap('job:browse')).replies[0]?.text).toBe('Nine to six.')
})

test('a job that no flow has is offered to a person', async () => {
  const talk = play()
  const turn = await talk.say('send it back', start('return_item'))
  expect(told(turn)).toContain('a colleague can')
  await talk.tap('person')
  expect(talk.handedOver[0]?.reason).toBe('talk_to_human')
})

test('two wishes in one message are done one after the other', async () => {
  const talk = play()
  const turn = await talk.say('wrap it and let me look around', start('wrap'), start('browse'))
  expect(told(turn)).not.toContain('Nine to six.')
  await talk.say('red', { type: 'set', slot: 'paper', value: 'red' })
  await talk.say('skip', { type: 'skip' })
  expect(told(await talk.tap('confirm:prp_1'))).toBe('Wrapped.\nNine to six.')
})

test('a message that answers a question asked in the same turn spares the question', async () => {
  const talk = play()
  const turn = await talk.hear(
    [
      { type: 'text', text: 'wrap it' },
      { type: 'text', text: 'in red' },
    ],
    [[start('wrap')], [{ type: 'set', slot: 'paper', value: 'red' }]],
  )
  expect(told(turn)).toBe('Which ribbon?\n1. Skip')
})

test('a wish in another language switches the talk, a bare ja or a name does not', async () => {
  const talk = play()
  await talk.hear([{ type: 'text', text: 'ja' }], [[start('wrap')]], { language: 'sv', languageConfidence: 0.99 })
  expect(talk.state().language).toBe('en')
  const turn = await talk.hear([{ type: 'text', text: 'jag vill ha det inslaget' }], [[start('wrap')]], {
    language: 'sv',
    languageConfidence: 0.99,
    confidence: 0.8,
  })
  await talk.hear(
    [{ type: 'text', text: 'Kaarina Virtanen' }],
    [[{ type: 'set', slot: 'ribbon', value: 'Kaarina Virtanen' }]],
    {
      language: 'fi',
      languageConfidence: 0.99,
    },
  )
  expect(talk.state().language).toBe('sv')
  expect(told(turn)).toContain('Vilket papper?')
})

test('a talk kept from a release that had other flows starts afresh', async () => {
  const old = playing([wrapping()], texts)
  await old.say('wrap it', start('wrap'))
  const talk = playing([hours], texts)
  const turn = await talk.say('when are you open', start('ask_hours'))
  expect(told(turn)).toBe('Nine to six.')
})

test('a flow that runs in circles is a fault, not an endless turn', async () => {
  const circling = defineFlow({
    id: 'circle',
    jobs: { circle: { step: 'round' } },
    facets: [],
    slots: {},
    steps: { round: { do: () => ({ go: 'round' }) } },
  })
  await expect(playing([circling]).say('go', start('circle'))).rejects.toThrow('runs in circles')
})

test('a called flow gives the word back to the one that called it', async () => {
  const caller = defineFlow({
    id: 'caller',
    jobs: { both: { step: 'first' } },
    facets: [],
    slots: {},
    steps: {
      first: { do: () => ({ call: 'wrap', slots: { paper: 'red', ribbon: 'gold' }, then: 'second' }) },
      second: { do: () => ({ become: 'ask_hours' }) },
    },
  })
  const talk = playing([caller, wrapping(), hours], texts)
  await talk.say('both', start('both'))
  const turn = await talk.tap('confirm:prp_1')
  expect(told(turn)).toBe('Wrapped.\nNine to six.')
  expect(talk.state().stack).toEqual([])
})
