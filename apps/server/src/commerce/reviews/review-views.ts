import { type LanguageTag, type QuestionView, type ReviewView, textIn } from '@parley/contracts'
import { type QuestionRow, shownQuestionOf } from './question-store.ts'
import type { ReviewRow } from './review.ts'
import { shownOf } from './review-store.ts'

/** A review as the shop and its writer see it. */
export const reviewViewOf = (row: ReviewRow, language: LanguageTag): ReviewView => ({
  ...shownOf(row),
  productId: row.productId,
  productName: nameOf(row, language),
  orderId: row.orderId,
  status: row.status,
  reason: row.reason,
  version: row.version,
})

export const questionViewOf = (row: QuestionRow, language: LanguageTag): QuestionView => ({
  ...shownQuestionOf(row),
  productId: row.productId,
  productName: nameOf(row, language),
  status: row.status,
  reason: row.reason,
})

const nameOf = (row: { names: Record<string, { name: string }> }, language: LanguageTag): string =>
  textIn(Object.fromEntries(Object.entries(row.names).map(([tag, { name }]) => [tag, name])), language)
