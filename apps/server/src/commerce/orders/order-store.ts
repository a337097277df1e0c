import { type Actor, type OrderStatus, orderStatus } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import type { OrderDraft } from '../checkout/index.ts'
import { lockStockOf } from '../stock/index.ts'
import { move } from './order.ts'
import { type OrderRow, orderRow } from './order-view.ts'

const firstNumber = 10_001

/** The next order number of the shop, `T-10042`. Its row stays locked until the transaction ends, so it is asked for late. */
export async function nextNumber(tx: ShopTransaction, prefix: string): Promise<string> {
  const { rows } = await sql<{ value: number }>`
    insert into counter (shop_id, name, value) values (${tx.shopId}, 'order', ${firstNumber})
    on conflict (shop_id, name) do update set value = counter.value + 1 returning value`.execute(tx.sql)
  return `${prefix}-${rows[0]?.value}`
}

/** Writes the order with its lines and the first entry of its log, in one statement. */
export async function writeOrder(
  tx: ShopTransaction,
  draft: OrderDraft,
  order: { id: string; number: string },
): Promise<void> {
  const { totals, delivery } = draft
  const { id, name, days, price, needsAddress, promise } = delivery
  const lines = draft.lines.map((line, position) => ({
    line_id: tx.id('lin'),
    variant_id: line.variantId,
    product_id: line.productId,
    sku: line.sku,
    feed_id: line.feedId ?? null,
    title: line.title,
    options: line.options,
    quantity: line.quantity,
    unit_price: line.unitPrice.amount,
    total: line.total.amount,
    discount: line.discount?.amount ?? 0,
    vat: line.vat?.amount ?? 0,
    picture: line.picture ?? null,
    position,
  }))
  tx.send(sql`
    with placed as (
      insert into orders (shop_id, order_id, number, status, cart_id, proposal_id, conversation_id, visitor_id, person_id,
        language, currency, goods, delivery, discount, discounts, vat, reverse_charge, total, contact, address, delivery_method, placed_at)
      values (${tx.shopId}, ${order.id}, ${order.number}, 'placed', ${draft.cartId}, ${draft.proposalId}, ${draft.conversationId},
        ${draft.visitorId}, ${draft.personId}, ${draft.language}, ${draft.currency}, ${totals.goods.amount}, ${totals.delivery?.amount ?? 0},
        ${totals.discount.amount}, ${JSON.stringify(draft.discounts)}, ${totals.vat.amount}, ${totals.reverseCharge ?? false},
        ${totals.total.amount}, ${JSON.stringify(draft.contact)},
        ${draft.address && JSON.stringify(draft.address)}, ${JSON.stringify({ id, name, days, price, needsAddress, promise })}, ${tx.now})
    ), lines as (
      insert into order_line (shop_id, order_id, line_id, variant_id, product_id, sku, feed_id, title, options, quantity, unit_price, total,
        discount, vat, picture, position)
      select ${tx.shopId}, ${order.id}, l.line_id, l.variant_id, l.product_id, l.sku, l.feed_id, l.title, l.options, l.quantity,
        l.unit_price, l.total, l.discount, l.vat, l.picture, l.position
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(line_id text, variant_id text, product_id text, sku text, feed_id text,
        title text, options text, quantity int, unit_price bigint, total bigint,
        discount bigint, vat bigint, picture jsonb, position int)
    )
    insert into order_event (shop_id, order_id, from_status, to_status, actor, at)
    values (${tx.shopId}, ${order.id}, null, 'placed', ${JSON.stringify(draft.actor)}, ${tx.now})`)
}

export interface LockedOrder {
  id: string
  number: string
  status: OrderStatus
  currency: string
  total: number
  language: string
  conversationId: string | null
  visitorId: string | null
  personId: string | null
}

/** Locks what the order holds in stock, then the order: the order in which everybody locks them. Null where the shop has no such order. */
export async function lockOrder(tx: ShopTransaction, orderId: string): Promise<LockedOrder | null> {
  await lockStockOf(tx, orderId)
  const { rows } = await sql<unknown>`
    select order_id as id, number, status, currency, total, language, conversation_id as "conversationId", visitor_id as "visitorId", person_id as "personId"
    from orders where shop_id = ${tx.shopId} and order_id = ${orderId} for no key update`.execute(tx.sql)
  return rows[0] === undefined ? null : lockedOrder.parse(rows[0])
}

/** Moves a locked order along its lifecycle, writes its log and tells the world. Refused: `order.wrong_state`, `order.unpaid`. */
export async function moveOrder(
  tx: ShopTransaction,
  order: LockedOrder,
  to: OrderStatus,
  why: { actor: Actor; reason?: string },
): Promise<Outcome<LockedOrder>> {
  const moved = move(order.status, to)
  if (!moved.ok) return moved
  if (order.status === 'placed' && to === 'packed' && !(await isSecured(tx, order)))
    return refuse('order.unpaid', 'It is neither paid nor on account.', { path: 'status' })
  await sql`
    with moved as (update orders set status = ${to} where shop_id = ${tx.shopId} and order_id = ${order.id})
    insert into order_event (shop_id, order_id, from_status, to_status, actor, reason, at)
    values (${tx.shopId}, ${order.id}, ${order.status}, ${to}, ${JSON.stringify(why.actor)}, ${why.reason ?? null}, ${tx.now})`.execute(
    tx.sql,
  )
  const subjects = {
    order: order.id,
    person: order.personId,
    visitor: order.visitorId,
    conversation: order.conversationId,
  }
  tx.event('order.status_changed', subjects, { number: order.number, from: order.status, to })
  if (to === 'paid') tx.event('order.paid', subjects, { number: order.number })
  if (to === 'cancelled') tx.event('order.cancelled', subjects, { number: order.number, reason: why.reason ?? null })
  return granted({ ...order, status: to })
}

/** On account, it goes out before the money comes. */
async function isSecured(tx: ShopTransaction, order: LockedOrder): Promise<boolean> {
  const { rows } = await sql<{ secured: number }>`
    select coalesce(sum(greatest(authorised, captured)), 0)::bigint as secured from payment
    where shop_id = ${tx.shopId} and order_id = ${order.id}`.execute(tx.sql)
  return (rows[0]?.secured ?? 0) >= order.total
}

export type OrderWish =
  | { orderId: string }
  | { number: string }
  | { conversationId: string }
  | { personId: string }
  | { visitorId: string }
  /** Ordered with one of these addresses, in small letters. */
  | { emails: readonly string[] }

/** Orders with lines and latest payment, newest first, in one statement. */
export async function readOrders(tx: ShopTransaction, wish: OrderWish, most = 20): Promise<OrderRow[]> {
  return selectOrders(tx, wished(wish), most)
}

export interface OrderPage {
  status?: OrderStatus | undefined
  /** Part of a number or a name, or an e-mail address. */
  search?: string | undefined
  personId?: string | undefined
  conversationId?: string | undefined
  /** Placed then or later. */
  since?: string | undefined
  /** Where the page before ended. */
  after?: string | undefined
  limit: number
}

/** All orders of the shop, newest first, a page at a time; `next` is null on the last one. */
export async function pageOrders(
  tx: ShopTransaction,
  page: OrderPage,
): Promise<{ rows: OrderRow[]; next: string | null }> {
  const [at, id] = page.after?.split('~') ?? []
  const search = page.search?.trim()
  const rows = await selectOrders(
    tx,
    sql`true
      ${page.status ? sql`and o.status = ${page.status}` : sql``}
      ${page.personId ? sql`and o.person_id = ${page.personId}` : sql``}
      ${page.conversationId ? sql`and o.conversation_id = ${page.conversationId}` : sql``}
      ${page.since ? sql`and o.placed_at >= ${page.since}::timestamptz` : sql``}
      ${
        search
          ? sql`and (position(lower(${search}) in lower(o.number)) > 0 or lower(o.contact ->> 'email') = lower(${search})
              or position(lower(${search}) in lower(o.contact ->> 'name')) > 0)`
          : sql``
      }
      ${at && id && !Number.isNaN(Date.parse(at)) ? sql`and (o.placed_at, o.order_id) < (${at}::timestamptz, ${id})` : sql``}`,
    page.limit + 1,
  )
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return { rows: shown, next: last ? `${last.placed_at.toISOString()}~${last.order_id}` : null }
}

export async function writeTracking(
  tx: ShopTransaction,
  orderId: string,
  tracking: { carrier: string; number: string; url?: string | undefined },
): Promise<void> {
  await tx.sql
    .updateTable('orders')
    .set({ tracking: JSON.stringify(tracking) })
    .where('shop_id', '=', tx.shopId)
    .where('order_id', '=', orderId)
    .execute()
}

/** What has happened to an order, oldest first. */
export async function readOrderLog(tx: ShopTransaction, orderId: string) {
  const { rows } = await sql<{
    from: string | null
    to: string
    reason: string | null
    by: string
    byName: string | null
    at: Date
  }>`
    select e.from_status as "from", e.to_status as "to", e.reason, e.actor ->> 'kind' as by, e.at,
      case when e.actor ->> 'kind' = 'agent' then a.name end as "byName"
    from order_event e left join account a on a.account_id = e.actor ->> 'id'
    where e.shop_id = ${tx.shopId} and e.order_id = ${orderId} order by e.position`.execute(tx.sql)
  return rows
}

async function selectOrders(tx: ShopTransaction, where: RawBuilder<unknown>, most: number): Promise<OrderRow[]> {
  const { rows } = await sql<unknown>`
    select o.order_id, o.number, o.status, o.cart_id, o.conversation_id, o.visitor_id, o.person_id, o.language, o.currency,
      o.goods, o.delivery, o.discount, o.discounts, o.vat, o.reverse_charge, o.total, o.contact, o.address, o.delivery_method, o.tracking, o.placed_at,
      (select coalesce(jsonb_agg(to_jsonb(l) order by l.position), '[]') from order_line l
        where l.shop_id = o.shop_id and l.order_id = o.order_id) as lines,
      (select coalesce(sum(p.amount), 0)::bigint from payment p
        where p.shop_id = o.shop_id and p.order_id = o.order_id and p.provider = 'gift-card') as by_gift_cards,
      (select to_jsonb(p) from payment p where p.shop_id = o.shop_id and p.order_id = o.order_id
        order by p.provider = 'gift-card', p.created_at desc, p.payment_id desc limit 1) as payment
    from orders o where o.shop_id = ${tx.shopId} and ${where} order by o.placed_at desc, o.order_id desc limit ${most}`.execute(
    tx.sql,
  )
  return z.array(orderRow).parse(rows)
}

function wished(wish: OrderWish): RawBuilder<unknown> {
  if ('orderId' in wish) return sql`o.order_id = ${wish.orderId}`
  if ('number' in wish) return sql`o.number = ${wish.number}`
  if ('conversationId' in wish) return sql`o.conversation_id = ${wish.conversationId}`
  if ('emails' in wish) return sql`lower(o.contact ->> 'email') = any(${wish.emails})`
  return 'personId' in wish ? sql`o.person_id = ${wish.personId}` : sql`o.visitor_id = ${wish.visitorId}`
}

const lockedOrder = z.object({
  id: z.string(),
  number: z.string(),
  status: orderStatus,
  currency: z.string(),
  total: z.number(),
  language: z.string(),
  conversationId: z.string().nullable(),
  visitorId: z.string().nullable(),
  personId: z.string().nullable(),
})
