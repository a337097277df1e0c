import type { Job, LanguageTag } from '@parley/contracts'
import { classifierWords } from './model/features.ts'
import type { Model } from './model/model.ts'
import { type TrainingOptions, trainModel } from './model/train-model.ts'

/** A sentence and what it asks for. */
export interface Example {
  text: string
  job: Job
  language: LanguageTag
}

/**
 * Trains one model over all languages: seconds for ten thousand examples. Deterministic. Plain data in, plain data out, so that
 * it may run in a worker: post `serialiseModel(train(…))` back.
 */
export function train(examples: readonly Example[], options: TrainingOptions = {}): Model {
  return trainModel(
    examples.map(({ text, job }) => ({ words: classifierWords(text), job })),
    options,
  )
}
