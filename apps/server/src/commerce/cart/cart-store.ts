import { actor, address, contact, currency } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import type { CartOwner, CartRecord, LineRecord } from './cart.ts'

const columns = sql`cart_id as id, visitor_id as "visitorId", person_id as "personId", currency, version, status,
  contact, address, delivery_id as "deliveryId", payment_id as "paymentId", codes, gift_cards as "giftCards", channel, updated_at as "updatedAt"`

/** The owner's open cart, locked until the transaction ends where `lock` says so. */
export async function findCart(tx: ShopTransaction, owner: CartOwner, lock: boolean): Promise<CartRecord | null> {
  const locked = lock ? sql`for no key update` : sql``
  const { rows } = await sql<unknown>`
    select ${columns} from cart where shop_id = ${tx.shopId} and ${ownedBy(owner)} limit 1 ${locked}`.execute(tx.sql)
  return rows[0] === undefined ? null : cartRecord.parse(rows[0])
}

/**
 * The same with its lines, asked for together. A lock may have been waited for: the lines are read after it, and of the cart that it locked.
 */
export async function findCartWithLines(
  tx: ShopTransaction,
  owner: CartOwner,
  lock: boolean,
): Promise<{ cart: CartRecord; lines: LineRecord[] } | null> {
  const [cart, found] = await Promise.all([findCart(tx, owner, lock), linesOf(tx, owner)])
  if (!cart) return null
  return { cart, lines: found?.cartId === cart.id ? found.lines : await readLines(tx, cart.id) }
}

async function linesOf(tx: ShopTransaction, owner: CartOwner): Promise<{ cartId: string; lines: LineRecord[] } | null> {
  const { rows } = await sql<unknown>`
    select cart_id as "cartId", (
      select coalesce(jsonb_agg(jsonb_build_object('id', l.line_id, 'variantId', l.variant_id, 'quantity', l.quantity, 'version', l.version,
        'position', l.position, 'addedBy', l.added_by) order by l.position, l.line_id), '[]')
      from cart_line l where l.shop_id = cart.shop_id and l.cart_id = cart.cart_id) as lines
    from cart where shop_id = ${tx.shopId} and ${ownedBy(owner)} limit 1`.execute(tx.sql)
  return rows[0] === undefined ? null : cartLines.parse(rows[0])
}

/** An open cart for an owner who has none. Null where somebody made it at the same instant: then it can be found. */
export async function createCart(
  tx: ShopTransaction,
  owner: { visitorId?: string | null; personId?: string | null },
  reader: { currency: string; language: string; conversationId?: string | null | undefined },
): Promise<CartRecord | null> {
  const { rows } = await sql<unknown>`
    insert into cart (shop_id, cart_id, visitor_id, person_id, currency, language, channel, created_at, updated_at)
    values (${tx.shopId}, ${tx.id('crt')}, ${owner.visitorId ?? null}, ${owner.personId ?? null},
      ${reader.currency}, ${reader.language}, ${channelOf(tx, reader.conversationId ?? null)}, ${tx.now}, ${tx.now})
    on conflict do nothing returning ${columns}`.execute(tx.sql)
  return rows[0] === undefined ? null : cartRecord.parse(rows[0])
}

/** Where a talk is held, for offers that hold on one channel only; `web` for the shop's own pages. */
function channelOf(tx: ShopTransaction, conversationId: string | null): RawBuilder<unknown> {
  return sql`coalesce((select i.channel from conversation c join inbox i on i.shop_id = c.shop_id and i.inbox_id = c.inbox_id
    where c.shop_id = ${tx.shopId} and c.conversation_id = ${conversationId}), 'web')`
}

/** In the order in which they were first added. */
export async function readLines(tx: ShopTransaction, cartId: string): Promise<LineRecord[]> {
  const { rows } = await sql<unknown>`
    select line_id as id, variant_id as "variantId", quantity, version, position, added_by as "addedBy"
    from cart_line where shop_id = ${tx.shopId} and cart_id = ${cartId} order by position, line_id`.execute(tx.sql)
  return z.array(lineRecord).parse(rows)
}

/** Writes the difference between two states of a cart's lines under the cart's next version, and how to take it back, in one statement. */
export async function writeLines(
  tx: ShopTransaction,
  cart: CartRecord,
  change: { before: readonly LineRecord[]; after: readonly LineRecord[]; by: unknown; canBeUndone: boolean },
): Promise<CartRecord> {
  const kept = new Set(change.after.map((line) => line.id))
  const gone = change.before.filter((line) => !kept.has(line.id)).map((line) => line.id)
  const known = new Map(change.before.map((line) => [line.id, line.version]))
  const written = change.after.filter((line) => known.get(line.id) !== line.version)
  const version = cart.version + 1
  tx.send(sql`
    with gone as (
      delete from cart_line where shop_id = ${tx.shopId} and cart_id = ${cart.id} and line_id = any(${gone})
    ), written as (
      insert into cart_line (shop_id, line_id, cart_id, variant_id, quantity, version, position, added_by, created_at)
      select ${tx.shopId}, w.id, ${cart.id}, w."variantId", w.quantity, w.version, w.position, w."addedBy", ${tx.now}
      from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
        as w(id text, "variantId" text, quantity int, version int, position int, "addedBy" jsonb)
      on conflict (shop_id, line_id) do update set cart_id = excluded.cart_id, quantity = excluded.quantity, version = excluded.version, position = excluded.position
    ), history as (
      insert into cart_history (shop_id, cart_id, version, actor, before, at)
      select ${tx.shopId}, ${cart.id}, ${version}, ${JSON.stringify(change.by)}::jsonb, ${JSON.stringify(change.before)}::jsonb, ${tx.now}
      where ${change.canBeUndone}::boolean
    )
    update cart set version = ${version}, updated_at = ${tx.now} where shop_id = ${tx.shopId} and cart_id = ${cart.id}`)
  return { ...cart, version, updatedAt: tx.now }
}

/** The lines before the alteration that made this version, and who made it. */
export async function readHistory(tx: ShopTransaction, cart: CartRecord) {
  const row = await tx.sql
    .selectFrom('cart_history')
    .select(['actor', 'before'])
    .where('shop_id', '=', tx.shopId)
    .where('cart_id', '=', cart.id)
    .where('version', '=', cart.version)
    .executeTakeFirst()
  return row ? historyRecord.parse(row) : null
}

/** Gives the cart to a person, ends it, changes its currency or codes, or keeps what the checkout gathered. No new version by itself: the lines are as they were. */
export async function updateCart(
  tx: ShopTransaction,
  cartId: string,
  set: {
    person_id?: string
    visitor_id?: string
    currency?: string
    status?: 'ordered' | 'merged'
    contact?: string
    address?: string
    delivery_id?: string | null
    payment_id?: string | null
    codes?: string[]
    gift_cards?: string[]
    version?: number
  },
): Promise<void> {
  tx.send(
    tx.sql
      .updateTable('cart')
      .set({ ...set, updated_at: tx.now })
      .where('shop_id', '=', tx.shopId)
      .where('cart_id', '=', cartId),
  )
}

/** A visitor sees what she gathered in this browser; a person what is hers wherever it was gathered, and a visitor's that belongs to nobody yet. */
function ownedBy(owner: CartOwner): RawBuilder<unknown> {
  if ('cartId' in owner) return sql`cart_id = ${owner.cartId}`
  const { visitorId, personId } = owner
  if (!personId) return sql`status = 'open' and visitor_id = ${visitorId ?? null}`
  if (!visitorId) return sql`status = 'open' and person_id = ${personId}`
  return sql`cart_id = coalesce(
    (select c.cart_id from cart c where c.shop_id = cart.shop_id and c.status = 'open' and c.person_id = ${personId}),
    (select c.cart_id from cart c where c.shop_id = cart.shop_id and c.status = 'open' and c.visitor_id = ${visitorId} and c.person_id is null)
  ) and status = 'open'`
}

const cartRecord = z.object({
  id: z.string(),
  visitorId: z.string().nullable(),
  personId: z.string().nullable(),
  currency,
  version: z.number(),
  status: z.enum(['open', 'ordered', 'merged']),
  contact: contact.partial().nullable(),
  address: address.partial().nullable(),
  deliveryId: z.string().nullable(),
  paymentId: z.string().nullable(),
  codes: z.array(z.string()),
  giftCards: z.array(z.string()),
  channel: z.string(),
  updatedAt: z.date(),
})

const lineRecord = z.object({
  id: z.string(),
  variantId: z.string(),
  quantity: z.number(),
  version: z.number(),
  position: z.number(),
  addedBy: actor,
})

const cartLines = z.object({ cartId: z.string(), lines: z.array(lineRecord) })

const historyRecord = z.object({ actor, before: z.array(lineRecord) })
