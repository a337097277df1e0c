import type { Job, LanguageTag } from '@parley/contracts'
import type { DeltaTable } from './delta.ts'
import { type ClassifierWord, gramsOf } from './features.ts'
import type { Model } from './model.ts'
import { type SparseVector, vectorise } from './vectorise.ts'

export interface Guess {
  job: Job
  margin: number
  confidence: number
}

export interface Prediction {
  /** Best first; at most five. */
  guesses: Guess[]
  /** Share of the words that training has seen. */
  known: number
  /** Margin of the job for what no flow does. */
  strange: number
}

/** How well the words fit each language. Plain words, without markers: colours and goods tell languages apart. */
export function predictLanguages(
  model: Model,
  words: readonly ClassifierWord[],
): { language: LanguageTag; margin: number }[] {
  const margins = marginsOf(model, vectorise(gramsOf(words, model.isKnown), model.table, model.idf))
  return model.languages.map((language, at) => ({ language, margin: margins[model.jobs.length + at] ?? -1 }))
}

/** What the words ask for. `delta` is what one shop has taught on top of the base. */
export function predict(model: Model, words: readonly ClassifierWord[], delta?: DeltaTable): Prediction {
  const vector = vectorise(gramsOf(words, model.isKnown), model.table, model.idf)
  const margins = marginsOf(model, vector).subarray(0, model.jobs.length)
  // What a shop has taught is known to it, though the base never met it.
  const known = Math.max(vector.known, delta?.addTo(margins, words) ?? 0)
  const strange = margins[model.jobs.indexOf(model.strangeJob)] ?? -1
  return { guesses: guessesOf(model, margins, { known, strange }), known, strange }
}

export function marginsOf(model: Model, vector: SparseVector): Float64Array {
  const count = model.jobs.length + model.languages.length
  const margins = new Float64Array(count)
  const { weights } = model
  for (let at = 0; at < vector.rows.length; at++) {
    const value = vector.values[at] ?? 0
    const first = (vector.rows[at] ?? 0) * count
    for (let job = 0; job < count; job++) margins[job] = (margins[job] ?? 0) + value * (weights[first + job] ?? 0)
  }
  for (let job = 0; job < count; job++)
    margins[job] = (margins[job] ?? 0) * (model.scales[job] ?? 0) + (model.biases[job] ?? 0)
  return margins
}

function guessesOf(
  model: Model,
  margins: Float64Array,
  { known, strange }: { known: number; strange: number },
): Guess[] {
  const order = bestOf(margins, 5)
  const best = margins[order[0] ?? 0] ?? 0
  const lead = best - (margins[order[1] ?? 0] ?? best - 1)
  const weights = model.calibration.best
  const sureness = weights.offset + weights.margin * best + weights.lead * lead + weights.known * known
  // Where strangeness itself leads, its margin says nothing against it.
  const isStrange = model.jobs[order[0] ?? -1] === model.strangeJob
  const first = sigmoid(sureness + weights.strange * (isStrange ? -1 : strange))
  return order.map((job, rank) => {
    const margin = margins[job] ?? 0
    const alone = sigmoid(model.calibration.any.slope * margin + model.calibration.any.offset)
    return { job: model.jobs[job] ?? '', margin, confidence: rank === 0 ? first : Math.min(alone, first, 1 - first) }
  })
}

/** Places of the highest values, highest first; equal ones in order. */
function bestOf(values: Float64Array, count: number): number[] {
  const best: number[] = []
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0
    if (best.length === count && value <= (values[best[count - 1] ?? 0] ?? 0)) continue
    let place = best.length
    while (place > 0 && (values[best[place - 1] ?? 0] ?? 0) < value) place--
    best.splice(place, 0, at)
    if (best.length > count) best.pop()
  }
  return best
}

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))
