import type { AnsweredQuestion } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'

const most = 1_000
/** "Yes, of course" answers nobody else. */
const leastAnswer = 40
const leastQuestion = 8

/** What shoppers asked and somebody of the shop answered in words, the newest first, but what somebody has settled. */
export async function readAnswered(tx: ShopTransaction, from: Date): Promise<AnsweredQuestion[]> {
  return await answered(
    tx,
    sql`a.created_at >= ${from}
    and not exists (select from settled_turn d where d.shop_id = a.shop_id and d.turn_id = a.message_id)`,
  )
}

/** Those of these answers that are some. */
export const readTheseAnswered = (tx: ShopTransaction, messageIds: readonly string[]): Promise<AnsweredQuestion[]> =>
  answered(tx, sql`a.message_id = any(${[...messageIds]})`)

/** The first answer to what was asked last: what is said after it goes on about something else. */
async function answered(tx: ShopTransaction, which: ReturnType<typeof sql>): Promise<AnsweredQuestion[]> {
  const { rows } = await sql<AnsweredRow>`
    select a.message_id, a.conversation_id, q.text as question, a.text as answer, coalesce(q.language, c.language) as language,
      a.created_at
    from message a
    join conversation c on c.shop_id = a.shop_id and c.conversation_id = a.conversation_id
    join lateral (
      select m.seq, m.text, m.language from message m where m.shop_id = a.shop_id and m.conversation_id = a.conversation_id
        and m.seq < a.seq and m.sender_kind = 'shopper' and m.deleted_at is null and m.text <> ''
      order by m.seq desc limit 1) q on true
    where a.shop_id = ${tx.shopId} and a.sender_kind = 'agent' and not a.for_desk_only and a.deleted_at is null
      and a.content->>'type' = 'text' and length(a.text) >= ${leastAnswer} and length(q.text) >= ${leastQuestion}
      and not exists (select from message b where b.shop_id = a.shop_id and b.conversation_id = a.conversation_id
        and b.seq > q.seq and b.seq < a.seq and b.sender_kind = 'agent' and not b.for_desk_only)
      and ${which}
    order by a.created_at desc limit ${most}`.execute(tx.sql)
  return rows.map((row) => ({
    messageId: row.message_id,
    conversationId: row.conversation_id,
    question: row.question,
    answer: row.answer,
    language: row.language,
    at: row.created_at.toISOString(),
  }))
}

interface AnsweredRow {
  message_id: string
  conversation_id: string
  question: string
  answer: string
  language: string
  created_at: Date
}
