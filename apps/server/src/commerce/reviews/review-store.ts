import type { ReviewAspect, ReviewSummary, ShownReview, VoiceStatus } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import type { LockedOrder } from '../orders/index.ts'
import { type Aspects, type ReviewRow, type ReviewWords, reviewRow } from './review.ts'

export interface NewReview extends ReviewWords {
  author: string
  language: string
  aspects: Aspects
}

/**
 * Writes what the buyer says of a thing, in place of what she said before, be it of another order of hers. It waits for the shop to look at
 * it. The order is locked, so that two at once are one.
 */
export async function writeReview(tx: ShopTransaction, order: LockedOrder, given: NewReview): Promise<string> {
  const writer = order.personId ?? order.visitorId ?? order.id
  const earlier = await reviewBy(tx, { productId: given.productId, orderId: order.id, writer })
  const said = sql`${given.language}, ${given.stars}, ${given.title}, ${given.text}, ${JSON.stringify(given.aspects)}`
  const again = sql`set language = excluded.language, stars = excluded.stars, title = excluded.title, body = excluded.body,
    aspects = excluded.aspects, author = excluded.author, status = 'pending', reason = null, version = review.version + 1, updated_at = excluded.updated_at`
  const { rows } = await sql<{ id: string }>`
    insert into review (shop_id, review_id, product_id, order_id, person_id, writer, author, language, stars, title, body, aspects, status, created_at, updated_at)
    values (${tx.shopId}, ${earlier ?? tx.id('rev')}, ${given.productId}, ${order.id}, ${order.personId}, ${writer}, ${given.author}, ${said}, 'pending', ${tx.now}, ${tx.now})
    on conflict ${earlier ? sql`(shop_id, review_id)` : sql`(shop_id, product_id, writer)`} do update ${again}
    returning review_id as id`.execute(tx.sql)
  const id = rows[0]?.id ?? ''
  const subjects = { review: id, product: given.productId, order: order.id, person: order.personId }
  tx.event('review.written', subjects, { stars: given.stars, again: earlier !== null })
  return id
}

async function reviewBy(
  tx: ShopTransaction,
  of: { productId: string; orderId: string; writer: string },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select review_id as id from review
    where shop_id = ${tx.shopId} and product_id = ${of.productId} and (order_id = ${of.orderId} or writer = ${of.writer})
    order by order_id = ${of.orderId} desc limit 1 for no key update`.execute(tx.sql)
  return rows[0]?.id ?? null
}

const columns = sql`r.review_id as id, r.product_id as "productId", r.order_id as "orderId", r.person_id as "personId", r.author, r.language,
  r.stars, r.title, r.body as text, r.aspects, r.status, r.reason, r.answer, r.answered_at as "answeredAt", r.version, r.created_at as "createdAt",
  p.texts as names`

async function select(tx: ShopTransaction, where: RawBuilder<unknown>, most: number): Promise<ReviewRow[]> {
  const { rows } = await sql<unknown>`
    select ${columns} from review r join product p on p.shop_id = r.shop_id and p.product_id = r.product_id
    where r.shop_id = ${tx.shopId} and ${where} order by r.created_at desc, r.review_id desc limit ${most}`.execute(
    tx.sql,
  )
  return z.array(reviewRow).parse(rows)
}

export async function readReview(tx: ShopTransaction, reviewId: string): Promise<ReviewRow | null> {
  return (await select(tx, sql`r.review_id = ${reviewId}`, 1))[0] ?? null
}

/** What the buyers of these orders have said, whatever has become of it: also of the same things bought with another order. */
export async function reviewsOfOrders(tx: ShopTransaction, orderIds: readonly string[]): Promise<ReviewRow[]> {
  if (orderIds.length === 0) return []
  return select(
    tx,
    sql`(r.order_id = any(${orderIds}) or r.writer in (
      select coalesce(o.person_id, o.visitor_id, o.order_id) from orders o where o.shop_id = r.shop_id and o.order_id = any(${orderIds})))`,
    500,
  )
}

export interface VoicePage {
  status?: VoiceStatus | undefined
  productId?: string | undefined
  search?: string | undefined
  after?: string | undefined
  limit: number
}

/** A page of what waits or was decided, the latest first; `next` is null on the last one. */
export async function pageReviews(
  tx: ShopTransaction,
  page: VoicePage,
): Promise<{ rows: ReviewRow[]; next: string | null }> {
  const [at, id] = page.after?.split('~') ?? []
  const search = page.search?.trim().toLowerCase()
  const rows = await select(
    tx,
    sql`true
      ${page.status ? sql`and r.status = ${page.status}` : sql``}
      ${page.productId ? sql`and r.product_id = ${page.productId}` : sql``}
      ${search ? sql`and position(${search} in lower(r.title || ' ' || r.body || ' ' || r.author || ' ' || p.texts::text)) > 0` : sql``}
      ${at && id && !Number.isNaN(Date.parse(at)) ? sql`and (r.created_at, r.review_id) < (${at}::timestamptz, ${id})` : sql``}`,
    page.limit + 1,
  )
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return { rows: shown, next: last ? `${last.createdAt.toISOString()}~${last.id}` : null }
}

/** What anybody may read of a product: those in the reader's language first. */
export async function shownReviews(
  tx: ShopTransaction,
  of: { productId: string; language: string; limit: number },
): Promise<ShownReview[]> {
  const { rows } = await sql<unknown>`
    select ${columns} from review r join product p on p.shop_id = r.shop_id and p.product_id = r.product_id
    where r.shop_id = ${tx.shopId} and r.product_id = ${of.productId} and r.status = 'published'
    order by r.language = ${of.language} desc, (r.body <> '') desc, r.created_at desc, r.review_id desc limit ${of.limit}`.execute(
    tx.sql,
  )
  return z.array(reviewRow).parse(rows).map(shownOf)
}

export const shownOf = (row: ReviewRow): ShownReview => ({
  id: row.id,
  stars: row.stars,
  title: row.title,
  text: row.text,
  language: row.language,
  author: row.author,
  at: row.createdAt.toISOString(),
  answer: row.answer && row.answeredAt ? { text: row.answer, at: row.answeredAt.toISOString() } : null,
})

/** What all that is published comes to; only what real buyers said is counted. */
export async function summaryOf(tx: ShopTransaction, productId: string): Promise<ReviewSummary> {
  const { rows } = await sql<{ stars: number; count: number; aspects: Record<string, [number, number, number]> }>`
    with shown as (select stars, aspects from review
      where shop_id = ${tx.shopId} and product_id = ${productId} and status = 'published')
    select stars, count(*)::int as count, (select coalesce(jsonb_object_agg(key, told), '{}') from (
      select a.key, jsonb_build_array(count(*) filter (where a.value::int > 0), count(*) filter (where a.value::int < 0), count(*)) as told
      from shown s, jsonb_each_text(s.aspects) a group by a.key) counted) as aspects
    from shown group by stars`.execute(tx.sql)
  const of = (stars: number) => rows.find((row) => row.stars === stars)?.count ?? 0
  const histogram = [1, 2, 3, 4, 5].map(of)
  const count = histogram.reduce((sum, one) => sum + one, 0)
  const stars = histogram.reduce((sum, one, at) => sum + one * (at + 1), 0)
  const average = count === 0 ? 0 : Math.round((stars * 10) / count) / 10
  const aspects = Object.entries(rows[0]?.aspects ?? {})
    .flatMap(([name, [good, bad, mentions]]) => {
      const aspect = aspectName.safeParse(name)
      return aspect.success ? [{ aspect: aspect.data, good, bad, mentions }] : []
    })
    .sort((one, other) => other.mentions - one.mentions || one.aspect.localeCompare(other.aspect))
  return { count, average, histogram, aspects }
}

const aspectName: z.ZodType<ReviewAspect> = z.enum(['quality', 'fit', 'looks', 'delivery', 'value'])

/** Lets it be read by all, or by nobody; only where it still is what was looked at. Null where it has been written anew meanwhile. */
export async function moderateReview(
  tx: ShopTransaction,
  of: { reviewId: string; version: number },
  to: { status: VoiceStatus; reason: string | null },
): Promise<boolean> {
  const done = await sql`
    update review set status = ${to.status}, reason = ${to.reason}
    where shop_id = ${tx.shopId} and review_id = ${of.reviewId} and version = ${of.version}`.execute(tx.sql)
  return Number(done.numAffectedRows ?? 0) > 0
}

export async function answerReview(
  tx: ShopTransaction,
  reviewId: string,
  answer: { text: string | null; by: string },
): Promise<void> {
  await sql`
    update review set answer = ${answer.text}, answered_by = ${answer.text === null ? null : answer.by},
      answered_at = ${answer.text === null ? null : tx.now}
    where shop_id = ${tx.shopId} and review_id = ${reviewId}`.execute(tx.sql)
}
