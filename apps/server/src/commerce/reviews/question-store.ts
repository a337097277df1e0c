import { type ShownQuestion, type VoiceStatus, voiceStatus } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import type { VoicePage } from './review-store.ts'

const questionRow = z.object({
  id: z.string(),
  productId: z.string(),
  visitorId: z.string(),
  language: z.string(),
  text: z.string(),
  status: voiceStatus,
  reason: z.string().nullable(),
  answer: z.string().nullable(),
  answeredAt: z.date().nullable(),
  createdAt: z.date(),
  names: z.record(z.string(), z.object({ name: z.string() })),
})
export type QuestionRow = z.infer<typeof questionRow>

export async function writeQuestion(
  tx: ShopTransaction,
  asked: { productId: string; visitorId: string; language: string; text: string },
): Promise<string> {
  const id = tx.id('qst')
  await sql`
    insert into product_question (shop_id, question_id, product_id, visitor_id, language, body, status, created_at, updated_at)
    values (${tx.shopId}, ${id}, ${asked.productId}, ${asked.visitorId}, ${asked.language}, ${asked.text}, 'pending', ${tx.now}, ${tx.now})`.execute(
    tx.sql,
  )
  tx.event('question.asked', { question: id, product: asked.productId, visitor: asked.visitorId })
  return id
}

/** How many questions of this browser nobody has looked at yet. Its row is locked: two at once are counted one after the other. */
export async function countWaiting(tx: ShopTransaction, visitorId: string): Promise<number> {
  await sql`select 1 from visitor where shop_id = ${tx.shopId} and visitor_id = ${visitorId} for no key update`.execute(
    tx.sql,
  )
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from product_question
    where shop_id = ${tx.shopId} and visitor_id = ${visitorId} and status = 'pending'`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

async function select(tx: ShopTransaction, where: RawBuilder<unknown>, most: number): Promise<QuestionRow[]> {
  const { rows } = await sql<unknown>`
    select q.question_id as id, q.product_id as "productId", q.visitor_id as "visitorId", q.language, q.body as text, q.status, q.reason,
      q.answer, q.answered_at as "answeredAt", q.created_at as "createdAt", p.texts as names
    from product_question q join product p on p.shop_id = q.shop_id and p.product_id = q.product_id
    where q.shop_id = ${tx.shopId} and ${where} order by q.created_at desc, q.question_id desc limit ${most}`.execute(
    tx.sql,
  )
  return z.array(questionRow).parse(rows)
}

export async function readQuestion(tx: ShopTransaction, questionId: string): Promise<QuestionRow | null> {
  return (await select(tx, sql`q.question_id = ${questionId}`, 1))[0] ?? null
}

/** A page of what waits for an answer or has been dealt with, the latest first. */
export async function pageQuestions(
  tx: ShopTransaction,
  page: VoicePage,
): Promise<{ rows: QuestionRow[]; next: string | null }> {
  const [at, id] = page.after?.split('~') ?? []
  const search = page.search?.trim().toLowerCase()
  const rows = await select(
    tx,
    sql`true
      ${page.status ? sql`and q.status = ${page.status}` : sql``}
      ${page.productId ? sql`and q.product_id = ${page.productId}` : sql``}
      ${search ? sql`and position(${search} in lower(q.body || ' ' || coalesce(q.answer, '') || ' ' || p.texts::text)) > 0` : sql``}
      ${at && id && !Number.isNaN(Date.parse(at)) ? sql`and (q.created_at, q.question_id) < (${at}::timestamptz, ${id})` : sql``}`,
    page.limit + 1,
  )
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return { rows: shown, next: last ? `${last.createdAt.toISOString()}~${last.id}` : null }
}

/** Questions that were answered, for anybody to read: those in the reader's language first. */
export async function shownQuestions(
  tx: ShopTransaction,
  of: { productId: string; language: string; limit: number },
): Promise<ShownQuestion[]> {
  const rows = await select(tx, sql`q.product_id = ${of.productId} and q.status = 'published'`, 200)
  return rows
    .toSorted((one, other) => Number(other.language === of.language) - Number(one.language === of.language))
    .slice(0, of.limit)
    .map(shownQuestionOf)
}

export const shownQuestionOf = (row: QuestionRow): ShownQuestion => ({
  id: row.id,
  text: row.text,
  language: row.language,
  at: row.createdAt.toISOString(),
  answer: row.answer && row.answeredAt ? { text: row.answer, at: row.answeredAt.toISOString() } : null,
})

export async function settleQuestion(
  tx: ShopTransaction,
  questionId: string,
  to: { status: VoiceStatus; reason: string | null; answer: string | null; by: string | null },
): Promise<void> {
  await sql`
    update product_question set status = ${to.status}, reason = ${to.reason}, answer = ${to.answer}, answered_by = ${to.by},
      answered_at = ${to.answer === null ? null : tx.now}, updated_at = ${tx.now}, version = version + 1
    where shop_id = ${tx.shopId} and question_id = ${questionId}`.execute(tx.sql)
}
