import type { DeskConversation, Handling, ViewFilter } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import { type ConversationRow, conversationView } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'

const handOver = z.object({ reason: z.string(), summary: z.string(), at: z.string() }).nullable().catch(null)

export interface DeskFilter extends ViewFilter {
  personId?: string | undefined
  conversationIds?: readonly string[] | undefined
  search?: string | undefined
  before?: Date | undefined
  limit: number
}

type ListRow = ConversationRow & {
  channel: string
  inbox_name: string
  agent_name: string | null
  person_name: string | null
  person_email: string | null
  team_id: string | null
  team_name: string | null
  priority: number | null
  tags: string[] | null
  first_answered_at: Date | null
  answer_due_at: Date | null
  answer_warns_at: Date | null
  resolution_due_at: Date | null
  resolution_warns_at: Date | null
}

/** Conversations as the desk lists them: whoever waits longest first, then the latest talked in. */
export async function deskConversations(tx: ShopTransaction, filter: DeskFilter): Promise<DeskConversation[]> {
  const { rows } = await sql<ListRow>`
    select c.*, i.channel, i.name as inbox_name, a.name as agent_name, p.name as person_name, p.email as person_email,
      k.team_id, t.name as team_name, k.priority, k.tags, k.first_answered_at, k.answer_due_at, k.answer_warns_at, k.resolution_due_at, k.resolution_warns_at
    from conversation c
    join inbox i on i.shop_id = c.shop_id and i.inbox_id = c.inbox_id
    left join account a on a.account_id = c.agent_id
    left join person p on p.shop_id = c.shop_id and p.person_id = c.person_id
    left join desk_case k on k.shop_id = c.shop_id and k.conversation_id = c.conversation_id
    left join team t on t.shop_id = k.shop_id and t.team_id = k.team_id
    where ${sql.join(conditions(tx, filter), sql` and `)}
    order by (c.status = 'open' and c.waiting_since is not null) desc, case when c.status = 'open' then coalesce(k.priority, 0) end desc,
      case when c.status = 'open' then c.waiting_since end, c.last_message_at desc nulls last
    limit ${filter.limit}`.execute(tx.sql)
  return rows.map(deskView)
}

export const deskConversation = async (tx: ShopTransaction, id: string): Promise<DeskConversation | null> =>
  (await deskConversations(tx, { conversationIds: [id], limit: 1 }))[0] ?? null

/** Only what is asked for stands in the query, so that each list is found by its own index. */
function conditions(tx: ShopTransaction, filter: DeskFilter) {
  const words = like(filter.search)
  return [
    sql`c.shop_id = ${tx.shopId}`,
    ...(filter.conversationIds ? [sql`c.conversation_id = any(${[...filter.conversationIds]})`] : []),
    ...(filter.status ? [sql`c.status = ${filter.status}`] : []),
    ...(filter.owner ? [sql`c.owner = ${filter.owner}`] : []),
    ...(filter.personId ? [sql`c.person_id = ${filter.personId}`] : []),
    ...(filter.agentId ? [sql`c.agent_id = ${filter.agentId}`] : []),
    ...(filter.teamId ? [sql`k.team_id = ${filter.teamId}`] : []),
    ...(filter.channel ? [sql`i.channel = ${filter.channel}`] : []),
    ...(filter.language ? [sql`c.language = ${filter.language}`] : []),
    ...(filter.tag ? [sql`k.tags @> array[${filter.tag}]::text[]`] : []),
    ...(filter.minPriority === undefined ? [] : [sql`coalesce(k.priority, 0) >= ${filter.minPriority}`]),
    ...(filter.late ? [sql`c.status = 'open' and c.waiting_since is not null and k.answer_due_at < ${tx.now}`] : []),
    ...(filter.before ? [sql`c.last_message_at < ${filter.before}`] : []),
    ...(words ? [sql`(c.last_text ilike ${words} or p.name ilike ${words} or p.email ilike ${words})`] : []),
  ]
}

const like = (text: string | undefined): string | null =>
  text === undefined ? null : `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`

function deskView(row: ListRow): DeskConversation {
  return {
    ...conversationView(row, 'desk', row.agent_name),
    ownerEpoch: row.owner_epoch,
    inbox: { id: row.inbox_id, name: row.inbox_name, channel: row.channel },
    person: row.person_id
      ? {
          id: row.person_id,
          name: row.person_name ?? row.person_email ?? '',
          ...(row.person_email ? { email: row.person_email } : {}),
        }
      : null,
    visitorId: row.visitor_id,
    lastText: row.last_text,
    lastSender:
      row.last_sender === 'shopper' ||
      row.last_sender === 'bot' ||
      row.last_sender === 'agent' ||
      row.last_sender === 'system'
        ? row.last_sender
        : null,
    lastMessageAt: row.last_message_at?.toISOString() ?? null,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    handOver: handOver.parse(row.hand_over ?? null),
    unreadForDesk: Math.max(0, row.last_seq - row.desk_seen_seq),
    handling: {
      team: row.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null,
      priority: row.priority ?? 0,
      tags: row.tags ?? [],
      snoozedUntil: row.status === 'snoozed' ? (row.snoozed_until?.toISOString() ?? null) : null,
      due: dueOf(row),
    },
  }
}

/** What falls due first: the answer that she waits for, else the end of the whole. */
function dueOf(row: ListRow): Handling['due'] {
  if (row.status !== 'open' || row.owner === 'bot') return null
  if (row.waiting_since && row.answer_due_at && row.answer_warns_at)
    return {
      kind: row.first_answered_at === null ? 'first_answer' : 'next_answer',
      at: row.answer_due_at.toISOString(),
      warnsAt: row.answer_warns_at.toISOString(),
    }
  if (!row.resolution_due_at || !row.resolution_warns_at) return null
  return {
    kind: 'resolution',
    at: row.resolution_due_at.toISOString(),
    warnsAt: row.resolution_warns_at.toISOString(),
  }
}
