import { type Audience, type Change, content, type Message } from '@parley/contracts'
import { z } from 'zod'
import { type ConversationRow, conversationView, deliveryOf } from './conversation.ts'

/** A change as it is stored; numbered once for the desk and, where she sees it, once for the shopper. */
export interface ChangeRow {
  desk_number: number
  shopper_number: number | null
  kind: string
  change_message_id: string | null
  data: unknown
  at: Date
}

/** A message as it is stored, with the name of the account that wrote it. */
export interface MessageRow {
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

const seqData = z.object({ seq: z.int() })
const cartData = z.object({ cartId: z.string(), version: z.int() })
const turnData = z.object({ turnId: z.string(), outcome: z.string() })

/** What a change is to its audience. `agentName` is only told by changes of the conversation itself. */
export function bodyOf(
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
export function messageView(row: MessageRow, audience: Audience): Message {
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
