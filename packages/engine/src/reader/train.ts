import type { Job, LanguageTag } from '@parley/contracts'
import type { LanguageDefinition } from '@parley/sdk'
import { derivedExamples } from './derived-examples.ts'
import { findEntities } from './entities/find-entities.ts'
import { classifierWords } from './model/features.ts'
import { maskedWords } from './model/mask.ts'
import type { Model } from './model/model.ts'
import { type TrainingOptions, type TrainingSentence, trainModel } from './model/train-model.ts'
import { type CompiledLanguage, compileLanguage } from './words/compiled-language.ts'
import { tokenise } from './words/tokens.ts'

/** A sentence and what it asks for. */
export interface Example {
  text: string
  job: Job
  language: LanguageTag
}

/** Words for goods of any trade by concept, as in a language's `lexicon.json`. */
export type Lexicon = Readonly<Record<string, readonly string[]>>

export interface TrainOptions extends Omit<TrainingOptions, 'goodsStems'> {
  /** The languages of the examples: their colours, prices and counts are then read by kind, as they are in a message. */
  languages?: readonly LanguageDefinition[]
  /** Goods by language: a wish is then read around them, also in a shop of a trade that no example names. */
  lexicons?: Readonly<Record<LanguageTag, Lexicon>>
}

/**
 * Trains one model over all languages: seconds for ten thousand examples. Deterministic. In a worker, import the languages there and
 * post `serialiseModel(train(…))` back.
 */
export function train(examples: readonly Example[], options: TrainOptions = {}): Model {
  const { languages = [], lexicons = {}, ...training } = options
  const compiled = new Map(languages.map((definition) => [definition.tag, compileLanguage(definition)]))
  const goods = new Set([...compiled.values()].flatMap((one) => goodsStemsOf(one, lexicons[one.tag] ?? {})))
  const jobs = new Set(examples.map(({ job }) => job))
  const derived = languages.flatMap((one) => derivedExamples(one, lexicons[one.tag] ?? {}, jobs))
  const all = [...examples, ...derived]
  const isCommon = commonWords(all)
  const sentences = all.map((example) => sentenceOf(example, compiled.get(example.language), isCommon, goods))
  return trainModel(sentences, { ...training, goodsStems: [...goods] })
}

function goodsStemsOf(language: CompiledLanguage, lexicon: Lexicon): string[] {
  const words = Object.values(lexicon).flatMap((forms) => forms.flatMap((form) => tokenise(form)))
  return words
    .filter(({ lower, kind }) => kind === 'word' && lower.length > 2 && !language.stopWords.has(lower))
    .map(({ lower }) => language.canon(lower))
}

/** Words that several examples share are no slips of others. */
function commonWords(examples: readonly Example[]): (lower: string) => boolean {
  const counts = new Map<string, number>()
  for (const { text } of examples) {
    for (const { lower } of tokenise(text)) counts.set(lower, (counts.get(lower) ?? 0) + 1)
  }
  return (lower) => (counts.get(lower) ?? 0) >= 2
}

function sentenceOf(
  { text, job, language }: Example,
  compiled: CompiledLanguage | undefined,
  isCommon: (lower: string) => boolean,
  goods: ReadonlySet<string>,
): TrainingSentence {
  if (!compiled) return { words: classifierWords(text), job, language }
  const isGoods = (lower: string): boolean => goods.has(compiled.canon(lower))
  return { words: maskedWords(findEntities(text, { language: compiled, isCommon }), isGoods), job, language }
}
