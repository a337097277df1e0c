import { z } from 'zod'

/** What a review may praise or blame. */
export const reviewAspect = z.enum(['quality', 'fit', 'looks', 'delivery', 'value'])
export type ReviewAspect = z.infer<typeof reviewAspect>

/** Waits for a look of the shop's, is shown to all, or is not shown. */
export const voiceStatus = z.enum(['pending', 'published', 'refused'])
export type VoiceStatus = z.infer<typeof voiceStatus>

export const reviewStars = z.int().min(1).max(5)

const answer = z.object({ text: z.string(), at: z.iso.datetime() })

/** A review as anybody reads it. All its words are a buyer's: text, never markup. */
export const shownReview = z.object({
  id: z.string(),
  stars: reviewStars,
  title: z.string(),
  text: z.string(),
  language: z.string(),
  /** Her given name; empty where she has none to show. */
  author: z.string(),
  at: z.iso.datetime(),
  /** The shop's. */
  answer: answer.nullable(),
})
export type ShownReview = z.infer<typeof shownReview>

/** What all published reviews of a product come to. `average` has one decimal; `histogram` counts one star first. */
export const reviewSummary = z.object({
  count: z.int(),
  average: z.number(),
  histogram: z.array(z.int()).length(5),
  /** The most spoken of first. */
  aspects: z.array(z.object({ aspect: reviewAspect, good: z.int(), bad: z.int(), mentions: z.int() })),
})
export type ReviewSummary = z.infer<typeof reviewSummary>

/** A review as the shop and its writer see it. */
export const reviewView = shownReview.extend({
  productId: z.string(),
  /** The product's name in the shop's own language. */
  productName: z.string(),
  orderId: z.string(),
  status: voiceStatus,
  reason: z.string().nullable(),
  /** Raised by every edit of its writer's: what is published is what was read. */
  version: z.int(),
})
export type ReviewView = z.infer<typeof reviewView>

/** A question as anybody reads it, with the shop's answer. */
export const shownQuestion = z.object({
  id: z.string(),
  text: z.string(),
  language: z.string(),
  at: z.iso.datetime(),
  answer: answer.nullable(),
})
export type ShownQuestion = z.infer<typeof shownQuestion>

export const questionView = shownQuestion.extend({
  productId: z.string(),
  productName: z.string(),
  status: voiceStatus,
  reason: z.string().nullable(),
})
export type QuestionView = z.infer<typeof questionView>
