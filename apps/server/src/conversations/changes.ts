import { type Audience, type Change, content, type Message } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { type ConversationRow, conversationView, deliveryOf } from './conversation.ts'

interface ChangeRow {
  desk_number: number
  shopper_number: number | null
  kind: string
  change_message_id: string | null
  data: unknown
  at: Date
}

interface MessageRow {
  message_id: string
  conversation_id: string
  seq: number
  sender_kind: string
  sender_id: string
  sender_name: string | null
  content: unknown
  text: string
  language: string | null
  client_id: string | null
  turn_id: string | null
  delivery: string
  created_at: Date
  edited_at: Date | null
  deleted_at: Date | null
}

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

const seqData = z.object({ seq: z.int() })
const cartData = z.object({ cartId: z.string(), version: z.int() })
const turnData = z.object({ turnId: z.string(), outcome: z.string() })

function bodyOf(
  row: ChangeRow & MessageRow,
  conversation: ConversationRow,
  audience: Audience,
  agentName: string | null,
): Change['body'] {
  switch (row.kind) {
    case 'message':
      return { kind: 'message', message: messageView(row, audience) }
    case 'message_edited':
      return { kind: 'message_edited', message: messageView(row, audience) }
    case 'message_deleted':
      return { kind: 'message_deleted', messageId: row.change_message_id ?? '', seq: seqData.parse(row.data).seq }
    case 'delivery':
      return { kind: 'delivery', messageId: row.message_id, seq: row.seq, delivery: deliveryOf(row.delivery) }
    case 'cart':
      return { kind: 'cart', ...cartData.parse(row.data) }
    case 'turn':
      return { kind: 'turn', ...turnData.parse(row.data) }
    default:
      return { kind: 'conversation', conversation: conversationView(conversation, audience, agentName) }
  }
}

/** A message as its reader may see it: shoppers are not told which account or visitor id stands behind a name. */
function messageView(row: MessageRow, audience: Audience): Message {
  const kind =
    row.sender_kind === 'bot' || row.sender_kind === 'agent' || row.sender_kind === 'system'
      ? row.sender_kind
      : 'shopper'
  return {
    id: row.message_id,
    conversationId: row.conversation_id,
    seq: row.seq,
    sender: {
      kind,
      ...(audience === 'desk' ? { id: row.sender_id } : {}),
      ...(row.sender_name ? { name: row.sender_name } : {}),
    },
    content: row.deleted_at ? { type: 'text', text: '' } : content.parse(row.content),
    text: row.deleted_at ? '' : row.text,
    ...(row.language ? { language: row.language } : {}),
    ...(row.client_id ? { clientId: row.client_id } : {}),
    ...(row.turn_id ? { turnId: row.turn_id } : {}),
    delivery: deliveryOf(row.delivery),
    createdAt: row.created_at.toISOString(),
    ...(row.edited_at ? { editedAt: row.edited_at.toISOString() } : {}),
    ...(row.deleted_at ? { deletedAt: row.deleted_at.toISOString() } : {}),
  }
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
