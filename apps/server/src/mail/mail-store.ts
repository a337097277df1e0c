import type { ShopTransaction } from '../db/database.ts'
import { owe } from '../durable/index.ts'
import type { ComposedMail } from './compose.ts'

export interface NewMail {
  kind:
    | 'order-confirmation'
    | 'one-time-code'
    | 'conversation-reply'
    | 'order-cancelled'
    | 'order-address'
    | 'order-items'
    | 'order-copy'
    | 'stock-alert'
    | 'gift-card'
    | 'return'
    | 'refund'
    | 'review-request'
    | 'quote'
    | 'company-approval'
    | 'room-reminder'
  to: string
  language: string
  mail: ComposedMail
  personId?: string | null
  orderId?: string | null
  /** The same key is one mail, however often it is asked for. */
  deliveryKey: string
}

/** Writes a mail and owes its sending, in the caller's transaction. */
export async function queueMail(tx: ShopTransaction, given: NewMail): Promise<void> {
  const mailId = `mai_${given.deliveryKey}`
  const made = await tx.sql
    .insertInto('mail')
    .values({
      shop_id: tx.shopId,
      mail_id: mailId,
      kind: given.kind,
      person_id: given.personId ?? null,
      order_id: given.orderId ?? null,
      to_address: given.to,
      language: given.language,
      subject: given.mail.subject,
      body_text: given.mail.text,
      body_html: given.mail.html,
      state: 'owed',
      created_at: tx.now,
    })
    .onConflict((conflict) => conflict.columns(['shop_id', 'mail_id']).doNothing())
    .executeTakeFirst()
  if (!made.numInsertedOrUpdatedRows) return
  await owe(tx, { kind: 'mail', lane: mailId, deliveryKey: given.deliveryKey, mailId })
  tx.event('mail.queued', { mail: mailId, person: given.personId, order: given.orderId }, { kind: given.kind })
}

export interface StoredMail {
  id: string
  kind: string
  to: string
  language: string
  subject: string
  state: string
  orderId: string | null
  createdAt: string
  text: string
  html: string
}

export async function readMail(tx: ShopTransaction, mailId: string): Promise<StoredMail | null> {
  const row = await tx.sql
    .selectFrom('mail')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('mail_id', '=', mailId)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.mail_id,
    kind: row.kind,
    to: row.to_address,
    language: row.language,
    subject: row.subject,
    state: row.state,
    orderId: row.order_id,
    createdAt: row.created_at.toISOString(),
    text: row.body_text,
    html: row.body_html,
  }
}

export async function listMails(tx: ShopTransaction, limit: number): Promise<Omit<StoredMail, 'text' | 'html'>[]> {
  const rows = await tx.sql
    .selectFrom('mail')
    .select(['mail_id', 'kind', 'to_address', 'language', 'subject', 'state', 'order_id', 'created_at'])
    .where('shop_id', '=', tx.shopId)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.mail_id,
    kind: row.kind,
    to: row.to_address,
    language: row.language,
    subject: row.subject,
    state: row.state,
    orderId: row.order_id,
    createdAt: row.created_at.toISOString(),
  }))
}

export async function markMail(tx: ShopTransaction, mailId: string, state: 'kept' | 'sent' | 'failed'): Promise<void> {
  await tx.sql
    .updateTable('mail')
    .set({ state, sent_at: state === 'sent' ? tx.now : null })
    .where('shop_id', '=', tx.shopId)
    .where('mail_id', '=', mailId)
    .execute()
  if (state === 'sent') tx.event('mail.sent', { mail: mailId })
}

/** How many mails of this kind an order has had since an instant. */
export async function countMails(
  tx: ShopTransaction,
  of: { kind: NewMail['kind']; orderId: string; since: Date },
): Promise<number> {
  const row = await tx.sql
    .selectFrom('mail')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('shop_id', '=', tx.shopId)
    .where('order_id', '=', of.orderId)
    .where('kind', '=', of.kind)
    .where('created_at', '>', of.since)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}
