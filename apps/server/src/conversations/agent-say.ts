import { type Content, content as contentSchema } from '@parley/contracts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { append } from './append.ts'
import { contentOfAttachment, dropAttachment, readAttachment, sayAttachment } from './attachments/index.ts'
import { lockConversation } from './conversation-store.ts'
import { type AgentActing, takeOver } from './ownership.ts'

export interface Said {
  messageId: string
  seq: number
  repeated: boolean
}

/** A human's public reply. It takes the conversation in the same transaction, so that bot and human never talk over each other. */
export async function reply(
  tx: ShopTransaction,
  conversationId: string,
  agent: AgentActing,
  content: Content,
  text: string,
  clientId?: string,
): Promise<Outcome<Said>> {
  const row = await lockConversation(tx, conversationId)
  if (!row) return missing()
  const repeat = await repeated(tx, agent.accountId, clientId)
  if (repeat) return granted(repeat)
  const since = row.waiting_since?.toISOString()
  row.waiting_since = null
  row.desk_seen_seq = row.last_seq + 1
  const [message] = await takeOver(tx, row, agent, [
    {
      senderKind: 'agent',
      senderId: agent.accountId,
      senderName: agent.name,
      content,
      text,
      ...(clientId === undefined ? {} : { clientId }),
    },
  ])
  if (!message) throw new Error('a reply was not stored')
  tx.event(
    'message.said',
    { conversation: conversationId, message: message.id, person: row.person_id },
    { by: 'agent', account: agent.accountId, ...(since ? { since } : {}) },
  )
  return granted({ messageId: message.id, seq: message.seq, repeated: false })
}

/** A file of hers, said as a public reply. Where a channel can't show it, its name and its link are told. */
export async function replyWithFile(
  tx: ShopTransaction,
  conversationId: string,
  agent: AgentActing & { owner: string },
  attachmentId: string,
  clientId?: string,
): Promise<Outcome<Said>> {
  const repeat = await repeated(tx, agent.accountId, clientId)
  if (repeat) return granted(repeat)
  const file = await readAttachment(tx, attachmentId)
  if (!file || file.owner !== agent.owner) return refuse('attachment.not_found', 'There is no such file of yours.')
  // The conversation is locked before the file is said in it.
  const said = await reply(tx, conversationId, agent, contentOfAttachment(file), `${file.name}\n${file.url}`, clientId)
  if (!said.ok || said.value.repeated) return said
  return (await sayAttachment(tx, file.id, conversationId))
    ? said
    : refuse('attachment.said', 'This file was sent before.')
}

/** A note for the desk only. It takes nothing over and the shopper's stream does not move. */
export async function note(
  tx: ShopTransaction,
  conversationId: string,
  agent: AgentActing,
  text: string,
  clientId?: string,
): Promise<Outcome<Said>> {
  const row = await lockConversation(tx, conversationId)
  if (!row) return missing()
  const repeat = await repeated(tx, agent.accountId, clientId)
  if (repeat) return granted(repeat)
  const { messages } = await append(tx, row, [
    {
      senderKind: 'agent',
      senderId: agent.accountId,
      senderName: agent.name,
      content: { type: 'note', text },
      text,
      forDeskOnly: true,
      ...(clientId === undefined ? {} : { clientId }),
    },
  ])
  const [message] = messages
  if (!message) throw new Error('a note was not stored')
  return granted({ messageId: message.id, seq: message.seq, repeated: false })
}

/** An agent alters or takes back her own words; both sides see it. */
export async function editOrDelete(
  tx: ShopTransaction,
  conversationId: string,
  messageId: string,
  agent: AgentActing,
  text: string | null,
): Promise<Outcome<{ seq: number }>> {
  const row = await lockConversation(tx, conversationId)
  if (!row) return missing()
  const message = await tx.sql
    .selectFrom('message')
    .select(['seq', 'sender_kind', 'sender_id', 'deleted_at', 'for_desk_only', 'content'])
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  if (!message || message.deleted_at) return refuse('message.not_found', 'There is no such message.')
  if (message.sender_kind !== 'agent' || message.sender_id !== agent.accountId)
    return refuse('message.not_yours', 'Only your own messages can be altered.')
  const before = contentSchema.parse(message.content)
  if (before.type === 'image' || before.type === 'file') {
    if (text !== null) return refuse('message.kind', 'A file can’t be altered, only taken back.')
    await dropAttachment(tx, conversationId, before.url)
  }
  const content: Content = message.for_desk_only
    ? { type: 'note', text: text ?? '' }
    : { type: 'text', text: text ?? '' }
  await tx.sql
    .updateTable('message')
    .set({
      content: JSON.stringify(content),
      text: text ?? '',
      ...(text === null ? { deleted_at: tx.now } : { edited_at: tx.now }),
    })
    .where('shop_id', '=', tx.shopId)
    .where('message_id', '=', messageId)
    .execute()
  await append(
    tx,
    row,
    [],
    [
      {
        kind: text === null ? 'message_deleted' : 'message_edited',
        messageId,
        data: { seq: message.seq },
        deskOnly: message.for_desk_only,
      },
    ],
  )
  tx.event(text === null ? 'message.deleted' : 'message.edited', { conversation: conversationId, message: messageId })
  return granted({ seq: message.seq })
}

async function repeated(tx: ShopTransaction, accountId: string, clientId: string | undefined): Promise<Said | null> {
  if (clientId === undefined) return null
  const row = await tx.sql
    .selectFrom('message')
    .select(['message_id', 'seq'])
    .where('shop_id', '=', tx.shopId)
    .where('sender_kind', '=', 'agent')
    .where('sender_id', '=', accountId)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  return row ? { messageId: row.message_id, seq: row.seq, repeated: true } : null
}

const missing = () => refuse('conversation.not_found', 'There is no such conversation.')
