import type { ScheduledMessage } from '@parley/contracts'
import { nameOf, reply } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'

const furthestMs = 90 * 86_400_000

/** An answer that is written now and said later; until then it can be taken back and nobody has seen it. */
export async function sendLater(
  tx: ShopTransaction,
  conversationId: string,
  by: { accountId: string; name: string },
  given: { text: string; sendAt: Date },
): Promise<Outcome<ScheduledMessage>> {
  const known = await tx.sql
    .selectFrom('conversation')
    .select('conversation_id')
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  if (!known) return refuse('conversation.not_found', 'There is no such conversation.')
  if (given.sendAt.getTime() > tx.now.getTime() + furthestMs)
    return refuse('desk.too_far', 'At most 90 days ahead.', { path: 'sendAt' })
  const id = tx.id('sch')
  await tx.sql
    .insertInto('scheduled_message')
    .values({
      shop_id: tx.shopId,
      scheduled_id: id,
      conversation_id: conversationId,
      account_id: by.accountId,
      text: given.text,
      send_at: given.sendAt,
      created_at: tx.now,
    })
    .execute()
  return granted({
    id,
    text: given.text,
    sendAt: given.sendAt.toISOString(),
    by: { id: by.accountId, name: by.name },
  })
}

export async function scheduledIn(tx: ShopTransaction, conversationId: string): Promise<ScheduledMessage[]> {
  const rows = await tx.sql
    .selectFrom('scheduled_message')
    .innerJoin('account', 'account.account_id', 'scheduled_message.account_id')
    .select(['scheduled_id', 'text', 'send_at', 'scheduled_message.account_id', 'account.name'])
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'waiting')
    .orderBy('send_at')
    .execute()
  return rows.map((row) => ({
    id: row.scheduled_id,
    text: row.text,
    sendAt: row.send_at.toISOString(),
    by: { id: row.account_id, name: row.name },
  }))
}

/** Takes it back; its text comes along, to be written on. Refused once it has been said. */
export async function takeBack(
  tx: ShopTransaction,
  conversationId: string,
  scheduledId: string,
): Promise<Outcome<{ text: string }>> {
  const row = await tx.sql
    .updateTable('scheduled_message')
    .set({ state: 'cancelled' })
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .where('scheduled_id', '=', scheduledId)
    .where('state', '=', 'waiting')
    .returning('text')
    .executeTakeFirst()
  return row ? granted({ text: row.text }) : refuse('desk.already_sent', 'It has been sent already.')
}

export async function dueToSend(tx: ShopTransaction): Promise<string[]> {
  const rows = await tx.sql
    .selectFrom('scheduled_message')
    .select('scheduled_id')
    .where('shop_id', '=', tx.shopId)
    .where('state', '=', 'waiting')
    .where('send_at', '<=', tx.now)
    .orderBy('send_at')
    .limit(200)
    .execute()
  return rows.map((row) => row.scheduled_id)
}

/** Says it, in the transaction that marks it as said; its id keeps it from being said twice. */
export async function sendDue(tx: ShopTransaction, scheduledId: string): Promise<void> {
  const row = await tx.sql
    .updateTable('scheduled_message')
    .set({ state: 'sent' })
    .where('shop_id', '=', tx.shopId)
    .where('scheduled_id', '=', scheduledId)
    .where('state', '=', 'waiting')
    .where('send_at', '<=', tx.now)
    .returning(['conversation_id', 'account_id', 'text'])
    .executeTakeFirst()
  if (!row) return
  const agent = { accountId: row.account_id, name: (await nameOf(tx, row.account_id)) ?? '' }
  await reply(tx, row.conversation_id, agent, { type: 'text', text: row.text }, row.text, scheduledId)
}
