import { questionView, reviewView, type VoiceStatus } from '@parley/contracts'
import { z } from 'zod'

/** What the list shows: where it begins is what waits for somebody. */
export const voicesSearch = z.object({
  about: z.enum(['questions']).optional().catch(undefined),
  status: z.enum(['published', 'refused', 'all']).optional().catch(undefined),
  search: z.string().optional().catch(undefined),
})
export type VoicesSearch = z.infer<typeof voicesSearch>

/** A review or a question, as the desk works with both. */
export interface Voice {
  id: string
  kind: 'review' | 'question'
  productName: string
  /** Of a review; null for a question. */
  stars: number | null
  title: string
  text: string
  language: string
  author: string
  orderId: string | null
  at: string
  status: VoiceStatus
  reason: string | null
  answer: string | null
  version: number
}

export const reviewsAnswer = z
  .object({ reviews: z.array(reviewView), next: z.string().nullable() })
  .transform(({ reviews, next }) => ({ voices: reviews.map(ofReview), next }))
export const questionsAnswer = z
  .object({ questions: z.array(questionView), next: z.string().nullable() })
  .transform(({ questions, next }) => ({ voices: questions.map(ofQuestion), next }))

export const statusWords: Readonly<Record<VoiceStatus, string>> = {
  pending: 'Waits',
  published: 'Published',
  refused: 'Refused',
}

/** Stars as signs, with the number for whoever can't see them. */
export const starsOf = (stars: number): string => '★'.repeat(stars) + '☆'.repeat(5 - stars)

function ofReview(review: z.infer<typeof reviewView>): Voice {
  const { id, productName, stars, title, text, language, author, orderId, at, status, reason, answer, version } = review
  const told = { id, productName, stars, title, text, language, author, orderId, at, status, reason, version }
  return { ...told, kind: 'review', answer: answer?.text ?? null }
}

function ofQuestion(question: z.infer<typeof questionView>): Voice {
  const { id, productName, text, language, at, status, reason, answer } = question
  const none = { stars: null, title: '', author: '', orderId: null, version: 0 }
  return {
    ...none,
    id,
    kind: 'question',
    productName,
    text,
    language,
    at,
    status,
    reason,
    answer: answer?.text ?? null,
  }
}
