import { questionView, voiceStatus } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { principalName } from '../../kernel/principal.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { askQuestion } from './ask-question.ts'
import { pageQuestions, readQuestion, settleQuestion } from './question-store.ts'
import { outsideText } from './review.ts'
import { questionViewOf } from './review-views.ts'
import { inReviewWords } from './reviews-texts.ts'
import { spokenIn } from './spoken-in.ts'

const tag = 'reviews'
const questionParams = z.object({ questionId: z.string().max(64) })
const mayWrite = { scope: 'orders:write' } as const

/** Questions of shoppers about a product, and the shop's answers. */
export const questionsDoors: readonly Door[] = [
  door({
    method: 'post',
    path: '/products/{productId}/questions',
    tag,
    summary: 'Ask about a product',
    description: 'It is shown beside the product once the shop has answered it.',
    access: { visitor: true },
    params: z.object({ productId: z.string().max(64) }),
    body: z.object({ text: outsideText(1_000) }),
    example: { text: 'Can the cover be washed?' },
    answer: questionView,
    status: 201,
    handle: async (tx, { params, body, principal, language }) => {
      const spoken = await spokenIn(tx, language)
      if (principal.kind !== 'visitor') return refuse('visitor.needed', 'Shoppers ask.')
      const { visitorId } = principal
      const asked = await askQuestion(tx, { productId: params.productId, visitorId, language: spoken, text: body.text })
      return asked.ok ? shown(tx, asked.value, language) : inReviewWords(asked, spoken)
    },
  }),
  door({
    method: 'get',
    path: '/questions',
    tag,
    summary: 'List questions',
    description: 'Of shoppers about products, the latest first; `next` leads to the following page.',
    access: { scope: 'orders:read' },
    query: z.object({
      status: voiceStatus.optional(),
      productId: z.string().max(64).optional(),
      search: z.string().max(200).optional(),
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    answer: z.object({ questions: z.array(questionView), next: z.string().nullable() }),
    handle: async (tx, { query, language }) => {
      const [{ rows, next }, spoken] = [await pageQuestions(tx, query), await spokenIn(tx, language)]
      return granted({ questions: rows.map((row) => questionViewOf(row, spoken)), next })
    },
  }),
  door({
    method: 'put',
    path: '/questions/{questionId}/answer',
    tag,
    summary: 'Answer a question',
    description: 'Question and answer are shown beside the product from then on.',
    access: mayWrite,
    params: questionParams,
    body: z.object({ text: outsideText(4_000) }),
    example: { text: 'Yes, at 30 degrees.' },
    answer: questionView,
    handle: async (tx, { params, body, principal, language }) => {
      const found = await readQuestion(tx, params.questionId)
      if (!found) return inReviewWords(missing(), language ?? 'en')
      if (body.text === '') return refuse('question.no_answer', 'Write an answer.', { path: 'text' })
      const by = principalName(principal)
      await settleQuestion(tx, found.id, { status: 'published', reason: null, answer: body.text, by })
      tx.event('question.answered', { question: found.id, product: found.productId, visitor: found.visitorId })
      return shown(tx, found.id, language)
    },
  }),
  door({
    method: 'post',
    path: '/questions/{questionId}/refuse',
    tag,
    summary: 'Refuse a question',
    description: 'It is shown to nobody; an answer that it had goes with it.',
    access: mayWrite,
    params: questionParams,
    body: z.object({ reason: outsideText(300) }),
    example: { reason: 'It is about an order.' },
    answer: questionView,
    handle: async (tx, { params, body, principal, language }) => {
      const found = await readQuestion(tx, params.questionId)
      if (!found) return inReviewWords(missing(), language ?? 'en')
      await settleQuestion(tx, found.id, { status: 'refused', reason: body.reason, answer: null, by: null })
      await audit(tx, principal, 'question.refused', found.id)
      tx.event('question.refused', { question: found.id, product: found.productId, visitor: found.visitorId })
      return shown(tx, found.id, language)
    },
  }),
]

async function shown(tx: ShopTransaction, questionId: string, language: string | null) {
  const row = await readQuestion(tx, questionId)
  return row ? granted(questionViewOf(row, await spokenIn(tx, language))) : missing()
}

const missing = (): Outcome<never> => refuse('question.not_found', 'There is no such question.')
