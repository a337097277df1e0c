import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { createReader, type Delta, indexVocabulary, type Model, parseModel, type Vocabulary } from '@parley/engine'
import type { Understanding } from '../dialogue/index.ts'
import { version } from '../version.ts'
import type { Extensions } from './extensions.ts'

/** What the model is taught from. */
type Taught = Pick<Extensions, 'languages' | 'examples' | 'lexicons'>

export interface UnderstandingParts {
  taught: Taught
  /** Folders of extensions: the thread that trains reads them for itself, since a language's stemmer can't be posted. */
  extensionFolders: readonly string[]
  /** The live words of a shop's catalogue; a new revision makes the reader look anew. */
  vocabulary: (shopId: string) => Promise<Vocabulary & { revision: number }>
  /** What a shop has taught its bot on top of the model of this version; null where it has taught nothing. */
  taughtBy: (shopId: string, base: string) => Promise<{ id: string; delta: Delta } | null>
  /** Milliseconds that only grow. */
  elapsed: () => number
  modelFolder: string
  progress: (text: string) => void
}

type Reader = ReturnType<typeof createReader>

const freshMs = 3_000

/** The local reader: one pooled model for all languages, trained once per set of examples, and each shop's own vocabulary. */
export async function openUnderstanding(
  parts: UnderstandingParts,
): Promise<Understanding & { warm(shopId: string): Promise<void>; forget(shopId: string): void }> {
  const model = await trainedModel(parts)
  const { languages } = parts.taught
  const readers = new Map<string, { revision: number; teaching: string | null; reader: Reader }>()
  const teachings = new Map<string, { seen: number; taught: { id: string; delta: Delta } | null }>()

  /** Looked at every few seconds: another process may have made another version live. */
  const taughtBy = async (shopId: string) => {
    const known = teachings.get(shopId)
    if (known && parts.elapsed() - known.seen < freshMs) return known.taught
    const taught = await parts.taughtBy(shopId, model.version)
    teachings.set(shopId, { seen: parts.elapsed(), taught })
    return taught
  }

  const readerOf = async (shopId: string): Promise<Reader> => {
    const [vocabulary, taught] = [await parts.vocabulary(shopId), await taughtBy(shopId)]
    const known = readers.get(shopId)
    const teaching = taught?.id ?? null
    if (known?.revision === vocabulary.revision && known.teaching === teaching) return known.reader
    const reader = createReader({
      model,
      languages,
      vocabulary: indexVocabulary(vocabulary, languages),
      ...(taught ? { delta: taught.delta } : {}),
    })
    readers.set(shopId, { revision: vocabulary.revision, teaching, reader })
    return reader
  }
  return {
    read: async (shopId, text, context, preferred) => (await readerOf(shopId)).read(text, context, preferred),
    warm: async (shopId) => void (await readerOf(shopId)),
    forget: (shopId) => void teachings.delete(shopId),
  }
}

/** The model of what is taught, trained where no folder keeps it yet. */
export async function trainedModel(
  parts: Pick<UnderstandingParts, 'taught' | 'extensionFolders' | 'modelFolder' | 'progress'>,
): Promise<Model> {
  const file = join(parts.modelFolder, `${digestOf(parts.taught)}.model`)
  const kept = keptModel(file)
  if (kept) return kept
  parts.progress('Teaching the bot its languages (once, some seconds) …')
  const bytes = await trainInWorker(parts.extensionFolders)
  mkdirSync(dirname(file), { recursive: true })
  // Whole or not at all: another process may be reading, and this one may be killed.
  writeFileSync(`${file}.${process.pid}`, bytes)
  renameSync(`${file}.${process.pid}`, file)
  return parseModel(bytes)
}

/** A file that is no model any more is no reason to stay closed: it is taught anew. */
function keptModel(file: string): Model | null {
  if (!existsSync(file)) return null
  try {
    return parseModel(new Uint8Array(readFileSync(file)))
  } catch {
    return null
  }
}

/** A model is of its examples, of the words of its languages and of the code that trains it: whatever of these changes makes another one. */
function digestOf(taught: Taught): string {
  const hash = createHash('sha256').update(version).update(JSON.stringify(taught))
  const engine = dirname(fileURLToPath(import.meta.resolve('@parley/engine')))
  const sources = globSync('reader/{entities,model,words}/*.ts', { cwd: engine }).sort()
  for (const source of [...sources, 'reader/train.ts', 'reader/derived-examples.ts']) {
    hash.update(readFileSync(join(engine, source)))
  }
  return hash.digest('hex').slice(0, 24)
}

function trainInWorker(extensionFolders: readonly string[]): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: { extensionFolders } })
    worker.once('message', (bytes: Uint8Array) => {
      resolve(bytes)
      void worker.terminate()
    })
    worker.once('error', reject)
  })
}
