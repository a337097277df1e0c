import type { ChangedCase, LanguageScore } from '@parley/contracts'
import type { Delta } from '@parley/engine'

/** What teaching comes to: the delta, and what it does to sentences that nothing was taught from. */
export interface Taught {
  delta: Delta
  scores: LanguageScore[]
  changed: ChangedCase[]
}

/** Half a point of a hundred is what a language may lose, for what others gain. */
const mostLost = 0.005

export const losesTooMuch = (scores: readonly LanguageScore[]): boolean =>
  scores.some(({ before, after }) => before - after > mostLost + 1e-9)
