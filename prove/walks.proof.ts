import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createReader, createTexts, indexVocabulary } from '@parley/engine'
import { z } from 'zod'
import { loadExtensions } from '../apps/server/src/compose/extensions.ts'
import { trainedModel } from '../apps/server/src/compose/understanding.ts'
import { readerContext } from '../apps/server/src/dialogue/read-turn.ts'
import { openLog } from '../apps/server/src/kernel/log.ts'
import { fakeVocabulary } from '../packages/kit/src/flow/fake-vocabulary.ts'
import type { Read } from '../packages/kit/src/flow/talk.ts'
import { stepsOf, walkInWords } from '../packages/kit/src/flow/walk-in-words.ts'
import { seeded } from './kill/random.ts'

export const summary =
  '10,000 held-out sentences of all wishes, picks and taps at random: no fault, no dead end, no order unasked (~2 min)'

const sentencesSaid = 10_000
/** Share of the flows' steps that walking must reach. */
const leastReached = 0.95
const root = join(import.meta.dirname, '..')
const extensions = join(root, 'extensions')

export default async function walks({ seed }: { seed: number }): Promise<string[]> {
  const { flows, languages, examples, lexicons, texts } = await loadExtensions([extensions], openLog('silent'))
  const model = await trainedModel({
    taught: { languages, examples, lexicons },
    extensionFolders: [extensions],
    modelFolder: join(root, '.data/models'),
    progress: console.log,
  })
  const reader = createReader({ model, languages, vocabulary: indexVocabulary(fakeVocabulary(), languages) })
  const tags = languages.map(({ tag }) => tag)
  const read: Read = (text, state) =>
    reader.read(text, readerContext(state, { language: state.language, currency: 'EUR', languages: tags, flows }))
  const sentences = Object.fromEntries(tags.map((tag) => [tag, heldOut(tag)]))
  const { reached, violations, turns } = await walkInWords({
    flows,
    texts: createTexts(texts),
    read,
    sentences,
    count: sentencesSaid,
    random: seeded(seed).next,
  })
  const all = stepsOf(flows)
  const missed = all.filter((step) => !reached.has(step))
  const share = 1 - missed.length / all.length
  console.log(
    `  ${turns} turns, ${sentencesSaid} sentences, ${all.length - missed.length} of ${all.length} steps reached`,
  )
  console.log(`  never reached: ${missed.join(', ')}`)
  return share >= leastReached ? violations : [...violations, `${(100 * share).toFixed(1)} % of the steps were reached`]
}

const caseLine = z.object({ text: z.string() })

const heldOut = (tag: string): string[] =>
  readFileSync(join(extensions, 'languages', tag, 'cases.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => caseLine.parse(JSON.parse(line)).text)
