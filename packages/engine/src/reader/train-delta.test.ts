import { defineLanguage, type LanguageDefinition } from '@parley/sdk'
import { expect, test } from 'vitest'
import { createReader } from './reader.ts'
import type { ReaderContext } from './reader-context.ts'
import { train } from './train.ts'
import { trainDelta } from './train-delta.ts'
import { indexVocabulary } from './vocabulary-index.ts'

const none: readonly string[] = []
/** The least a language can say of itself. */
const bare: LanguageDefinition = defineLanguage({
  tag: 'en',
  name: 'English',
  locale: 'en-GB',
  stem: (word) => word.replace(/s$/, ''),
  stopWords: ['the', 'a', 'of', 'to', 'my'],
  carrierPhrases: ['i want'],
  numbers: { words: { two: 2 }, multipliers: {}, phrases: {}, ordinals: { second: 2 }, units: [], decimal: '.' },
  money: {
    currencies: { euro: 'EUR' },
    defaultCurrency: 'EUR',
    atMost: ['under'],
    atLeast: [],
    about: [],
    between: [],
  },
  words: {
    yes: ['yes'],
    no: ['no'],
    cancel: ['never mind'],
    skip: none,
    back: none,
    undo: none,
    both: none,
    all: none,
    it: ['it'],
    not: ['not'],
    cheaper: none,
    dearer: none,
    bigger: none,
    smaller: none,
    instead: none,
    and: ['and'],
  },
  dates: { weekdays: {}, months: {}, relative: {}, nextWeek: [] },
  suffixes: ['s'],
  colours: { blue: 'blue' },
  materials: {},
  sizes: {},
})

const flows = [{ id: 'shop', jobs: { find_product: {}, checkout: {}, track_parcel: {} }, slots: {} }]
const context: ReaderContext = {
  conversationLanguage: 'en',
  allowedLanguages: ['en'],
  awaiting: null,
  runningFlow: null,
  flows,
  focus: { shown: [], productId: null, variantId: null, orderNumber: null, search: null },
  openProposal: null,
}
const sentences: Record<string, string[]> = {
  find_product: [
    'show me lamps',
    'i want blue lamps',
    'do you have chairs',
    'looking for a rug',
    'any blue chairs',
    'show me rugs',
  ],
  checkout: ['i want to pay', 'check out', 'pay for my things', 'let me pay now', 'to the checkout', 'pay and finish'],
  track_parcel: [
    'where is my parcel',
    'track my parcel',
    'has the parcel left',
    'parcel tracking',
    'follow my parcel',
    'is the parcel near',
  ],
}
const examples = Object.entries(sentences).flatMap(([job, texts]) =>
  texts.map((text) => ({ text, job, language: 'en' })),
)
const model = train(examples, { languages: [bare], leastSentences: 1 })
const parts = { model, languages: [bare], vocabulary: indexVocabulary({ terms: [] }, [bare]) }
const slang = [{ text: 'ring it up', job: 'checkout', language: 'en' }]

test('a shop teaches the words of its customers, and what was read before is read as before', () => {
  const taught = createReader({ ...parts, delta: trainDelta(model, slang, [bare]) })
  expect(taught.read('ring it up please', context).job).toBe('checkout')
  const before = createReader(parts)
  for (const { text } of examples) expect(taught.read(text, context).job).toBe(before.read(text, context).job)
})

test('what the base reads well already is not taught again', () => {
  const sure = trainDelta(model, [{ text: 'where is my parcel', job: 'track_parcel', language: 'en' }], [bare])
  expect(sure.weights.length).toBeLessThan(trainDelta(model, slang, [bare]).weights.length)
})

test('a job that the base does not know is left out, and a delta of another base does nothing', () => {
  expect(trainDelta(model, [{ text: 'play a song', job: 'play_music', language: 'en' }], [bare]).weights).toEqual([])
  const stale = { ...trainDelta(model, slang, [bare]), base: 'ngram-other' }
  const reader = createReader({ ...parts, delta: stale })
  expect(reader.read('ring it up', context).confidence).toBe(createReader(parts).read('ring it up', context).confidence)
})

test('one language alone is never switched from', () => {
  expect(createReader(parts).read('missä minun pakettini on', context).language).toBe('en')
})
