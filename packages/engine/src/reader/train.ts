import type { Job, LanguageTag } from '@parley/contracts'
import type { LanguageDefinition } from '@parley/sdk'
import { derivedExamples } from './derived-examples.ts'
import { findEntities } from './entities/find-entities.ts'
import { classifierWords } from './model/features.ts'
import { maskedWords } from './model/mask.ts'
import type { Model } from './model/model.ts'
import { type Spelling, spellingOf } from './model/spelling.ts'
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

export interface TrainOptions extends Omit<TrainingOptions, 'goodsStems' | 'spellings'> {
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
  const vocabulary = wordsOf(all)
  const sentences = all.map((example) => sentenceOf(example, compiled.get(example.language), vocabulary, goods))
  const spellings = Object.fromEntries([...vocabulary].map(([tag, { words }]) => [tag, words]))
  return trainModel(sentences, { ...training, goodsStems: [...goods], spellings })
}

function goodsStemsOf(language: CompiledLanguage, lexicon: Lexicon): string[] {
  const words = Object.values(lexicon).flatMap((forms) => forms.flatMap((form) => tokenise(form)))
  return words
    .filter(({ lower, kind }) => kind === 'word' && lower.length > 2 && !language.stopWords.has(lower))
    .map(({ lower }) => language.canon(lower))
}

/** The words of a language's examples. */
interface ExampleWords {
  /** Most frequent first: what slips are slips of. */
  words: readonly string[]
  /** Met more than once: a slip of no colour and no name. */
  common: ReadonlySet<string>
  spelling: Spelling
}

function wordsOf(examples: readonly Example[]): Map<LanguageTag, ExampleWords> {
  const counts = new Map<LanguageTag, Map<string, number>>()
  for (const { text, language } of examples) {
    const ofLanguage = counts.get(language) ?? new Map<string, number>()
    counts.set(language, ofLanguage)
    for (const { lower, kind } of tokenise(text)) {
      if (kind === 'word') ofLanguage.set(lower, (ofLanguage.get(lower) ?? 0) + 1)
    }
  }
  return new Map(
    [...counts].map(([language, found]) => {
      const words = [...found].sort(([, left], [, right]) => right - left).map(([word]) => word)
      const common = new Set(words.filter((word) => (found.get(word) ?? 0) >= 2))
      return [language, { words, common, spelling: spellingOf(words) }]
    }),
  )
}

function sentenceOf(
  { text, job, language }: Example,
  compiled: CompiledLanguage | undefined,
  vocabulary: ReadonlyMap<LanguageTag, ExampleWords>,
  goods: ReadonlySet<string>,
): TrainingSentence {
  const known = vocabulary.get(language)
  if (!compiled || !known) return { words: classifierWords(text), job, language }
  const isGoods = (lower: string): boolean => goods.has(compiled.canon(lower))
  const isCommon = (lower: string): boolean => known.common.has(lower)
  const sentence = findEntities(text, { language: compiled, isCommon, isMet: () => true })
  return { words: maskedWords(sentence, isGoods, known.spelling), job, language }
}
