import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import type { Seen } from './visit.ts'
import { visitLastsMs } from './visit.ts'

export interface VisitRecord {
  visitId: string
  visitorId: string | null
  page: string
  language: string
  isReturning: boolean
  since: Date
  personName: string | null
  conversationId: string | null
  cartId: string | null
  cartVersion: number | null
}

const since = (tx: ShopTransaction): Date => new Date(tx.now.getTime() - visitLastsMs)

/** A sign of life; whoever has not been seen for a minute is forgotten by the same stroke. Answers with what waits for her, until she has come with it. */
export async function noteVisit(
  tx: ShopTransaction,
  seen: Seen & { visitorId: string | null; isReturning: boolean },
): Promise<{ isNews: boolean; handedToken: string | null; joinedTalk: string | null }> {
  await sql`delete from visit where shop_id = ${tx.shopId} and seen_at < ${since(tx)}`.execute(tx.sql)
  const { rows } = await sql<{ page: string; handed_token: string | null; joined_conversation: string | null }>`
    select page, handed_token, joined_conversation from visit where shop_id = ${tx.shopId} and visit_id = ${seen.visitId} for update`.execute(
    tx.sql,
  )
  const before = rows[0]
  await sql`
    insert into visit as v (shop_id, visit_id, visitor_id, page, language, is_returning, since, seen_at)
    values (${tx.shopId}, ${seen.visitId}, ${seen.visitorId}, ${seen.page}, ${seen.language}, ${seen.isReturning}, ${tx.now}, ${tx.now})
    on conflict (shop_id, visit_id) do update set visitor_id = coalesce(excluded.visitor_id, v.visitor_id), page = excluded.page,
      language = excluded.language, seen_at = excluded.seen_at, handed_token = case when excluded.visitor_id is null then v.handed_token end,
      joined_conversation = case when excluded.visitor_id is null then v.joined_conversation end`.execute(tx.sql)
  return {
    isNews: before?.page !== seen.page,
    handedToken: before?.handed_token ?? null,
    joinedTalk: before?.joined_conversation ?? null,
  }
}

/** Those seen within the last minute, whoever came first. */
export async function readVisits(tx: ShopTransaction, visitId?: string): Promise<VisitRecord[]> {
  const { rows } = await sql<VisitRecord>`
    select v.visit_id as "visitId", v.visitor_id as "visitorId", v.page, v.language, v.is_returning as "isReturning", v.since,
      p.name as "personName", k.cart_id as "cartId", k.version as "cartVersion",
      (select c.conversation_id from conversation c where c.shop_id = v.shop_id and c.visitor_id = v.visitor_id and c.is_current
        order by c.created_at desc limit 1) as "conversationId"
    from visit v
    left join visitor b on b.shop_id = v.shop_id and b.visitor_id = v.visitor_id
    left join person p on p.shop_id = v.shop_id and p.person_id = b.person_id
    left join lateral (select cart_id, version from cart where shop_id = v.shop_id and visitor_id = v.visitor_id and status = 'open'
      order by updated_at desc limit 1) k on true
    where v.shop_id = ${tx.shopId} and v.seen_at >= ${since(tx)} ${visitId === undefined ? sql`` : sql`and v.visit_id = ${visitId}`}
    order by v.since limit 200`.execute(tx.sql)
  return rows
}

export async function lockVisit(
  tx: ShopTransaction,
  visitId: string,
): Promise<{ visitorId: string | null; language: string } | null> {
  const { rows } = await sql<{ visitorId: string | null; language: string }>`
    select visitor_id as "visitorId", language from visit
    where shop_id = ${tx.shopId} and visit_id = ${visitId} and seen_at >= ${since(tx)} for update`.execute(tx.sql)
  return rows[0] ?? null
}

export async function noteJoined(
  tx: ShopTransaction,
  joined: { visitId: string; visitorId: string; handedToken: string | null; conversationId: string },
): Promise<void> {
  await sql`update visit set visitor_id = ${joined.visitorId}, handed_token = coalesce(${joined.handedToken}, handed_token), joined_conversation = ${joined.conversationId}
    where shop_id = ${tx.shopId} and visit_id = ${joined.visitId}`.execute(tx.sql)
}
