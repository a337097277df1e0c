import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type Case,
  caseOf,
  createReader,
  type Example,
  evaluate,
  indexVocabulary,
  type Lexicon,
  type Reader,
  type ReaderContext,
  serialiseModel,
  train,
} from '@parley/engine'
import type { LanguageDefinition } from '@parley/sdk'
import { z } from 'zod'
import type { Figure } from '../figure.ts'
import type { Task } from './nlpjs.ts'
import { settledMemory } from './settled-memory.ts'
import { chanceFrom, withTypos } from './typos.ts'

const folder = join(import.meta.dirname, '../../extensions/languages')
const exampleLine = z.object({ text: z.string() })
const lexiconFile = z.record(z.string(), z.array(z.string()))
/** Jobs that come out as an answer, not as a flow. */
const answers = new Set(['affirm', 'deny', 'never_mind', 'out_of_scope'])

interface Pack {
  language: LanguageDefinition
  examples: Example[]
  cases: Case[]
  /** Written later, by somebody who had not seen what the reader makes of them. */
  freshCases: Case[]
  lexicon: Lexicon
}

/** Each language's own held-out cases, read by one model of all languages; and what the model costs. Beside them `tasks` for another reader. */
export async function ownCases(): Promise<{ figures: Figure[]; tasks: Task[] }> {
  const packs = await Promise.all(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => readPack(entry.name)),
  )
  const languages = packs.map((pack) => pack.language)
  const lexicons = Object.fromEntries(packs.map((pack) => [pack.language.tag, pack.lexicon]))
  const examples = packs.flatMap((pack) => pack.examples)
  const before = settledMemory()
  const began = process.cpuUsage()
  const model = train(examples, { languages, lexicons })
  const { user } = process.cpuUsage(began)
  const reader = createReader({ model, languages, vocabulary: indexVocabulary({ terms: [] }, languages) })
  const context = contextOf(languages, new Set(examples.map(({ job }) => job)))
  const figures: Figure[] = []
  for (const pack of packs) figures.push(...languageFigures(pack, reader, context))
  const memory = settledMemory() - before
  const allCases = packs.flatMap((pack) => pack.cases)
  const started = process.cpuUsage()
  for (const one of allCases) reader.read(one.text, { ...context, conversationLanguage: one.language })
  const costs: Figure[] = [
    {
      id: 'understanding.own.read-ms',
      value: process.cpuUsage(started).user / 1000 / allCases.length,
      unit: 'ms',
      note: 'of processor time',
    },
    {
      id: 'understanding.own.train-seconds',
      value: user / 1e6,
      unit: 's',
      note: `${examples.length} examples, of processor time`,
    },
    { id: 'understanding.own.model-mb', value: serialiseModel(model).length / 1e6, unit: 'MB' },
    { id: 'understanding.own.memory-mb', value: memory, unit: 'MB', note: 'the model and its reader, all languages' },
  ]
  const tasks = packs.map(({ language: { tag }, examples: own, cases }) => {
    return { id: `understanding.own.${tag}.job`, language: tag, examples: own, tests: cases }
  })
  return { figures: [...figures, ...costs], tasks }
}

function languageFigures(
  { language: { tag }, cases, freshCases }: Pack,
  reader: Reader,
  context: ReaderContext,
): Figure[] {
  const score = evaluate(reader, cases, context)
  const chance = chanceFrom(7)
  const misspelt = cases.map((one) => ({ ...one, text: withTypos(one.text, chance) }))
  const fresh = evaluate(reader, freshCases, context)
  return [
    { id: `understanding.own.${tag}.job`, value: score.job, unit: 'ratio', note: `${cases.length} cases` },
    { id: `understanding.own.${tag}.commands`, value: score.commands, unit: 'ratio' },
    { id: `understanding.own.${tag}.job-with-typos`, value: evaluate(reader, misspelt, context).job, unit: 'ratio' },
    {
      id: `understanding.own.${tag}.fresh-job`,
      value: fresh.job,
      unit: 'ratio',
      note: `${freshCases.length} later cases`,
    },
    { id: `understanding.own.${tag}.fresh-commands`, value: fresh.commands, unit: 'ratio' },
    { id: `understanding.own.${tag}.language`, value: score.language, unit: 'ratio' },
  ]
}

async function readPack(tag: string): Promise<Pack> {
  const at = join(folder, tag)
  const { default: language }: { default: LanguageDefinition } = await import(pathToFileURL(join(at, 'index.ts')).href)
  const examples = readdirSync(join(at, 'examples')).flatMap((file) =>
    linesOf(join(at, 'examples', file)).map((line) => ({
      text: exampleLine.parse(line).text,
      job: file.replace('.jsonl', ''),
      language: tag,
    })),
  )
  const casesIn = (file: string): Case[] => linesOf(join(at, file)).map((line) => caseOf(line, tag))
  return {
    language,
    examples,
    cases: casesIn('cases.jsonl'),
    freshCases: casesIn('fresh-cases.jsonl'),
    lexicon: lexiconFile.parse(JSON.parse(readFileSync(join(at, 'lexicon.json'), 'utf8'))),
  }
}

const linesOf = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line))

/** What any shop's flows ask for by themselves. */
const slots = { email: { type: 'email' }, phone: { type: 'phone' }, order_number: { type: 'order_number' } } as const

/** A conversation that has just begun, in a shop whose one flow does every job. */
function contextOf(languages: readonly LanguageDefinition[], jobs: ReadonlySet<string>): ReaderContext {
  const claimed = [...jobs].filter((job) => !answers.has(job))
  return {
    conversationLanguage: 'en',
    allowedLanguages: languages.map(({ tag }) => tag),
    awaiting: null,
    runningFlow: null,
    flows: [{ id: 'every-job', jobs: Object.fromEntries(claimed.map((job) => [job, {}])), slots }],
    focus: { shown: [], productId: null, variantId: null, orderNumber: null, search: null },
    openProposal: null,
  }
}
