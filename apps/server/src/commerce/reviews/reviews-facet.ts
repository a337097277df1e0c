import type { Order } from '@parley/contracts'
import type { ReviewsFacet } from '@parley/sdk'
import { granted, refuse } from '../../kernel/refusals.ts'
import { readProduct } from '../catalogue/index.ts'
import { type OrderRow, readOrders } from '../orders/index.ts'
import type { DeedCall } from '../payments/index.ts'
import { reviewWords } from './review.ts'
import { shownReviews, summaryOf } from './review-store.ts'
import { inReviewWords } from './reviews-texts.ts'
import { confirmReview, proposeReview, reviewables } from './write-review.ts'

export interface ReviewsFacetCall extends DeedCall {
  /** Orders that may be told in this conversation. */
  known: () => Promise<readonly Order[]>
}

/** Reviews as one conversation may read and write them. */
export function reviewsFacet(call: ReviewsFacetCall): ReviewsFacet {
  const { tx, language } = call
  const orders = async (): Promise<OrderRow[]> => {
    const rows: OrderRow[] = []
    for (const { id } of await call.known()) rows.push(...(await readOrders(tx, { orderId: id }, 1)))
    return rows
  }
  return {
    mine: async () =>
      (await reviewables(tx, await orders())).map(({ orderNumber, productId, title, review }) => ({
        orderNumber,
        productId,
        title,
        review: review && { stars: review.stars, text: review.text, status: review.status },
      })),
    propose: async (wish) => {
      const order = (await orders()).find((each) => each.number === wish.orderNumber)
      if (!order) return inReviewWords(refuse('order.not_found', 'There is no such order.'), language)
      const words = reviewWords.parse({ ...wish, text: wish.text.slice(0, 4_000) })
      return inReviewWords(await proposeReview(call, order, words), language)
    },
    confirm: async (proposalId) => {
      const done = await confirmReview(call, proposalId)
      return done.ok ? granted({ status: done.value.status }) : inReviewWords(done, language)
    },
    of: async (productId, limit) => {
      const product = await readProduct(tx, productId)
      if (product?.status !== 'published') return null
      return {
        summary: await summaryOf(tx, productId),
        reviews: limit === 0 ? [] : await shownReviews(tx, { productId, language, limit }),
      }
    },
  }
}
