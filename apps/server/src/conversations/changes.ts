import type { Audience, Change, Message } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { bodyOf, type ChangeRow, type MessageRow, messageView } from './change-views.ts'
import type { ConversationRow } from './conversation.ts'

/**
 * What happened after `after` in the audience's stream, oldest first, at most `limit`.
 * Messages are told as they stand now: what was edited or deleted since is not told in its old words.
 */
export async function changesAfter(
  tx: ShopTransaction,
  conversation: ConversationRow,
  audience: Audience,
  after: number,
  limit = 200,
): Promise<Change[]> {
  const number = audience === 'desk' ? sql.ref('c.desk_number') : sql.ref('c.shopper_number')
  const { rows } = await sql<ChangeRow & MessageRow>`
    select c.desk_number, c.shopper_number, c.kind, c.message_id as change_message_id, c.data, c.at,
      m.message_id, m.conversation_id, m.seq, m.sender_kind, m.sender_id, a.name as sender_name, m.content, m.text, m.language, m.client_id, m.turn_id, m.delivery, m.created_at, m.edited_at, m.deleted_at
    from change c
    left join message m on m.shop_id = c.shop_id and m.message_id = c.message_id
    left join account a on m.sender_kind = 'agent' and a.account_id = m.sender_id
    where c.shop_id = ${tx.shopId} and c.conversation_id = ${conversation.conversation_id} and ${number} > ${after}
    order by ${number} limit ${limit}`.execute(tx.sql)
  const agentName = rows.some((row) => row.kind === 'conversation') ? await nameOf(tx, conversation.agent_id) : null
  return rows.map((row) => ({
    conversationId: conversation.conversation_id,
    number: (audience === 'desk' ? row.desk_number : row.shopper_number) ?? 0,
    at: row.at.toISOString(),
    body: bodyOf(row, conversation, audience, agentName),
  }))
}

export async function nameOf(tx: ShopTransaction, accountId: string | null): Promise<string | null> {
  if (!accountId) return null
  const row = await tx.sql.selectFrom('account').select('name').where('account_id', '=', accountId).executeTakeFirst()
  return row?.name ?? null
}

/** Messages from `fromSeq` on, oldest first. */
export async function messagesFrom(
  tx: ShopTransaction,
  conversationId: string,
  audience: Audience,
  fromSeq: number,
  limit = 200,
): Promise<Message[]> {
  const { rows } = await sql<MessageRow>`
    select m.message_id, m.conversation_id, m.seq, m.sender_kind, m.sender_id, a.name as sender_name, m.content, m.text, m.language, m.client_id, m.turn_id, m.delivery, m.created_at, m.edited_at, m.deleted_at
    from message m left join account a on m.sender_kind = 'agent' and a.account_id = m.sender_id
    where m.shop_id = ${tx.shopId} and m.conversation_id = ${conversationId} and m.seq >= ${fromSeq} and (${audience === 'desk'} or not m.for_desk_only)
    order by m.seq limit ${limit}`.execute(tx.sql)
  return rows.map((row) => messageView(row, audience))
}
