import { reviewSummary, reviewView, shownQuestion, shownReview, voiceStatus } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type AnyInput, type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { principalName } from '../../kernel/principal.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { readProduct } from '../catalogue/index.ts'
import type { OrderRow } from '../orders/index.ts'
import { shownQuestions } from './question-store.ts'
import { questionsDoors } from './questions-doors.ts'
import { moveVoice, outsideText, reviewWords } from './review.ts'
import { answerReview, moderateReview, pageReviews, readReview, shownReviews, summaryOf } from './review-store.ts'
import { reviewViewOf } from './review-views.ts'
import { inReviewWords } from './reviews-texts.ts'
import { spokenIn } from './spoken-in.ts'
import { reviewables, saveReview } from './write-review.ts'

const tag = 'reviews'
const reviewParams = z.object({ reviewId: z.string().max(64) })
const mayWrite = { scope: 'orders:write' } as const
const withToken = z.object({ t: z.string().max(300).optional() })

export interface ReviewDoorParts {
  /** The order where the caller may see it: hers, by a signed link, or any for those who work in the shop. */
  visible: (tx: ShopTransaction, input: AnyInput) => Promise<Outcome<OrderRow>>
}

/** What buyers say and shoppers ask: read by all, written by those it concerns, looked at and answered by the shop. */
export function reviewsDoors(parts: ReviewDoorParts): Door[] {
  return [...readingDoors, ...writingDoors(parts), ...moderatingDoors, ...questionsDoors]
}

const readingDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/products/{productId}/reviews',
    tag,
    summary: 'What others say of a product',
    description:
      'Published reviews of people who bought it, those in the reader’s language first, what they come to, and questions that were answered.',
    access: { visitor: true, scope: 'catalogue:read' },
    params: z.object({ productId: z.string().max(64) }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answer: z.object({ summary: reviewSummary, reviews: z.array(shownReview), questions: z.array(shownQuestion) }),
    handle: async (tx, { params, query, language }) => {
      const product = await readProduct(tx, params.productId)
      if (product?.status !== 'published') return refuse('product.not_found', 'There is no such product.')
      const of = { productId: product.id, language: await spokenIn(tx, language), limit: query.limit }
      return granted({
        summary: await summaryOf(tx, product.id),
        reviews: await shownReviews(tx, of),
        questions: await shownQuestions(tx, of),
      })
    },
  }),
]

function writingDoors({ visible }: ReviewDoorParts): Door[] {
  return [
    door({
      method: 'get',
      path: '/orders/{orderId}/reviews',
      tag,
      summary: 'What of an order may be reviewed',
      description: 'With what was said of it so far. `t` is the token of the order’s signed link.',
      access: { visitor: true, scope: 'orders:read' },
      params: z.object({ orderId: z.string() }),
      query: withToken,
      answer: z.object({
        products: z.array(z.object({ productId: z.string(), title: z.string(), review: reviewView.nullable() })),
      }),
      handle: async (tx, input) => {
        const order = await visible(tx, input)
        if (!order.ok) return order
        const language = await spokenIn(tx, input.language)
        const found = await reviewables(tx, [order.value])
        return granted({
          products: found.map(({ productId, title, review }) => ({
            productId,
            title,
            review: review && reviewViewOf(review, language),
          })),
        })
      },
    }),
    door({
      method: 'put',
      path: '/orders/{orderId}/reviews',
      tag,
      summary: 'Say what a thing is like',
      description:
        'By whoever bought it, once for each product; said again it takes the place of what was said before. It is shown once the shop has looked at it.',
      access: { visitor: true },
      params: z.object({ orderId: z.string() }),
      query: withToken,
      body: reviewWords,
      example: { productId: 'prd_…', stars: 4, title: 'Warm', text: 'Lovely wool, but it runs small.' },
      answer: reviewView,
      handle: async (tx, input) => {
        const order = await visible(tx, input)
        if (!order.ok) return order
        const language = await spokenIn(tx, input.language)
        const given = { orderId: order.value.order_id, words: input.body, language }
        const written = await saveReview(tx, given)
        return written.ok ? granted(reviewViewOf(written.value, language)) : inReviewWords(written, language)
      },
    }),
  ]
}

const moderatingDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/reviews',
    tag,
    summary: 'List reviews',
    description: 'The latest first, whatever has become of them; `next` leads to the following page.',
    access: { scope: 'orders:read' },
    query: z.object({
      status: voiceStatus.optional(),
      productId: z.string().max(64).optional(),
      search: z.string().max(200).optional(),
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    answer: z.object({ reviews: z.array(reviewView), next: z.string().nullable() }),
    handle: async (tx, { query, language }) => {
      const [{ rows, next }, spoken] = [await pageReviews(tx, query), await spokenIn(tx, language)]
      return granted({ reviews: rows.map((row) => reviewViewOf(row, spoken)), next })
    },
  }),
  decision('publish', {
    summary: 'Publish a review',
    description: 'By its version: what its writer has changed since is read again first.',
    body: z.object({ version: z.int() }),
    example: { version: 1 },
  }),
  decision('refuse', {
    summary: 'Refuse a review',
    description: 'With a reason, which its writer sees. Nobody else reads it from then on.',
    body: z.object({ version: z.int(), reason: outsideText(300) }),
    example: { version: 1, reason: 'It names a person.' },
  }),
  door({
    method: 'put',
    path: '/reviews/{reviewId}/answer',
    tag,
    summary: 'Answer a review',
    description: 'For all to read below it; null takes the answer back.',
    access: mayWrite,
    params: reviewParams,
    body: z.object({ text: outsideText(4_000).nullable() }),
    example: { text: 'Thank you. We have told the mill about the seams.' },
    answer: reviewView,
    handle: async (tx, { params, body, principal, language }) => {
      const found = await readReview(tx, params.reviewId)
      if (!found) return inReviewWords(missing(), language ?? 'en')
      await answerReview(tx, found.id, { text: body.text || null, by: principalName(principal) })
      const { productId: product, personId: person } = found
      if (body.text) tx.event('review.answered', { review: found.id, product, person })
      return shown(tx, found.id, language)
    },
  }),
]

function decision(
  name: 'publish' | 'refuse',
  given: { summary: string; description: string; body: z.ZodType; example: unknown },
): Door {
  const said = z.object({ version: z.int(), reason: z.string().optional() })
  return door({
    ...given,
    method: 'post',
    path: `/reviews/{reviewId}/${name}`,
    tag,
    access: mayWrite,
    params: reviewParams,
    answer: reviewView,
    handle: async (tx, { params, body, principal, language }) => {
      const { version, reason = null } = said.parse(body)
      const found = await readReview(tx, params.reviewId)
      if (!found) return inReviewWords(missing(), language ?? 'en')
      const moved = moveVoice(found.status, name === 'publish' ? 'published' : 'refused')
      if (!moved.ok) return inReviewWords(moved, language ?? 'en')
      const done = await moderateReview(tx, { reviewId: found.id, version }, { status: moved.value, reason })
      if (!done) return inReviewWords(refuse('review.changed', 'It has been written anew.'), language ?? 'en')
      await audit(tx, principal, `review.${moved.value}`, found.id)
      const { productId: product, personId: person } = found
      tx.event('review.moderated', { review: found.id, product, person }, { to: moved.value })
      return shown(tx, found.id, language)
    },
  })
}

async function shown(tx: ShopTransaction, reviewId: string, language: string | null) {
  const row = await readReview(tx, reviewId)
  return row ? granted(reviewViewOf(row, await spokenIn(tx, language))) : missing()
}

const missing = () => refuse('review.not_found', 'There is no such review.')
