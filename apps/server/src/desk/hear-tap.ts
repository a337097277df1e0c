import { sql } from 'kysely'
import { z } from 'zod'
import { append, lockConversation, readConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { deskText } from './desk-texts.ts'
import { talkCart } from './talk-cart.ts'

const tap = z.object({ type: z.literal('click'), action: z.string().regex(/^add:.+/) })

/** A tap on what an agent has shown puts it into the shopper's cart: the bot, which hears taps otherwise, is silent then. Told once, also what stands in the way. */
export async function hearTap(tx: ShopTransaction, conversationId: string, messageId: string): Promise<void> {
  const message = await tx.sql
    .selectFrom('message')
    .select('said')
    .where('shop_id', '=', tx.shopId)
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  const said = tap.safeParse(message?.said)
  const row = said.success ? await readConversation(tx, conversationId) : null
  if (!said.success || !row || row.owner === 'bot' || (await isHeard(tx, messageId))) return
  const variantId = said.data.action.slice('add:'.length)
  // The cart is locked before the conversation, as everywhere.
  const added = await (await talkCart(tx, row, { kind: 'shopper', id: row.visitor_id ?? row.address })).add(
    variantId,
    1,
  )
  const line = added.ok ? added.value.lines.find((one) => one.variantId === variantId) : null
  const what = [line?.title, line?.options].filter(Boolean).join(', ')
  const [refusal] = added.ok ? [] : added.refusals
  const locked = await lockConversation(tx, conversationId)
  if (!locked) return
  await append(tx, locked, [
    {
      senderKind: 'system',
      senderId: 'system',
      content: { type: 'notice', key: refusal ? 'not_added' : 'added', values: { what } },
      text: refusal?.message ?? deskText(row.language, 'told.added', { what }),
      clientId: clientIdOf(messageId),
    },
  ])
}

async function isHeard(tx: ShopTransaction, messageId: string): Promise<boolean> {
  const { rows } = await sql`
    select from message where shop_id = ${tx.shopId} and sender_kind = 'system' and sender_id = 'system' and client_id = ${clientIdOf(messageId)}`.execute(
    tx.sql,
  )
  return rows.length > 0
}

const clientIdOf = (messageId: string): string => `tap ${messageId}`
