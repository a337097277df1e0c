import { languageTag } from '@parley/contracts'
import type { Delta } from '@parley/engine'
import { z } from 'zod'

/** How the held-out sentences of a language are read without the shop's lessons, and with them: shares of right ones. */
const languageScore = z.object({
  language: languageTag,
  cases: z.int(),
  before: z.number(),
  after: z.number(),
})
export type LanguageScore = z.infer<typeof languageScore>

/** A held-out sentence that the lessons make read otherwise. */
const changedCase = z.object({
  text: z.string(),
  language: languageTag,
  wanted: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type ChangedCase = z.infer<typeof changedCase>

/**
 * `owed`: being made. `live`: the bot reads by it. `kept`: was live, and can be again. `refused`: some language lost too much by it.
 * `failed`: it could not be made.
 */
export const teachingState = z.enum(['owed', 'refused', 'live', 'kept', 'failed'])

export const teaching = z.object({
  id: z.string(),
  number: z.int(),
  state: teachingState,
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  liveSince: z.iso.datetime().nullable(),
  /** How many examples it was taught from. */
  lessons: z.int(),
  scores: z.array(languageScore),
  changed: z.array(changedCase),
})
export type Teaching = z.infer<typeof teaching>

/** What teaching comes to: the delta, and what it does to sentences that nothing was taught from. */
export interface Taught {
  delta: Delta
  scores: LanguageScore[]
  changed: ChangedCase[]
}

/** Half a point of a hundred is what a language may lose, for what others gain. */
export const mostLost = 0.005

export const losesTooMuch = (scores: readonly LanguageScore[]): boolean =>
  scores.some(({ before, after }) => before - after > mostLost + 1e-9)
