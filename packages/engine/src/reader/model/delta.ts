import { type ClassifierWord, gramsOf } from './features.ts'
import type { Model } from './model.ts'

/** What one shop has taught on top of the shared base: small weights of its own, as plain data that may be kept as JSON. */
export interface Delta {
  /** Version of the base that it was taught on; with another base it does nothing. */
  base: string
  /** Hash of an n-gram of words, place of the job, weight. */
  weights: readonly (readonly [hash: number, job: number, weight: number])[]
}

/** A delta ready to be added to margins. */
export interface DeltaTable {
  /** Returns the share of the words' n-grams that the shop has taught. */
  addTo(margins: Float64Array, words: readonly ClassifierWord[]): number
}

export function deltaTable(model: Model, delta: Delta): DeltaTable {
  const byHash = new Map<number, [job: number, weight: number][]>()
  if (delta.base === model.version) {
    for (const [hash, job, weight] of delta.weights) {
      const known = byHash.get(hash)
      if (known) known.push([job, weight])
      else byHash.set(hash, [[job, weight]])
    }
  }
  return {
    addTo(margins, words) {
      if (byHash.size === 0) return 0
      let taught = 0
      const { hashes, value } = wordGrams(model, words)
      for (const hash of hashes) {
        const weights = byHash.get(hash)
        if (weights) taught++
        for (const [job, weight] of weights ?? []) margins[job] = (margins[job] ?? 0) + weight * value
      }
      return hashes.size === 0 ? 0 : taught / hashes.size
    },
  }
}

/** Words and their pairs alone, of length 1 together: what a shop teaches shall not spread to whatever is spelt alike. */
export function wordGrams(model: Model, words: readonly ClassifierWord[]): { hashes: Set<number>; value: number } {
  const hashes = new Set(gramsOf(words, model.isKnown).words)
  return { hashes, value: hashes.size === 0 ? 0 : 1 / Math.sqrt(hashes.size) }
}
