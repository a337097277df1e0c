import type { Actor } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import type { CartVariant } from '../catalogue/index.ts'
import type { LockedOrder, OrderRow } from '../orders/index.ts'
import type { AddedItem, Edited, ItemWish } from './items.ts'

/** Locks the shelves of an order and of what is to come into it, in key order: before the order itself. */
export async function lockShelves(tx: ShopTransaction, orderId: string, variantIds: readonly string[]): Promise<void> {
  await sql`
    select 1 from stock s where s.shop_id = ${tx.shopId} and (s.variant_id = any(${[...variantIds]})
      or s.variant_id in (select l.variant_id from order_line l where l.shop_id = ${tx.shopId} and l.order_id = ${orderId}))
    order by s.variant_id, s.location_id for no key update of s`.execute(tx.sql)
}

export interface NewLine extends AddedItem {
  ware: CartVariant
  unitPrice: number
  total: number
  vat: number
}

/** Writes the order as it is from now on, its log, and tells the world. The order and its shelves are locked. */
export async function writeItems(
  tx: ShopTransaction,
  order: LockedOrder,
  of: { before: OrderRow; edited: Edited; discounts: readonly unknown[]; added: readonly NewLine[]; actor: Actor },
): Promise<void> {
  const { before, edited, added, actor } = of
  const { sums, lines } = edited
  const stay = sql`jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as g("lineId" text, quantity int, total bigint, discount bigint, vat bigint)`
  await sql`delete from order_line where shop_id = ${tx.shopId} and order_id = ${order.id}
    and line_id <> all(${lines.map(({ lineId }) => lineId)})`.execute(tx.sql)
  await sql`update order_line l set quantity = g.quantity, total = g.total, discount = g.discount, vat = g.vat from ${stay}
    where l.shop_id = ${tx.shopId} and l.order_id = ${order.id} and l.line_id = g."lineId"`.execute(tx.sql)
  const last = Math.max(-1, ...before.lines.map((_, at) => at))
  for (const [at, line] of added.entries()) {
    const like = before.lines.find(({ line_id }) => line_id === line.ofLine)
    if (!like) throw new Error(`the order ${order.number} has no line ${line.ofLine}`)
    await tx.sql
      .insertInto('order_line')
      .values({
        ...{ shop_id: tx.shopId, order_id: order.id, line_id: tx.id('lin'), position: last + 1 + at },
        ...{ variant_id: line.variantId, product_id: like.product_id, sku: line.ware.sku, feed_id: line.ware.feedId },
        ...{ title: like.title, options: line.ware.options, quantity: line.quantity, unit_price: line.unitPrice },
        ...{ total: line.total, discount: 0, vat: line.vat },
        picture: line.ware.picture && JSON.stringify(line.ware.picture),
      })
      .execute()
  }
  await sql`
    with edited as (
      update orders set goods = ${sums.goods}, discount = ${sums.discount}, discounts = ${JSON.stringify(of.discounts)}, vat = ${sums.vat}, total = ${sums.total}
      where shop_id = ${tx.shopId} and order_id = ${order.id}
    )
    insert into order_event (shop_id, order_id, from_status, to_status, actor, reason, at)
    values (${tx.shopId}, ${order.id}, ${order.status}, ${order.status}, ${JSON.stringify(actor)}, 'items', ${tx.now})`.execute(
    tx.sql,
  )
  const subjects = {
    ...{ order: order.id, person: order.personId, visitor: order.visitorId, conversation: order.conversationId },
  }
  tx.event('order.items_changed', subjects, {
    ...{ number: order.number, difference: edited.difference, vat: sums.vat - before.vat },
  })
}

/** An edit that waits for the difference to be paid. */
export interface WaitingEdit {
  id: string
  wishes: ItemWish[]
  difference: number
  restsOn: string
  actor: Actor
}

const wishes = z.array(z.object({ lineId: z.string(), quantity: z.int(), variantId: z.string().optional() }))
const actor = z.custom<Actor>((value) => typeof value === 'object' && value !== null && 'kind' in value)

/** Notes an edit that is carried out once its payment comes in; an earlier one of the order makes way for it. Answers payments that nobody waits for any more. */
export async function writeWaiting(
  tx: ShopTransaction,
  of: { orderId: string; paymentId: string; edit: Omit<WaitingEdit, 'id'> },
): Promise<string[]> {
  const { rows } = await sql<{ paymentId: string }>`
    update order_edit set status = 'lapsed' where shop_id = ${tx.shopId} and order_id = ${of.orderId} and status = 'waiting'
    returning payment_id as "paymentId"`.execute(tx.sql)
  const { edit } = of
  await tx.sql
    .insertInto('order_edit')
    .values({
      ...{ shop_id: tx.shopId, edit_id: tx.id('edt'), order_id: of.orderId, payment_id: of.paymentId },
      ...{ wishes: JSON.stringify(edit.wishes), difference: edit.difference, rests_on: edit.restsOn },
      ...{ actor: JSON.stringify(edit.actor), status: 'waiting', made_at: tx.now },
    })
    .execute()
  return rows.map(({ paymentId }) => paymentId)
}

/** The edit that a payment pays for, where it still waits. */
export async function readWaiting(tx: ShopTransaction, paymentId: string): Promise<WaitingEdit | null> {
  const { rows } = await sql<{ id: string; wishes: unknown; difference: number; restsOn: string; actor: unknown }>`
    select edit_id as id, wishes, difference::bigint as difference, rests_on as "restsOn", actor from order_edit
    where shop_id = ${tx.shopId} and payment_id = ${paymentId} and status = 'waiting'`.execute(tx.sql)
  const [row] = rows
  if (!row) return null
  return { ...row, wishes: wishes.parse(row.wishes), difference: Number(row.difference), actor: actor.parse(row.actor) }
}

export async function endWaiting(tx: ShopTransaction, editId: string, status: 'done' | 'lapsed'): Promise<void> {
  await tx.sql
    .updateTable('order_edit')
    .set({ status })
    .where('shop_id', '=', tx.shopId)
    .where('edit_id', '=', editId)
    .execute()
}
