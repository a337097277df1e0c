import { defineFlow } from '@parley/sdk'
import { expect, test } from 'vitest'
import { playing, start, told } from '../../test/quiet-shop.ts'

/** Sends a parcel: how, and what it says on it, then an offer. */
const parcel = (made: string[], done: string[] = []) =>
  defineFlow({
    id: 'parcel',
    jobs: { send: { step: 'askHow' }, ask_weight: { step: 'weigh' }, get_receipt: { step: 'askMail' } },
    facets: [],
    slots: {
      how: {
        type: 'choice',
        ask: 'ask.how',
        options: () => [
          { value: 'home', label: 'Home delivery, €5.90' },
          { value: 'pickup', label: 'Collect in the shop, free' },
        ],
        means: (words) => (words === 'counter' ? 'pickup' : null),
      },
      greeting: { type: 'text', ask: 'ask.greeting' },
      weight: { type: 'quantity', ask: 'ask.weight' },
      mail: { type: 'email', ask: 'ask.mail' },
    },
    steps: {
      askHow: { ask: 'how', next: 'askGreeting' },
      askGreeting: { ask: 'greeting', next: 'offer' },
      weigh: { ask: 'weight', next: 'offer' },
      askMail: { ask: 'mail', next: 'offer' },
      offer: {
        propose: async (turn) => {
          made.push(`${String(turn.slots.how)} ${String(turn.slots.greeting)}`)
          return { ok: true, value: { id: `prp_${made.length}` } }
        },
        confirmed: async (_, id) => {
          done.push(id)
          return { done: true }
        },
        denied: { done: true },
        refused: () => ({ done: true }),
      },
    },
    holdsUp: ['pay'],
  })

const till = defineFlow({
  id: 'till',
  jobs: { pay: { step: 'pay' }, look: { step: 'pay', question: true } },
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

const texts = {
  parcel: {
    en: { 'ask.how': 'How?', 'ask.greeting': 'Says what?', 'ask.weight': 'How heavy?', 'ask.mail': 'Where to?' },
  },
  till: { en: { paid: 'At the till.' } },
}
const play = (made: string[] = [], done: string[] = []) => playing([parcel(made, done), till], texts)
const unsure = (job: string) => ({ job, confidence: 0.3 })
const sure = (job: string) => ({ job, confidence: 0.9 })

test('a few words that the flow can make out answer the question, whatever the reader half thought', async () => {
  const talk = play()
  await talk.say('send it', start('send'))
  const turn = await talk.hear([{ type: 'text', text: 'counter' }], [[start('look')]], unsure('look'))
  expect(turn.awaits?.slot).toBe('greeting')
  expect(told(turn)).not.toContain('At the till')
})

test('a sure question is answered even in one word', async () => {
  const talk = play()
  await talk.say('send it', start('send'))
  const turn = await talk.hear([{ type: 'text', text: 'till?' }], [[start('look')]], sure('look'))
  expect(told(turn)).toContain('At the till.')
  expect(turn.awaits?.slot).toBe('how')
})

test('words that speak of another option change the offer on the table', async () => {
  const made: string[] = []
  const talk = play(made)
  await talk.say('send it', start('send', { how: 'home', greeting: 'Hi' }))
  await talk.hear([{ type: 'text', text: "I'd rather collect it in the shop" }], [[start('look')]], unsure('look'))
  expect(made).toEqual(['home Hi', 'pickup Hi'])
})

test('an e-mail address is the answer that was asked for, whatever its letters remind of', async () => {
  const made: string[] = []
  const talk = play(made)
  await talk.say('a receipt too', start('get_receipt', { how: 'home', greeting: 'Hi' }))
  const mail = 'collect@shop.example'
  const turn = await talk.hear(
    [{ type: 'text', text: mail }],
    [[{ type: 'set', slot: 'mail', value: mail }]],
    unsure('look'),
  )
  expect(made).toEqual(['home Hi'])
  expect(told(turn)).not.toContain('noted')
})

test('an e-mail address alone is no yes to anything', async () => {
  const done: string[] = []
  const talk = play([], done)
  await talk.say('send it', start('send', { how: 'home', greeting: 'Hi' }))
  const turn = await talk.hear([{ type: 'text', text: 'ja@shop.example' }], [[{ type: 'confirm' }]], unsure('affirm'))
  expect(done).toEqual([])
  expect(turn.awaits?.slot).toBe('proposal')
})

test('another e-mail address, said over an offer, is put in place of the first and no refusal', async () => {
  const done: string[] = []
  const talk = play([], done)
  await talk.say('a receipt too', start('get_receipt', { how: 'home', greeting: 'Hi', mail: 'old@shop.example' }))
  const turn = await talk.hear(
    [{ type: 'text', text: 'wrong address, it is new@shop.example' }],
    [[{ type: 'deny' }]],
    unsure('deny'),
  )
  expect(turn.awaits?.slot).toBe('proposal')
  expect(turn.commands).toContainEqual({ type: 'correct', slot: 'mail', value: 'new@shop.example' })
  expect(done).toEqual([])
})

test('words that only share something with the button of an offer are no yes', async () => {
  const done: string[] = []
  const talk = play([], done)
  await talk.say('send it', start('send', { how: 'home', greeting: 'Hi' }))
  const alike = { type: 'set' as const, slot: 'proposal', value: 'confirm:prp_1' }
  await talk.hear([{ type: 'text', text: 'where is my order?' }], [[alike]], sure('look'))
  await talk.hear([{ type: 'text', text: 'order?' }], [[alike]], unsure('look'))
  expect(done).toEqual([])
  await talk.hear([{ type: 'text', text: 'go on' }], [[alike]], sure('affirm'))
  expect(done).toEqual(['prp_1'])
})

test('a yes with the wish beside it is a yes, and a yes with a condition is not', async () => {
  const done: string[] = []
  const talk = play([], done)
  await talk.say('send it', start('send', { how: 'home', greeting: 'Hi' }))
  await talk.hear([{ type: 'text', text: 'yes but can I see the till first' }], [[start('look')]], sure('look'))
  expect(done).toEqual([])
  await talk.hear([{ type: 'text', text: 'Yes, send it' }], [[start('send')]], sure('send'))
  expect(done).toEqual(['prp_1'])
})

test('a sure wish that fits no option is done instead of refused', async () => {
  const talk = play()
  await talk.say('send it', start('send'))
  const misread = [{ type: 'set' as const, slot: 'how', value: '5' }]
  const turn = await talk.hear([{ type: 'text', text: 'let me look at the till first' }], [misread], sure('look'))
  expect(told(turn)).toContain('At the till.')
  expect(turn.outcome).toBe('replied')
})

test('the same wish again, said to a question for words, is the answer', async () => {
  const made: string[] = []
  const talk = play(made)
  await talk.say('send it', start('send', { how: 'home' }))
  await talk.hear([{ type: 'text', text: 'sent with love' }], [[start('send', { query: 'love' })]], sure('send'))
  expect(made).toEqual(['home sent with love'])
})

test('a wish that rests on this one waits until it is done', async () => {
  const talk = play()
  await talk.say('send it', start('send'))
  const early = await talk.say('pay', start('pay'))
  expect(told(early)).not.toContain('At the till.')
  expect(early.awaits?.slot).toBe('how')
  await talk.tap('parcel:how:home')
  await talk.say('Hi', { type: 'set', slot: 'greeting', value: 'Hi' })
  expect(told(await talk.tap('confirm:prp_1'))).toContain('At the till.')
})

test('a correction that changes nothing to be seen is at least noted', async () => {
  const talk = play()
  await talk.say('send it', start('send'))
  const turn = await talk.say('it weighs two', { type: 'correct', slot: 'weight', value: 2 })
  expect(told(turn)).toContain("I've noted that.")
  expect(turn.awaits?.slot).toBe('how')
})

test('a search and its narrowing in one breath are one search', async () => {
  const slots: unknown[] = []
  const search = defineFlow({
    id: 'search',
    jobs: { find_product: { step: 'go' }, refine_search: { step: 'go' } },
    facets: [],
    slots: {},
    steps: {
      go: {
        do: (turn) => {
          slots.push({ ...turn.slots })
          return { done: true }
        },
      },
    },
  })
  const talk = playing([search])
  await talk.say(
    'a lamp, a blue one',
    start('find_product', { query: 'lamp' }),
    start('refine_search', { colour: 'blue' }),
  )
  expect(slots).toEqual([{ query: 'lamp', colour: 'blue' }])
})

test('a file is no answer: the bot says that it can’t look, that somebody else can, and asks again', async () => {
  const made: string[] = []
  const talk = play(made)
  await talk.say('send it', start('send'))
  const turn = await talk.hear([{ type: 'file', attachmentId: 'att_1' }], [null])
  expect(turn.replies[0]?.content).toMatchObject({ type: 'choices', choices: [{ value: 'person' }] })
  expect(told(turn)).toContain('How?')
  expect(turn.awaits?.slot).toBe('how')
  expect(made).toEqual([])
  const next = await talk.hear([{ type: 'choice', value: 'person' }], [null])
  expect(next.outcome).toBe('handed_over')
  expect(talk.handedOver).toHaveLength(1)
})
