import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'

/** One conversation's course since it last began. */
export interface TalkRecord {
  round: number
  channel: string
  language: string
  startedAt: Date
  handedOverAt: Date | null
  firstAnswerAt: Date | null
  resolvedAt: Date | null
  agentId: string | null
  teamId: string | null
}

interface RecordRow {
  round: number
  channel: string
  language: string
  team_id: string | null
  agent_id: string | null
  started_at: Date
  handed_over_at: Date | null
  first_answer_at: Date | null
  resolved_at: Date | null
}

/** The record, opened where there is none yet; language and team as they are now. */
export async function talkRecord(
  tx: ShopTransaction,
  conversationId: string,
  at: Date,
): Promise<{ record: TalkRecord; isNew: boolean } | null> {
  const { rows } = await sql<RecordRow & { is_new: boolean }>`
    insert into talk_record as t (shop_id, conversation_id, channel, language, visitor_id, person_id, started_at, last_said_at, team_id)
    select c.shop_id, c.conversation_id, i.channel, c.language, c.visitor_id, c.person_id, ${at}, ${at}, k.team_id
    from conversation c join inbox i on i.shop_id = c.shop_id and i.inbox_id = c.inbox_id
    left join desk_case k on k.shop_id = c.shop_id and k.conversation_id = c.conversation_id
    where c.shop_id = ${tx.shopId} and c.conversation_id = ${conversationId}
    on conflict (shop_id, conversation_id) do update set language = excluded.language, person_id = excluded.person_id, team_id = excluded.team_id
    returning t.*, t.xmax = 0 as is_new`.execute(tx.sql)
  const row = rows[0]
  if (!row) return null
  return {
    isNew: row.is_new,
    record: {
      round: row.round,
      channel: row.channel,
      language: row.language,
      startedAt: row.started_at,
      handedOverAt: row.handed_over_at,
      firstAnswerAt: row.first_answer_at,
      resolvedAt: row.resolved_at,
      agentId: row.agent_id,
      teamId: row.team_id,
    },
  }
}

interface Course {
  round?: number
  started_at?: Date
  handed_over_at?: Date | null
  first_answer_at?: Date | null
  last_said_at?: Date
  resolved_at?: Date | null
  agent_id?: string | null
}

export async function setCourse(tx: ShopTransaction, conversationId: string, course: Course): Promise<void> {
  await tx.sql
    .updateTable('talk_record')
    .set(course)
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .execute()
}

/** The shopper's last talk before an order, where it was lately enough to have to do with it. */
export async function talkBefore(
  tx: ShopTransaction,
  who: { visitorId: string | undefined; personId: string | undefined },
  at: Date,
  withinMs: number,
): Promise<string | null> {
  const since = new Date(at.getTime() - withinMs)
  const { rows } = await sql<{ conversation_id: string }>`
    select t.conversation_id from talk_record t join conversation c on c.shop_id = t.shop_id and c.conversation_id = t.conversation_id
    cross join lateral (select greatest(t.last_said_at, c.last_heard_at) as at) said
    where t.shop_id = ${tx.shopId} and (t.visitor_id = ${who.visitorId ?? null} or t.person_id = ${who.personId ?? null})
      and t.started_at <= ${at} and said.at >= ${since}
    order by said.at desc limit 1`.execute(tx.sql)
  return rows[0]?.conversation_id ?? null
}
