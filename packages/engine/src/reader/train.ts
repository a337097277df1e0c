import type { Job, LanguageTag } from '@parley/contracts'
import type { LanguageDefinition } from '@parley/sdk'
import { findEntities } from './entities/find-entities.ts'
import { exchangeGoods, goodsWordsOf, wishWordsOf } from './model/exchange-goods.ts'
import { classifierWords } from './model/features.ts'
import { maskedWords } from './model/mask.ts'
import type { Model } from './model/model.ts'
import { type TrainingOptions, type TrainingSentence, trainModel } from './model/train-model.ts'
import { type CompiledLanguage, compileLanguage } from './words/compiled-language.ts'
import { plain } from './words/tokens.ts'

/** A sentence and what it asks for. */
export interface Example {
  text: string
  job: Job
  language: LanguageTag
}

export interface TrainOptions extends TrainingOptions {
  /** The languages of the examples: their colours, prices and counts are then read by kind, as they are in a message. */
  languages?: readonly LanguageDefinition[]
  /** Words for goods of any trade, by language: exchanged for others, so that unknown goods disturb no wish. */
  goods?: Readonly<Record<LanguageTag, readonly string[]>>
}

/**
 * Trains one model over all languages: seconds for ten thousand examples. Deterministic. In a worker, import the languages there and
 * post `serialiseModel(train(…))` back.
 */
export function train(examples: readonly Example[], options: TrainOptions = {}): Model {
  const languages = new Map(
    (options.languages ?? []).map((definition) => [definition.tag, compileLanguage(definition)]),
  )
  const sentences = examples.map((example) => sentenceOf(example, languages.get(example.language)))
  if (languages.size === 0) return trainModel(sentences, options)
  const listed = new Map(Object.entries(options.goods ?? {}).map(([tag, words]) => [tag, new Set(words.map(plain))]))
  const isFunctionWord = (tag: LanguageTag, word: string): boolean => {
    const language = languages.get(tag)
    return language !== undefined && (language.stopWords.has(word) || language.numberWords.has(word))
  }
  const goods = goodsWordsOf(sentences, isFunctionWord, listed)
  const wishWords = wishWordsOf(sentences, goods)
  return trainModel(exchangeGoods(sentences, goods, options.seed ?? 11), { ...options, wishWords })
}

function sentenceOf({ text, job, language }: Example, compiled: CompiledLanguage | undefined): TrainingSentence {
  const words = compiled ? maskedWords(findEntities(text, { language: compiled })) : classifierWords(text)
  return { words, job, language }
}
