import type { Visit } from '../../../../storefront/src/shop-port.ts'
import { productView, readProduct } from '../../commerce/catalogue/index.ts'
import { readOrders, shopOfToken } from '../../commerce/orders/index.ts'
import {
  askQuestion,
  inReviewWords,
  outsideText,
  reviewables,
  reviewWords,
  saveReview,
  shownQuestions,
  shownReviews,
  summaryOf,
} from '../../commerce/reviews/index.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, refuse } from '../../kernel/refusals.ts'

export interface VisitReviewsParts {
  tx: ShopTransaction
  language: string
  currency: string
  /** What order links are signed with. */
  secret: string
  visitorId: () => string | null
}

const mostText = 1_000

/** What buyers say and shoppers ask, as one reader of the site meets it. */
export function visitReviews({ tx, language, currency, secret, visitorId }: VisitReviewsParts): Visit['reviews'] {
  const orderOf = async (orderId: string, token: string) =>
    shopOfToken(secret, 'order', orderId, token) === tx.shopId
      ? ((await readOrders(tx, { orderId }, 1))[0] ?? null)
      : null
  return {
    of: async (productId, limit) => ({
      summary: await summaryOf(tx, productId),
      reviews: await shownReviews(tx, { productId, language, limit }),
      questions: await shownQuestions(tx, { productId, language, limit: 20 }),
    }),
    ask: async (productId, text) => {
      const by = visitorId()
      if (!by) return refuse('visitor.needed', 'Nobody asks.')
      const asked = await askQuestion(tx, { productId, visitorId: by, language, text: tidy(text) })
      return asked.ok ? granted(true) : inReviewWords(asked, language)
    },
    ofOrder: async (orderId, token) => {
      const order = await orderOf(orderId, token)
      if (!order) return null
      const products = []
      for (const { productId, title, review } of await reviewables(tx, [order])) {
        const product = await readProduct(tx, productId)
        const picture = product && productView(product, { shopId: tx.shopId, language, currency }).picture
        const said = review && {
          stars: review.stars,
          title: review.title,
          text: review.text,
          status: review.status,
          reason: review.reason,
        }
        products.push({ productId, title, review: said, ...(picture ? { picture } : {}) })
      }
      return { number: order.number, products }
    },
    save: async (orderId, token, said) => {
      const order = await orderOf(orderId, token)
      const words = reviewWords.safeParse(said)
      if (!order) return inReviewWords(refuse('order.not_found', 'There is no such order.'), language)
      if (!words.success) return inReviewWords(refuse('review.incomplete', 'Choose from one to five stars.'), language)
      const saved = await saveReview(tx, { orderId: order.order_id, words: words.data, language })
      return saved.ok ? granted(true) : inReviewWords(saved, language)
    },
  }
}

/** As a door would take it: no unseen signs, no more than fits. */
const tidy = (text: string): string => outsideText(mostText).catch('').parse(text.slice(0, mostText))
