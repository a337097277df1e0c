import { z } from 'zod'
import { languageTag } from './language.ts'
import { job } from './reading.ts'

/** Why a message is worth a look: what the bot made of it, or what came of it. */
export const heardKind = z.enum(['not_understood', 'clarified', 'corrected', 'handed_over', 'rated_badly'])
export type HeardKind = z.infer<typeof heardKind>

/** A message of a shopper that the bot may have got wrong, as it was read. */
export const heard = z.object({
  turnId: z.string(),
  conversationId: z.string(),
  text: z.string(),
  language: languageTag,
  kind: heardKind,
  readAs: job.nullable(),
  confidence: z.number(),
  at: z.iso.datetime(),
})
export type Heard = z.infer<typeof heard>

/** Messages that say much the same: what is decided for one is decided for all. */
export const heardGroup = z.object({
  language: languageTag,
  /** The message that the others are most like. */
  text: z.string(),
  count: z.int(),
  kinds: z.array(heardKind),
  /** What it was read as most often. */
  readAs: job.nullable(),
  lastAt: z.iso.datetime(),
  messages: z.array(heard),
})
export type HeardGroup = z.infer<typeof heardGroup>

/** A question that a person of the shop answered in words. */
export const answeredQuestion = z.object({
  /** Of the answer. */
  messageId: z.string(),
  conversationId: z.string(),
  question: z.string(),
  answer: z.string(),
  language: languageTag,
  at: z.iso.datetime(),
})
export type AnsweredQuestion = z.infer<typeof answeredQuestion>

/** What an article might say: questions that are much the same, and how they were answered. */
export const articleSuggestion = z.object({
  language: languageTag,
  /** As it was asked first, and the fullest of the answers. */
  question: z.string(),
  answer: z.string(),
  count: z.int(),
  lastAt: z.iso.datetime(),
  answers: z.array(answeredQuestion),
})
export type ArticleSuggestion = z.infer<typeof articleSuggestion>

/** An example of a shop: what one of its shoppers said, and what she meant. */
export const lesson = z.object({
  id: z.string(),
  text: z.string(),
  language: languageTag,
  job,
  taughtBy: z.string(),
  taughtAt: z.iso.datetime(),
})
export type Lesson = z.infer<typeof lesson>

/** How the held-out sentences of a language are read without the shop's lessons, and with them: shares of right ones. */
export const languageScore = z.object({ language: languageTag, cases: z.int(), before: z.number(), after: z.number() })
export type LanguageScore = z.infer<typeof languageScore>

/** A held-out sentence that the lessons make read otherwise. */
export const changedCase = z.object({
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

/** A version of what a shop has taught its bot. */
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

/** How the bot did, by day or by where it was asked. Turns are counted; `contained` are conversations that nobody had to take over. */
export const learningRow = z.object({
  key: z.string(),
  turns: z.int(),
  understood: z.int(),
  clarified: z.int(),
  notUnderstood: z.int(),
  handedOver: z.int(),
  talks: z.int(),
  contained: z.int(),
})
export type LearningRow = z.infer<typeof learningRow>
export const learningBy = z.enum(['day', 'language', 'channel', 'flow'])
export type LearningBy = z.infer<typeof learningBy>
