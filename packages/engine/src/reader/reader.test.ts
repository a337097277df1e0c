import fs from 'node:fs'
import type { Command } from '@parley/contracts'
import type { LanguageDefinition } from '@parley/sdk'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { learntScene } from '../../test/learnt-scene.ts'
import { createReader, type Reader } from './reader.ts'
import type { ReaderAwaits, ReaderContext } from './reader-context.ts'
import { context, shown, vocabulary } from './reader-scene.ts'
import { indexVocabulary } from './vocabulary-index.ts'

let reader: Reader
let languages: LanguageDefinition[]

beforeAll(async () => {
  const learnt = await learntScene(fs)
  languages = learnt.languages
  reader = createReader({ ...learnt, vocabulary: indexVocabulary(vocabulary, languages) })
})

const said = (text: string, around: Partial<ReaderContext> = {}): Command[] =>
  reader.read(text, { ...context, ...around }).commands
const asked = (type: string, more: Partial<ReaderAwaits> = {}): Partial<ReaderContext> => ({
  awaiting: { flow: 'checkout', slot: type, type, options: [], optional: false, ...more },
  runningFlow: 'checkout',
})

describe('wishes in a shop of a trade that no example knows', () => {
  test('what is looked for is left when openers and filters are taken off', () => {
    expect(said('do you have any crankbaits under 20 euros')).toMatchObject([
      {
        type: 'start',
        flow: 'find-product',
        job: 'find_product',
        slots: { query: 'crankbaits', price_max: { amount: 2000, currency: 'EUR' } },
      },
    ])
  })
  test.each([
    ['sv', 'lägg gäddwobblern i korgen'],
    ['fi', 'lisää haukivaappu koriin'],
    ['en', 'add the pike crankbait to my basket'],
  ])('%s: "%s" adds that very thing', (tag, text) => {
    expect(said(text, { conversationLanguage: tag })).toMatchObject([
      { type: 'start', job: 'add_to_cart', slots: { product: 'wobbler' } },
    ])
  })
  test('a misspelt name is still that name', () => {
    expect(said('put the crankbiat in my cart')).toMatchObject([{ job: 'add_to_cart', slots: { product: 'wobbler' } }])
  })
  test('two things of one wish are two commands, in order', () => {
    expect(said('add two crankbaits and a landing net to my cart')).toMatchObject([
      { job: 'add_to_cart', slots: { quantity: 2, product: 'wobbler' } },
      { job: 'add_to_cart', slots: { product: 'net' } },
    ])
  })
  test('two wishes in one sentence are done in order', () => {
    expect(
      said('add the travel rod to my cart and then I want to check out').map((one) =>
        'job' in one ? one.job : one.type,
      ),
    ).toEqual(['add_to_cart', 'checkout'])
  })
  test('a greeting before a wish is no wish of its own', () => {
    expect(said('hello, how much is shipping to Finland?')).toMatchObject([{ type: 'start', job: 'ask_delivery_cost' }])
  })
  test('a person is fetched even where no flow claims it', () => {
    expect(said('can I talk to a real person please')).toEqual([{ type: 'hand_over', reason: 'talk_to_human' }])
  })
})

describe('an open question', () => {
  test('takes what fits its type', () => {
    expect(said('anna.berg@example.com', asked('email'))).toEqual([
      { type: 'set', slot: 'email', value: 'anna.berg@example.com' },
    ])
    expect(said("it's Anna.Berg@example.com thanks", asked('email'))).toEqual([
      { type: 'set', slot: 'email', value: 'anna.berg@example.com' },
    ])
    expect(said('a couple', asked('quantity'))).toEqual([{ type: 'set', slot: 'quantity', value: 2 }])
    expect(said('my name is Anna Berg', asked('name'))).toEqual([{ type: 'set', slot: 'name', value: 'Anna Berg' }])
    expect(said('12345', asked('order_number'))).toEqual([{ type: 'set', slot: 'order_number', value: '12345' }])
  })
  test.each([
    ['sv', 'Storgatan 5 B, 111 22 Stockholm', { line1: 'Storgatan 5 B', postalCode: '111 22', city: 'Stockholm' }],
    [
      'fi',
      'Kauppakatu 12 A 4, 00100 Helsinki, Suomi',
      { line1: 'Kauppakatu 12 A 4', postalCode: '00100', city: 'Helsinki', country: 'FI' },
    ],
    ['is', 'Laugavegur 12, 101 Reykjavík', { line1: 'Laugavegur 12', postalCode: '101', city: 'Reykjavík' }],
    ['hu', '1051 Budapest, Nádor utca 7. 2/3', { line1: 'Nádor utca 7. 2/3', postalCode: '1051', city: 'Budapest' }],
    [
      'en',
      '12 High Street, Leeds LS1 4DY, UK',
      { line1: '12 High Street', postalCode: 'LS1 4DY', city: 'Leeds', country: 'GB' },
    ],
  ])('%s: takes an address apart', (tag, text, value) => {
    expect(said(text, { ...asked('address'), conversationLanguage: tag })).toEqual([
      { type: 'set', slot: 'address', value },
    ])
  })
  const delivery = asked('choice', {
    slot: 'delivery',
    options: [
      { value: 'home', label: 'Home delivery' },
      { value: 'pickup', label: 'Pick up in store' },
      { value: 'post', label: 'Post office' },
    ],
  })
  test.each([
    ['home delivery please', 'home'],
    ['the second one', 'pickup'],
    ['3', 'post'],
    ['the last', 'post'],
    ['pikc up', 'pickup'],
    ['to the post ofice', 'post'],
  ])('"%s" picks %s', (text, value) => {
    expect(said(text, delivery)).toEqual([{ type: 'set', slot: 'delivery', value }])
  })
  test('a colour is picked in the language that the label is not written in', () => {
    const colours = asked('colour', {
      slot: 'colour',
      options: [
        { value: 'c1', label: 'Blue' },
        { value: 'c2', label: 'Red' },
      ],
    })
    expect(said('siniset', { ...colours, conversationLanguage: 'fi' })).toEqual([
      { type: 'set', slot: 'colour', value: 'c1' },
    ])
  })
  test('gives way to a question in between', () => {
    expect(said('how much is delivery?', asked('email'))).toMatchObject([{ type: 'start', job: 'ask_delivery_cost' }])
    expect(said('how much is delivery?', asked('name'))).toMatchObject([{ type: 'start', job: 'ask_delivery_cost' }])
  })
  test('is left, skipped or gone back from by the words for it', () => {
    expect(said('never mind', asked('email'))).toEqual([{ type: 'cancel' }])
    expect(said('skip', asked('phone', { optional: true }))).toEqual([{ type: 'skip' }])
    expect(said('go back', asked('email'))).toEqual([{ type: 'back' }])
  })
  test('an earlier answer can be put right meanwhile', () => {
    expect(said('sorry, my email is other@example.com', asked('address'))).toEqual([
      { type: 'correct', slot: 'email', value: 'other@example.com' },
    ])
  })
})

describe('yes and no', () => {
  test.each([
    ['en', 'yes please'],
    ['sv', 'ja tack'],
    ['fi', 'kyllä kiitos'],
    ['is', 'já takk'],
    ['hu', 'igen, kérem'],
  ])('%s: "%s" confirms the proposal that is open, by its id', (tag, text) => {
    expect(said(text, { conversationLanguage: tag, openProposal: 'prp_1' })).toEqual([
      { type: 'confirm', proposal: 'prp_1' },
    ])
  })
  test.each([
    'definitely not',
    'yes but change the address',
    'no',
    'not yet',
    'how much is delivery?',
    'add a landing net',
  ])('"%s" confirms nothing', (text) => {
    expect(said(text, { openProposal: 'prp_1' }).map((one) => one.type)).not.toContain('confirm')
  })
  test('they answer a question of that kind', () => {
    expect(said('nope', asked('yes_no'))).toEqual([{ type: 'set', slot: 'yes_no', value: false }])
    expect(said('joo', { ...asked('yes_no'), conversationLanguage: 'fi' })).toEqual([
      { type: 'set', slot: 'yes_no', value: true },
    ])
  })
})

describe('pointing at what was shown', () => {
  const table = { focus: { ...context.focus, shown } }
  test.each([
    ['the second one', { type: 'choose', position: 2 }],
    ['the last one please', { type: 'choose', position: -1 }],
    ['the landing net', { type: 'choose', value: 'net' }],
    ['both', { type: 'choose', all: true }],
  ])('"%s"', (text, command) => expect(said(text, table)).toEqual([command]))

  test('with a wish it fills the wish', () => {
    expect(said("I'll take the third one", table)).toMatchObject([
      { type: 'start', job: 'add_to_cart', slots: { position: 3 } },
    ])
  })
  const adds = { type: 'start', flow: expect.any(String), job: 'add_to_cart', slots: {} }
  test.each([
    ['fi', 'toi kolmas vois olla kiva', { type: 'choose', position: 3 }],
    ['fi', 'otan sen', adds],
    ['is', 'settu hann í körfuna', adds],
  ])('%s: "%s", where things lie on the table', (tag, text, command) =>
    expect(said(text, { ...table, conversationLanguage: tag })).toEqual([command]),
  )
  test('"it" is the thing talked about', () => {
    expect(said('how much does it cost', { focus: { ...context.focus, productId: 'rod' } })).toMatchObject([
      { job: 'ask_price', slots: { product: 'rod' } },
    ])
  })
})

describe('language', () => {
  test.each([
    ['sv', 'har ni några spinnspön på lager?'],
    ['fi', 'haluaisin ostaa uuden vavan'],
    ['is', 'áttu til veiðistöng handa mér'],
    ['hu', 'szeretnék venni egy horgászbotot'],
  ])('a whole sentence in %s switches to it', (tag, text) => expect(reader.read(text, context).language).toBe(tag))

  test.each(['ok', '42', 'AB-12345', 'anna@example.com', 'Korvo', 'XB-200'])('"%s" carries none', (text) => {
    for (const tag of context.allowedLanguages) {
      expect(reader.read(text, { ...context, conversationLanguage: tag }).language).toBe(tag)
    }
  })
  test('one that the shop does not speak is never switched to', () => {
    expect(
      reader.read('haluaisin ostaa uuden vavan', { ...context, allowedLanguages: ['en', 'sv'] }).language,
    ).not.toBe('fi')
  })
})

test('nothing that can be typed breaks the reader, and places are places in the text', () => {
  const anyContext = fc.constantFrom<Partial<ReaderContext>>(
    {},
    asked('address'),
    asked('name'),
    asked('quantity'),
    { openProposal: 'p' },
    { focus: { ...context.focus, shown } },
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          'two',
          'and',
          '€',
          '5',
          '-',
          'kaksi',
          'ekki',
          'the',
          'Korvo',
          ',',
          'under',
          '20 000',
          'w',
          '/',
          '\u0301',
          'not',
          '@',
          'add',
        ),
        { maxLength: 40 },
      )
      .map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(text, anyContext, fc.constantFrom(...context.allowedLanguages), (written, around, tag) => {
      const reading = reader.read(written, { ...context, ...around, conversationLanguage: tag })
      expect(reading.commands.length).toBeGreaterThan(0)
      expect(reading.commands.length).toBeLessThanOrEqual(3)
      for (const { start, end, text: part } of reading.entities) expect(written.slice(start, end)).toBe(part)
    }),
    { numRuns: 400 },
  )
})

test('the same words in the same context are read the same way', () => {
  const text = 'two of the landing nets, please'
  expect(reader.read(text, context)).toEqual(reader.read(text, context))
})
