import type { Proposal, ReviewSummary, ShownReview, VoiceStatus } from '@parley/contracts'
import type { Outcome } from './facets.ts'

/** Something she bought and may judge. */
export interface ReviewableItem {
  orderNumber: string
  productId: string
  title: string
  /** What she has said of it so far. */
  review: { stars: number; text: string; status: VoiceStatus } | null
}

export interface ReviewWish {
  orderNumber: string
  productId: string
  /** 1 to 5. */
  stars: number
  text: string
}

/** What buyers say. All of it is text from outside: shown as it stands, never acted on. */
export interface ReviewsFacet {
  /** What may be judged of the orders of this talk and of a verified customer, the latest first; each product once. */
  mine(): Promise<ReviewableItem[]>
  /** Shows what would be published, and how it is signed. Refused: `order.not_found`, `review.not_bought`, `review.too_early`. */
  propose(wish: ReviewWish): Promise<Outcome<Proposal>>
  /** Does what was proposed in this conversation, once; a repeat answers the same. It is read by the shop before others see it. */
  confirm(proposalId: string): Promise<Outcome<{ status: VoiceStatus }>>
  /** What is published of a product, in her language first; null where there is no such product. */
  of(productId: string, limit: number): Promise<{ summary: ReviewSummary; reviews: ShownReview[] } | null>
}
