import { type Links, orderReviewsLink, readOrders } from '../commerce/orders/index.ts'
import { askDue, planRequest, reviewables } from '../commerce/reviews/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Consumer } from '../durable/index.ts'
import { readShop } from '../identity/index.ts'
import type { Clock } from '../kernel/clock.ts'
import { composeReviewRequest, queueMail } from '../mail/index.ts'
import { consentLink, readConsents } from '../privacy/index.ts'

/** What has arrived is noted: some days later its buyer is asked, if she agrees to mail by then. */
export function reviewRequests(db: Database): Consumer {
  return {
    name: 'review-requests',
    types: ['order.status_changed'],
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        const orderId = event.subjects.order
        if (!orderId || event.data.to !== 'delivered') return
        const { askAfterDays } = (await readShop(tx)).settings.reviews
        if (askAfterDays !== null) await planRequest(tx, orderId, askAfterDays)
      }),
  }
}

/** Asks whom it is time to ask: by one mail, where she has agreed to mail and has not said everything already. */
export function askForReviews(db: Database, links: Links, clock: Clock): Promise<number> {
  return askDue(db, clock, (tx, orderId) => askBuyer(tx, links, orderId))
}

async function askBuyer(tx: ShopTransaction, links: Links, orderId: string) {
  const [order] = await readOrders(tx, { orderId }, 1)
  if (!order?.contact || !order.person_id) return 'no_consent' as const
  if (!(await readConsents(tx, [order.person_id])).mail) return 'no_consent' as const
  const titles = (await reviewables(tx, [order])).flatMap(({ title, review }) => (review ? [] : [title]))
  if (titles.length === 0) return 'nothing_left' as const
  const { name } = await readShop(tx)
  const about = {
    number: order.number,
    titles,
    url: orderReviewsLink(links, tx.shopId, orderId),
    stopUrl: consentLink(links, tx.shopId, order.person_id),
  }
  await queueMail(tx, {
    kind: 'review-request',
    to: order.contact.email,
    language: order.language,
    mail: composeReviewRequest(about, order.language, name),
    personId: order.person_id,
    orderId,
    deliveryKey: `review-request-${orderId}`,
  })
  tx.event('review.asked_for', { order: orderId, person: order.person_id })
  return 'asked' as const
}
