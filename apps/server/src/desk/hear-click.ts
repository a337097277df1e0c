import { sql } from 'kysely'
import { readConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { talkCart } from './talk-cart.ts'

const adding = 'add:'

/** A card that an agent has shown is put into the cart by a tap, though the bot, which does this otherwise, is silent. */
export async function hearClick(tx: ShopTransaction, conversationId: string, messageId: string): Promise<void> {
  const row = await readConversation(tx, conversationId)
  if (row?.owner !== 'agent') return
  // Marked by what it has done, so that a tap that is told of twice is one.
  const { rows } = await sql<{ action: string }>`
    update message set said = said || '{"done": true}'
    where shop_id = ${tx.shopId} and message_id = ${messageId} and said->>'type' = 'click' and said->>'action' like ${`${adding}%`} and said->'done' is null
    returning said->>'action' as action`.execute(tx.sql)
  const action = rows[0]?.action
  if (action === undefined) return
  const cart = await talkCart(tx, row, { kind: 'shopper', ...(row.visitor_id ? { id: row.visitor_id } : {}) })
  // What can't be had is told by the agent, who sees the tap.
  await cart.add(action.slice(adding.length), 1)
}
