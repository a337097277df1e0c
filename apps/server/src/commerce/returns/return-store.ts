import { type Actor, money, type ReturnStatus, type ReturnView, returnView } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome } from '../../kernel/refusals.ts'
import type { LockedOrder, OrderRow } from '../orders/index.ts'
import type { Returnable } from './policy.ts'
import { moveReturn } from './return.ts'

const firstNumber = 1001

/** The next number of the shop's returns, `R-1001`. */
export async function nextReturnNumber(tx: ShopTransaction): Promise<string> {
  const { rows } = await sql<{ value: number }>`
    insert into counter (shop_id, name, value) values (${tx.shopId}, 'return', ${firstNumber})
    on conflict (shop_id, name) do update set value = counter.value + 1 returning value`.execute(tx.sql)
  return `R-${rows[0]?.value}`
}

/** The order as its policy looks at it: when it arrived, what of it is coming back already, what is sold for good. */
export async function readReturnable(
  tx: ShopTransaction,
  order: OrderRow,
  finalSale: readonly string[],
): Promise<Returnable> {
  const { rows } = await sql<{ line_id: string; taken: number; final: boolean }>`
    select l.line_id, coalesce((select sum(r.quantity) from return_line r
        join return_request q on q.shop_id = r.shop_id and q.return_id = r.return_id
        where r.shop_id = l.shop_id and r.line_id = l.line_id and q.status not in ('rejected', 'withdrawn')), 0)::int as taken,
      coalesce((select p.categories && ${[...finalSale]}::text[] from product p
        where p.shop_id = l.shop_id and p.product_id = l.product_id), false) as final
    from order_line l where l.shop_id = ${tx.shopId} and l.order_id = ${order.order_id}`.execute(tx.sql)
  const known = new Map(rows.map((row) => [row.line_id, row]))
  return {
    number: order.number,
    status: order.status,
    arrivedAt: await arrivalOf(tx, order.order_id),
    currency: order.currency,
    total: order.total,
    delivery: order.delivery,
    lines: order.lines.map((line) => ({
      lineId: line.line_id,
      variantId: line.variant_id,
      productId: line.product_id,
      title: line.title,
      quantity: line.quantity,
      total: line.total,
      taken: known.get(line.line_id)?.taken ?? 0,
      finalSale: known.get(line.line_id)?.final ?? false,
    })),
  }
}

async function arrivalOf(tx: ShopTransaction, orderId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select coalesce(max(at) filter (where to_status = 'delivered'), max(at) filter (where to_status = 'shipped')) as at
    from order_event where shop_id = ${tx.shopId} and order_id = ${orderId}`.execute(tx.sql)
  return rows[0]?.at ?? null
}

export interface NewReturn {
  id: string
  number: string
  kind: string
  wish: string
  status: ReturnStatus
  reason: string
  note: string | null
  photos: readonly string[]
  conversationId: string | null
  goods: number
  delivery: number
  cost: number
  replacementId: string | null
  lines: readonly { lineId: string; quantity: number; amount: number; variantId: string | null }[]
  actor: Actor
}

export async function writeReturn(tx: ShopTransaction, order: LockedOrder, made: NewReturn): Promise<void> {
  await tx.sql
    .insertInto('return_request')
    .values({
      shop_id: tx.shopId,
      return_id: made.id,
      number: made.number,
      order_id: order.id,
      person_id: order.personId,
      visitor_id: order.visitorId,
      conversation_id: made.conversationId,
      kind: made.kind,
      wish: made.wish,
      status: made.status,
      reason: made.reason,
      note: made.note,
      photos: JSON.stringify(made.photos),
      goods: made.goods,
      delivery: made.delivery,
      cost: made.cost,
      replacement_id: made.replacementId,
      created_at: tx.now,
      updated_at: tx.now,
    })
    .execute()
  await tx.sql
    .insertInto('return_line')
    .values(
      made.lines.map((line) => ({
        shop_id: tx.shopId,
        return_id: made.id,
        line_id: line.lineId,
        quantity: line.quantity,
        amount: line.amount,
        variant_id: line.variantId,
      })),
    )
    .execute()
  await writeLog(tx, made.id, { from: null, to: made.status, actor: made.actor, reason: null })
}

/** Moves a return of a locked order along, writes its log and tells the world. Refused: `return.wrong_state`. */
export async function moveOn(
  tx: ShopTransaction,
  order: LockedOrder,
  found: Pick<ReturnView, 'id' | 'number' | 'status'>,
  to: ReturnStatus,
  why: { actor: Actor; reason?: string; refunded?: number; label?: unknown },
): Promise<Outcome<null>> {
  const moved = moveReturn(found.status, to)
  if (!moved.ok) return moved
  await tx.sql
    .updateTable('return_request')
    .set({
      status: to,
      updated_at: tx.now,
      ...(why.refunded === undefined ? {} : { refunded: why.refunded }),
      ...(why.label === undefined ? {} : { label: JSON.stringify(why.label) }),
    })
    .where('shop_id', '=', tx.shopId)
    .where('return_id', '=', found.id)
    .execute()
  await writeLog(tx, found.id, { from: found.status, to, actor: why.actor, reason: why.reason ?? null })
  const subjects = {
    return: found.id,
    order: order.id,
    person: order.personId,
    visitor: order.visitorId,
    conversation: order.conversationId,
  }
  tx.event('return.status_changed', subjects, { number: found.number, from: found.status, to })
  return granted(null)
}

/** Says how it is to be made good, until it has been received. False where it is too late for that, or an exchange. */
export async function writeWish(tx: ShopTransaction, returnId: string, wish: 'refund' | 'credit'): Promise<boolean> {
  const done = await sql`update return_request set wish = ${wish}, updated_at = ${tx.now}
    where shop_id = ${tx.shopId} and return_id = ${returnId} and wish <> 'exchange' and status in ('asked', 'approved')`.execute(
    tx.sql,
  )
  return Number(done.numAffectedRows ?? 0) > 0
}

/** What was found when the goods were looked at. */
export async function writeInspection(
  tx: ShopTransaction,
  returnId: string,
  lines: readonly { lineId: string; accepted: number; restocked: number }[],
): Promise<void> {
  for (const { lineId, accepted, restocked } of lines)
    await tx.sql
      .updateTable('return_line')
      .set({ accepted, restocked })
      .where('shop_id', '=', tx.shopId)
      .where('return_id', '=', returnId)
      .where('line_id', '=', lineId)
      .execute()
}

async function writeLog(
  tx: ShopTransaction,
  returnId: string,
  { from, to, actor, reason }: { from: ReturnStatus | null; to: ReturnStatus; actor: Actor; reason: string | null },
): Promise<void> {
  await tx.sql
    .insertInto('return_event')
    .values({
      shop_id: tx.shopId,
      return_id: returnId,
      from_status: from,
      to_status: to,
      actor: JSON.stringify(actor),
      reason,
      at: tx.now,
    })
    .execute()
}

export type ReturnWishes = {
  returnId?: string | undefined
  orderId?: string | undefined
  personId?: string | undefined
  status?: ReturnStatus | undefined
  after?: string | undefined
}

/** Returns, the latest first, with their lines. */
export async function readReturns(tx: ShopTransaction, wish: ReturnWishes, most = 20): Promise<ReturnView[]> {
  const [at, id] = wish.after?.split('~') ?? []
  const isPage = at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at))
  return selectReturns(
    tx,
    sql`true
      ${wish.returnId ? sql`and q.return_id = ${wish.returnId}` : sql``}
      ${wish.orderId ? sql`and q.order_id = ${wish.orderId}` : sql``}
      ${wish.personId ? sql`and q.person_id = ${wish.personId}` : sql``}
      ${wish.status ? sql`and q.status = ${wish.status}` : sql``}
      ${isPage ? sql`and (q.created_at, q.return_id) < (${at}::timestamptz, ${id})` : sql``}`,
    most,
  )
}

async function selectReturns(tx: ShopTransaction, where: RawBuilder<unknown>, most: number): Promise<ReturnView[]> {
  const { rows } = await sql<unknown>`
    select q.return_id, q.number, q.order_id, o.number as order_number, o.currency, q.kind, q.wish, q.status, q.reason, q.note, q.photos, q.label,
      q.goods, q.delivery, q.cost, q.refunded, q.replacement_id, q.created_at,
      (select g.last_four from store_credit s join gift_card g on g.shop_id = s.shop_id and g.gift_card_id = s.gift_card_id
        where s.shop_id = q.shop_id and s.return_id = q.return_id) as credit_last_four,
      (select e.reason from return_event e where e.shop_id = q.shop_id and e.return_id = q.return_id and e.to_status = 'rejected'
        order by e.position desc limit 1) as refusal,
      (select jsonb_agg(jsonb_build_object('line_id', r.line_id, 'variant_id', l.variant_id, 'title', l.title, 'options', l.options,
          'quantity', r.quantity, 'amount', r.amount, 'instead', r.variant_id, 'accepted', r.accepted, 'restocked', r.restocked) order by l.position)
        from return_line r join order_line l on l.shop_id = r.shop_id and l.line_id = r.line_id
        where r.shop_id = q.shop_id and r.return_id = q.return_id) as lines
    from return_request q join orders o on o.shop_id = q.shop_id and o.order_id = q.order_id
    where q.shop_id = ${tx.shopId} and ${where} order by q.created_at desc, q.return_id desc limit ${most}`.execute(
    tx.sql,
  )
  return z.array(row).parse(rows).map(viewOf)
}

const row = returnView
  .pick({ kind: true, wish: true, status: true, reason: true, note: true, photos: true, label: true })
  .extend({
    return_id: z.string(),
    number: z.string(),
    order_id: z.string(),
    order_number: z.string(),
    currency: money.shape.currency,
    goods: z.number(),
    delivery: z.number(),
    cost: z.number(),
    refunded: z.number(),
    replacement_id: z.string().nullable(),
    credit_last_four: z.string().nullable(),
    refusal: z.string().nullable(),
    created_at: z.date(),
    lines: z.array(
      z.object({
        line_id: z.string(),
        variant_id: z.string(),
        title: z.string(),
        options: z.string(),
        quantity: z.number(),
        amount: z.number(),
        instead: z.string().nullable(),
        accepted: z.number().nullable(),
        restocked: z.number().nullable(),
      }),
    ),
  })

function viewOf(found: z.infer<typeof row>): ReturnView {
  const of = (amount: number) => ({ amount, currency: found.currency })
  const { kind, wish, status, reason, note, photos, label } = found
  return {
    id: found.return_id,
    number: found.number,
    orderId: found.order_id,
    orderNumber: found.order_number,
    ...{ kind, wish, status, reason, note, photos, label },
    lines: found.lines.map(({ line_id: lineId, variant_id: variantId, instead, amount, ...line }) => ({
      ...line,
      lineId,
      variantId,
      amount: of(amount),
      instead: instead === null ? null : { variantId: instead },
    })),
    goods: of(found.goods),
    delivery: of(found.delivery),
    cost: of(found.cost),
    total: of(found.goods + found.delivery - found.cost),
    refunded: of(found.refunded),
    creditLastFour: found.credit_last_four,
    replacementId: found.replacement_id,
    refusal: found.refusal || null,
    createdAt: found.created_at.toISOString(),
  }
}
