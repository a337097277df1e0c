import type { ClassifierWord } from './features.ts'

/** What one shop has taught on top of the shared base: small weights of its own, added to the base's margins. */
export interface Delta {
  addTo(margins: Float64Array, words: readonly ClassifierWord[]): void
}
