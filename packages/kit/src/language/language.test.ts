import { join } from 'node:path'
import { createReader, createTexts, indexVocabulary, type Model, type Reader, type Vocabulary } from '@parley/engine'
import { expect, test } from 'vitest'
import { loadExtensions } from '../../../../apps/server/src/compose/extensions.ts'
import { trainedModel } from '../../../../apps/server/src/compose/understanding.ts'
import { readerContext } from '../../../../apps/server/src/dialogue/read-turn.ts'
import { openLog } from '../../../../apps/server/src/kernel/log.ts'
import { fakeVocabulary } from '../flow/fake-vocabulary.ts'
import { walkInWords } from '../flow/walk-in-words.ts'
import { checkLanguage } from './check-language.ts'
import { findLanguages, sourceTexts } from './find-languages.ts'

const root = join(import.meta.dirname, '../../../..')
const shipped = join(root, 'extensions')
const outside = process.env.PARLEY_EXTENSIONS
const roots = outside === undefined ? [shipped] : [shipped, outside]

const found = await findLanguages(...roots)
const english = found.find((one) => one.language.tag === 'en')
if (!english) throw new Error('English is the source and is not there')
const together = await loadExtensions(roots, openLog('silent'))

let taught: Promise<Model> | undefined
/** Taught as a server's is, and kept where the servers of other tests look for it. */
const reader = async (vocabulary: Vocabulary = { terms: [] }): Promise<Reader> => {
  const { languages, examples, lexicons } = together
  taught ??= trainedModel({
    taught: { languages, examples, lexicons },
    extensionFolders: roots,
    modelFolder: join(root, '.data/models'),
    progress: () => {},
  })
  return createReader({ model: await taught, languages, vocabulary: indexVocabulary(vocabulary, languages) })
}

for (const one of found)
  checkLanguage(one, {
    jobs: [...new Set(english.examples.map((example) => example.job))],
    // A language that ships answers for what ships; one from outside also for what lies beside it.
    source: one.folder.startsWith(shipped) ? sourceTexts(shipped) : sourceTexts(...roots),
    concepts: Object.keys(english.lexicon),
    flows: together.flows,
    reader,
  })

test('held-out sentences of every wish walk through the flows: no fault, no dead end, nothing confirmed that was not shown', async () => {
  const { flows, languages, texts } = together
  const shop = await reader(fakeVocabulary())
  const tags = languages.map(({ tag }) => tag)
  const { violations, turns } = await walkInWords({
    flows,
    texts: createTexts(texts),
    read: (text, state) =>
      shop.read(text, readerContext(state, { language: state.language, currency: 'EUR', languages: tags, flows })),
    sentences: Object.fromEntries(found.map(({ language, cases }) => [language.tag, cases.map(({ text }) => text)])),
    count: 400,
    random: chanceFrom(20_261_123),
  })
  expect(violations).toEqual([])
  expect(turns).toBeGreaterThan(400)
}, 120_000)

/** Chance that can be had again: the same walk in each run. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
