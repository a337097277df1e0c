import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { createReader, type Example, indexVocabulary, type Model, parseModel, type Vocabulary } from '@parley/engine'
import type { LanguageDefinition } from '@parley/sdk'
import type { Understanding } from '../dialogue/index.ts'
import { version } from '../version.ts'

export interface UnderstandingParts {
  languages: readonly LanguageDefinition[]
  examples: readonly Example[]
  /** The live words of a shop's catalogue; a new revision makes the reader look anew. */
  vocabulary: (shopId: string) => Promise<Vocabulary & { revision: number }>
  modelFolder: string
  progress: (text: string) => void
}

type Reader = ReturnType<typeof createReader>

/** The local reader: one pooled model for all languages, trained once per set of examples, and each shop's own vocabulary. */
export async function openUnderstanding(parts: UnderstandingParts): Promise<Understanding> {
  const model = await trainedModel(parts)
  const readers = new Map<string, { revision: number; reader: Reader }>()

  const readerOf = async (shopId: string): Promise<Reader> => {
    const vocabulary = await parts.vocabulary(shopId)
    const known = readers.get(shopId)
    if (known?.revision === vocabulary.revision) return known.reader
    const reader = createReader({
      model,
      languages: parts.languages,
      vocabulary: indexVocabulary(vocabulary, parts.languages),
    })
    readers.set(shopId, { revision: vocabulary.revision, reader })
    return reader
  }
  return { read: async (shopId, text, context) => (await readerOf(shopId)).read(text, context) }
}

async function trainedModel(parts: UnderstandingParts): Promise<Model> {
  const digest = createHash('sha256').update(version).update(JSON.stringify(parts.examples)).digest('hex').slice(0, 24)
  const file = join(parts.modelFolder, `${digest}.model`)
  if (!existsSync(file)) {
    parts.progress('Teaching the bot its languages (once, some seconds) …')
    const bytes = await trainInWorker(parts.examples)
    mkdirSync(dirname(file), { recursive: true })
    // Whole or not at all: another process may be reading, and this one may be killed.
    writeFileSync(`${file}.${process.pid}`, bytes)
    renameSync(`${file}.${process.pid}`, file)
  }
  return parseModel(new Uint8Array(readFileSync(file)))
}

function trainInWorker(examples: readonly Example[]): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: { examples, options: {} } })
    worker.once('message', (bytes: Uint8Array) => {
      resolve(bytes)
      void worker.terminate()
    })
    worker.once('error', reject)
  })
}
