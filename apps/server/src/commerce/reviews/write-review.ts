import type { LanguageTag, Proposal } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { lockOrder, type OrderRow, readOrders } from '../orders/index.ts'
import { confirmDeed, type DeedCall, type Doing, proposeDeed } from '../payments/index.ts'
import { aspectsOf } from './aspects.ts'
import { authorOf, mayReview, type ReviewRow, type ReviewWords, reviewWords } from './review.ts'
import { readReview, reviewsOfOrders, writeReview } from './review-store.ts'
import { sayOfReviews } from './reviews-texts.ts'

/** Something of an order that its buyer may judge, with what she has said of it so far. */
export interface Reviewable {
  orderId: string
  orderNumber: string
  productId: string
  title: string
  review: ReviewRow | null
}

/** What may be judged of these orders: every product once, of its latest order. */
export async function reviewables(tx: ShopTransaction, orders: readonly OrderRow[]): Promise<Reviewable[]> {
  const said = await reviewsOfOrders(
    tx,
    orders.map((order) => order.order_id),
  )
  const found = new Map<string, Reviewable>()
  for (const order of orders) {
    const bought = { ...order, isPaid: await isPaid(tx, order.order_id) }
    for (const { product_id: productId, title } of order.lines) {
      if (found.has(productId) || !mayReview(bought, productId).ok) continue
      const review = said.find((each) => each.productId === productId) ?? null
      found.set(productId, { orderId: order.order_id, orderNumber: order.number, productId, title, review })
    }
  }
  return [...found.values()]
}

/** Writes it for the buyer of an order that the caller has seen to be hers. Refused: `review.not_bought`, `review.too_early`. */
export async function saveReview(
  tx: ShopTransaction,
  given: { orderId: string; words: ReviewWords; language: LanguageTag },
): Promise<Outcome<ReviewRow>> {
  const locked = await lockOrder(tx, given.orderId)
  const [order] = await readOrders(tx, { orderId: given.orderId }, 1)
  if (!locked || !order) return refuse('order.not_found', 'There is no such order.')
  const { productId, stars, title, text } = given.words
  const may = mayReview({ ...order, isPaid: await isPaid(tx, order.order_id) }, productId)
  if (!may.ok) return may
  const { language } = given
  const id = await writeReview(tx, locked, {
    ...given.words,
    language,
    author: authorOf(order.contact?.name, order.language),
    aspects: aspectsOf({ language, stars, title, text }),
  })
  const written = await readReview(tx, id)
  return written ? granted(written) : refuse('review.not_found', 'There is no such review.')
}

/** Shows what would be published, by whom it is signed and that it is looked at first. Writes nothing but the proposal. */
export async function proposeReview(call: DeedCall, order: OrderRow, words: ReviewWords): Promise<Outcome<Proposal>> {
  const { tx, language } = call
  const may = mayReview({ ...order, isPaid: await isPaid(tx, order.order_id) }, words.productId)
  if (!may.ok) return may
  const [about] = (await reviewables(tx, [order])).filter((each) => each.productId === words.productId)
  const label = (key: Parameters<typeof sayOfReviews>[1], values = {}) => sayOfReviews(language, key, values)
  const said = [words.title, words.text].filter(Boolean).join('\n')
  const proposal = await proposeDeed(call, {
    kind: 'review',
    orderId: order.order_id,
    // Her words stand in it: they are forgotten with her.
    cartId: order.cart_id,
    summary: [
      { label: label('proposal.product'), value: about?.title ?? '' },
      { label: label('proposal.stars'), value: label('proposal.stars_told', { stars: words.stars }) },
      ...(said ? [{ label: label('proposal.text'), value: said }] : []),
      {
        label: label('proposal.author'),
        value: authorOf(order.contact?.name, order.language) || label('proposal.nobody'),
      },
      { label: label('proposal.then'), value: label(about?.review ? 'proposal.instead' : 'proposal.looked_at') },
    ],
    total: null,
    action: label('proposal.action'),
    terms: { ...words, language },
    restsOn: [about?.review?.version ?? 0],
  })
  return granted(proposal)
}

/** The yes to it, once. Answers the review. */
export async function confirmReview(call: DeedCall, proposalId: string): Promise<Outcome<ReviewRow>> {
  const done = await confirmDeed(call, proposalId, { review: reviewDoing(call) })
  if (!done.ok) return done
  const written = await readReview(call.tx, done.value.resultId)
  return written ? granted(written) : refuse('review.not_found', 'There is no such review.')
}

const reviewTerms = reviewWords.extend({ language: z.string() })

function reviewDoing({ tx }: DeedCall): Doing {
  return {
    restsOn: async (order, terms) => {
      const { productId } = reviewTerms.parse(terms)
      const about = (await reviewables(tx, [order])).find((each) => each.productId === productId)
      return [about?.review?.version ?? 0]
    },
    carryOut: async (order, terms) => {
      const { language, ...words } = reviewTerms.parse(terms)
      const written = await saveReview(tx, { orderId: order.id, words, language })
      return written.ok ? granted({ id: written.value.id }) : written
    },
  }
}

/** Whether it was ever paid: what was given back since does not make it less bought. */
async function isPaid(tx: ShopTransaction, orderId: string): Promise<boolean> {
  const { rows } = await sql<{ paid: boolean }>`select exists (select from order_event
    where shop_id = ${tx.shopId} and order_id = ${orderId} and to_status = 'paid') as paid`.execute(tx.sql)
  return rows[0]?.paid ?? false
}
