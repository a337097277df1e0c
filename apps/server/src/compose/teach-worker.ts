import { parentPort, workerData } from 'node:worker_threads'
import { createReader, indexVocabulary, trainDelta } from '@parley/engine'
import { z } from 'zod'
import { openLog } from '../kernel/log.ts'
import { loadExtensions } from './extensions.ts'
import { heldOutCases, measure } from './measure-delta.ts'
import { trainedModel } from './understanding.ts'

// Reading thousands of held-out sentences twice takes seconds; on the main thread every shopper would wait for it.
const { extensionFolders, modelFolder, lessons } = z
  .object({
    extensionFolders: z.array(z.string()),
    modelFolder: z.string(),
    lessons: z.array(z.object({ text: z.string(), job: z.string(), language: z.string() })),
  })
  .parse(workerData)
const { flows, languages, examples, lexicons } = await loadExtensions(extensionFolders, openLog('silent'))
const taught = { languages, examples, lexicons }
const model = await trainedModel({ taught, extensionFolders, modelFolder, progress: () => {} })
const delta = trainDelta(model, lessons, languages)
const vocabulary = indexVocabulary({ terms: [] }, languages)
const base = createReader({ model, languages, vocabulary })
const own = createReader({ model, languages, vocabulary, delta })
const tags = languages.map(({ tag }) => tag)
const { scores, changed } = measure(base, own, heldOutCases(extensionFolders, tags), { tags, flows })
parentPort?.postMessage({ delta, scores, changed })
