import type { Message } from '@parley/contracts'
import type { ShopTransaction } from '../db/database.ts'
import { owe } from '../durable/index.ts'
import { append } from './append.ts'
import { type ConversationRow, deliveryOf } from './conversation.ts'
import { lockConversation } from './conversation-store.ts'

type Delivery = Message['delivery']

/** What may become of a message's delivery after what. News comes in any order: what was read stays read. */
const deliveryMoves: Record<Delivery, readonly Delivery[]> = {
  stored: ['sent', 'delivered', 'read', 'failed'],
  sent: ['delivered', 'read', 'failed'],
  failed: ['delivered', 'read'],
  delivered: ['read'],
  read: [],
}

/** A message leaves by its conversation's inbox, after all that was said there before it. What a bot says carries the epoch it was said under. */
export async function oweSending(
  tx: ShopTransaction,
  row: Pick<ConversationRow, 'conversation_id' | 'inbox_id'>,
  messageId: string,
  ownerEpoch?: number,
): Promise<void> {
  await owe(tx, {
    kind: 'message',
    lane: `${row.conversation_id} ${row.inbox_id}`,
    deliveryKey: messageId,
    conversationId: row.conversation_id,
    messageId,
    ownerEpoch,
  })
}

/** Writes down how far a message has come, and tells those who follow; news that would lead back changes nothing. */
export async function noteDelivery(
  tx: ShopTransaction,
  of: { messageId: string; conversationId: string },
  to: Delivery,
  providerId?: string,
): Promise<void> {
  const row = await lockConversation(tx, of.conversationId)
  const message = await tx.sql
    .selectFrom('message')
    .select(['delivery', 'sender_kind', 'provider_id'])
    .where('shop_id', '=', tx.shopId)
    .where('message_id', '=', of.messageId)
    .executeTakeFirst()
  if (!row || !message || message.sender_kind === 'shopper') return
  const isNews = deliveryMoves[deliveryOf(message.delivery)].includes(to)
  const named = providerId !== undefined && (await isFree(tx, row.inbox_id, providerId)) ? providerId : undefined
  if (!isNews && named === undefined) return
  await tx.sql
    .updateTable('message')
    .set({ ...(isNews ? { delivery: to } : {}), ...(named === undefined ? {} : { provider_id: named }) })
    .where('shop_id', '=', tx.shopId)
    .where('message_id', '=', of.messageId)
    .execute()
  if (isNews) await append(tx, row, [], [{ kind: 'delivery', messageId: of.messageId }])
}

/** The message that a provider's id stands for in an inbox. */
export async function messageOfProvider(
  tx: ShopTransaction,
  inboxId: string,
  providerId: string,
): Promise<{ messageId: string; conversationId: string } | null> {
  const row = await tx.sql
    .selectFrom('message')
    .select(['message_id', 'conversation_id'])
    .where('shop_id', '=', tx.shopId)
    .where('inbox_id', '=', inboxId)
    .where('provider_id', '=', providerId)
    .executeTakeFirst()
  return row ? { messageId: row.message_id, conversationId: row.conversation_id } : null
}

const isFree = async (tx: ShopTransaction, inboxId: string, providerId: string): Promise<boolean> =>
  (await messageOfProvider(tx, inboxId, providerId)) === null
