import { join } from 'node:path'
import { createReader, indexVocabulary, type Reader } from '@parley/engine'
import { loadExtensions } from '../../../../apps/server/src/compose/extensions.ts'
import { trainedModel } from '../../../../apps/server/src/compose/understanding.ts'
import { openLog } from '../../../../apps/server/src/kernel/log.ts'
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

let taught: Promise<Reader> | undefined
/** Taught as a server's is, and kept where the servers of other tests look for it. */
const reader = (): Promise<Reader> => {
  taught ??= trainedModel({
    taught: { languages: together.languages, examples: together.examples, lexicons: together.lexicons },
    extensionFolders: roots,
    modelFolder: join(root, '.data/models'),
    progress: () => {},
  }).then((model) =>
    createReader({
      model,
      languages: together.languages,
      vocabulary: indexVocabulary({ terms: [] }, together.languages),
    }),
  )
  return taught
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
