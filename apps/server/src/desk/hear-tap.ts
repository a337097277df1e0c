import { z } from 'zod'
import { append, type ConversationRow, lockConversation, readConversation, unanswered } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { deskText } from './desk-texts.ts'
import { talkCart } from './talk-cart.ts'

const tap = z.object({ type: z.literal('click'), action: z.string().regex(/^add:.+/) })

/**
 * A tap on what an agent has shown puts it into the shopper's cart: the bot, which hears taps otherwise, is silent then. Told once, also what
 * stands in the way. Where the bot has got the word back meanwhile it is the bot's to hear, and nothing is done here.
 */
export async function hearTap(tx: ShopTransaction, conversationId: string, messageId: string): Promise<void> {
  const row = await readConversation(tx, conversationId)
  const heard = row && row.owner !== 'bot' ? await readTap(tx, messageId) : null
  if (row && heard) await tx.attempt(() => takeIn(tx, row, { messageId, ...heard }))
}

async function readTap(tx: ShopTransaction, messageId: string): Promise<{ variantId: string; at: Date } | null> {
  const message = await tx.sql
    .selectFrom('message')
    .select(['said', 'created_at'])
    .where('shop_id', '=', tx.shopId)
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  const said = tap.safeParse(message?.said)
  return message && said.success ? { variantId: said.data.action.slice('add:'.length), at: message.created_at } : null
}

async function takeIn(
  tx: ShopTransaction,
  row: ConversationRow,
  heard: { messageId: string; variantId: string; at: Date },
): Promise<Outcome<null>> {
  // The cart is locked before the conversation, as everywhere.
  const shopper = { kind: 'shopper' as const, id: row.visitor_id ?? row.address }
  const added = await (await talkCart(tx, row, shopper)).add(heard.variantId, 1)
  const locked = await lockConversation(tx, row.conversation_id)
  if (!locked || locked.owner === 'bot' || (await readTap(tx, heard.messageId)) === null)
    return refuse('tap.heard', 'It has been heard.')
  const line = added.ok ? added.value.lines.find((one) => one.variantId === heard.variantId) : null
  const what = [line?.title, line?.options].filter(Boolean).join(', ')
  const [refusal] = added.ok ? [] : added.refusals
  // Heard: the bot, should it get the word, finds no tap any more, and nobody waits because of it. What she said since still waits.
  await tx.sql
    .updateTable('message')
    .set({ said: null })
    .where('shop_id', '=', tx.shopId)
    .where('message_id', '=', heard.messageId)
    .execute()
  if (locked.waiting_since?.getTime() === heard.at.getTime())
    locked.waiting_since = (await unanswered(tx, row.conversation_id)).since
  await append(tx, locked, [
    {
      senderKind: 'system',
      senderId: 'system',
      content: { type: 'notice', key: refusal ? 'not_added' : 'added', values: { what } },
      text: refusal?.message ?? deskText(row.language, 'told.added', { what }),
    },
  ])
  return granted(null)
}
