import { actor } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import { variantsForCart } from '../commerce/catalogue/index.ts'
import { append, type ConversationRow, lockConversation, nameOf } from '../conversations/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Consumer } from '../durable/index.ts'
import { deskText } from './desk-texts.ts'

const lines = z.array(z.object({ variantId: z.string(), quantity: z.int() }))
type Lines = z.infer<typeof lines>
const moved = z.object({ version: z.int(), by: z.string().optional() })

/** What somebody at the desk changes in a shopper's cart stands in her thread: who did it, and what. */
export function tellCart(db: Database): Consumer {
  return {
    name: 'desk-carts',
    types: ['cart.changed'],
    handle: async (event) => {
      const change = moved.safeParse(event.data)
      const cartId = event.subjects.cart
      // Her own hand and the bot's are nothing to tell her of.
      if (change.success && cartId && (change.data.by ?? 'agent') === 'agent')
        await db.inShop(event.shopId, (tx) => tellChange(tx, cartId, change.data.version, event.id))
    },
  }
}

async function tellChange(tx: ShopTransaction, cartId: string, version: number, key: string): Promise<void> {
  const { rows } = await sql<{ actor: unknown; before: unknown; after: unknown }>`
    select h.actor, h.before, coalesce(
      (select n.before from cart_history n where n.shop_id = h.shop_id and n.cart_id = h.cart_id and n.version > h.version order by n.version limit 1),
      (select coalesce(jsonb_agg(jsonb_build_object('variantId', l.variant_id, 'quantity', l.quantity)), '[]') from cart_line l where l.shop_id = h.shop_id and l.cart_id = h.cart_id)) as after
    from cart_history h where h.shop_id = ${tx.shopId} and h.cart_id = ${cartId} and h.version = ${version}`.execute(
    tx.sql,
  )
  const found = rows[0]
  const by = actor.safeParse(found?.actor)
  if (!found || !by.success || by.data.kind !== 'agent') return
  const name = await nameOf(tx, by.data.id ?? null)
  if (name === null) return
  const change = difference(lines.parse(found.before), lines.parse(found.after))
  for (const conversationId of change.size > 0 ? await talksOf(tx, cartId) : []) {
    const row = await lockConversation(tx, conversationId)
    if (row) await tell(tx, row, { name, what: await inWords(tx, row, change) }, key)
  }
}

async function tell(
  tx: ShopTransaction,
  row: ConversationRow,
  values: { name: string; what: string },
  key: string,
): Promise<void> {
  const clientId = `${key} ${row.conversation_id}`
  const { rows: told } = await sql`
    select from message where shop_id = ${tx.shopId} and sender_kind = 'system' and sender_id = 'system' and client_id = ${clientId}`.execute(
    tx.sql,
  )
  if (told.length > 0) return
  await append(tx, row, [
    {
      senderKind: 'system',
      senderId: 'system',
      content: { type: 'notice', key: 'cart_changed', values },
      text: deskText(row.language, 'told.cart_changed', values),
      clientId,
    },
  ])
}

/** How many more or fewer of each variant. */
function difference(before: Lines, after: Lines): Map<string, number> {
  const change = new Map<string, number>()
  for (const [list, sign] of [
    [before, -1],
    [after, 1],
  ] as const)
    for (const { variantId, quantity } of list) change.set(variantId, (change.get(variantId) ?? 0) + sign * quantity)
  return new Map([...change].filter(([, by]) => by !== 0))
}

async function inWords(tx: ShopTransaction, row: ConversationRow, change: Map<string, number>): Promise<string> {
  const wares = await variantsForCart(tx, [...change.keys()], { language: row.language, currency: row.currency })
  return [...change]
    .map(([variantId, by]) => {
      const ware = wares.get(variantId)
      const name = [ware?.title ?? '?', ware?.options].filter(Boolean).join(', ')
      return `${by > 0 ? '+' : '−'}${Math.abs(by)} ${name}`
    })
    .join('; ')
}

async function talksOf(tx: ShopTransaction, cartId: string): Promise<string[]> {
  const { rows } = await sql<{ conversation_id: string }>`
    select c.conversation_id from conversation c
    where c.shop_id = ${tx.shopId} and c.status = 'open'
      and (c.cart_id = ${cartId} or c.visitor_id = (select visitor_id from cart where shop_id = ${tx.shopId} and cart_id = ${cartId}))
    order by c.conversation_id`.execute(tx.sql)
  return rows.map((row) => row.conversation_id)
}
