import { sql } from 'kysely'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { startWorker, type Worker } from './worker.ts'

export interface OwedItem {
  kind: 'message' | 'mail' | 'webhook'
  /** Things of one lane leave one at a time, in order: conversation and inbox, or a mail's own id. */
  lane: string
  deliveryKey: string
  conversationId?: string | undefined
  messageId?: string | undefined
  mailId?: string | undefined
  /** The epoch under which it was said; where a human has the word since, it is dropped. */
  ownerEpoch?: number | undefined
}

export interface LeasedItem {
  outboxId: string
  kind: OwedItem['kind']
  lane: string
  deliveryKey: string
  conversationId: string | null
  messageId: string | null
  mailId: string | null
  ownerEpoch: number | null
  attempts: number
  /** How much of it has left already: what the sender noted by `noteProgress`. */
  partsSent: number
}

/** What became of an item. `later` keeps it at the head of its lane. */
export type Sent =
  | { state: 'sent' }
  | { state: 'dropped'; why: string }
  | { state: 'failed'; why: string }
  | { state: 'later'; afterMs?: number; why: string }
export type Sender = (shopId: string, item: LeasedItem) => Promise<Sent>

/** Written with what it sends, in one transaction. The same delivery key twice is one item. */
export async function owe(tx: ShopTransaction, item: OwedItem): Promise<void> {
  tx.send(sql`
    insert into outbox (shop_id, outbox_id, lane, kind, conversation_id, message_id, mail_id, owner_epoch, delivery_key, state, not_before, created_at)
    values (${tx.shopId}, ${tx.id('out')}, ${item.lane}, ${item.kind}, ${item.conversationId ?? null}, ${item.messageId ?? null}, ${item.mailId ?? null}, ${item.ownerEpoch ?? null}, ${item.deliveryKey}, 'owed', ${tx.now}, ${tx.now})
    on conflict (shop_id, delivery_key) do nothing`)
  tx.wake('outbox', item.lane)
}

const leaseSeconds = 60
/** After so many tries an item that could not be sent has failed. */
export const mostAttempts = 12

/** Sends what is owed, head of line per lane, outside any transaction; the lease makes two processes one. */
export function startOutbox(
  db: Database,
  senders: Record<OwedItem['kind'], Sender>,
  options: { clock: Clock; log: Log; newLease: () => string; sweepMs?: number },
): Worker {
  const due = async () => {
    const { rows } = await db.outside((db) =>
      sql<{ shop_id: string; lane: string }>`select * from due_lanes(${options.clock.now()}, 500)`.execute(db),
    )
    return rows.map((row) => ({ shopId: row.shop_id, key: row.lane }))
  }
  const work = async (shopId: string, lane: string): Promise<boolean> => {
    const lease = options.newLease()
    const item = await db.inShop(shopId, (tx) => leaseHead(tx, lane, lease))
    if (!item) return false
    const sent = await senders[item.kind](shopId, item).catch((error: unknown): Sent => {
      options.log.warn({ error, kind: item.kind, item: item.outboxId }, 'sending failed')
      return { state: 'later', why: 'fault' }
    })
    await db.inShop(shopId, (tx) => settle(tx, item, lease, sent))
    // A mail's lane is its own: nothing stands behind it.
    return sent.state !== 'later' && item.kind !== 'mail'
  }
  return startWorker({ name: 'outbox', due, work, parallel: 16, sweepMs: options.sweepMs ?? 1_000, log: options.log })
}

/** The first owed item of the lane, where it is due and nobody else has it. */
async function leaseHead(tx: ShopTransaction, lane: string, lease: string): Promise<LeasedItem | null> {
  const { rows } = await sql<{
    outbox_id: string
    kind: OwedItem['kind']
    lane: string
    delivery_key: string
    conversation_id: string | null
    message_id: string | null
    mail_id: string | null
    owner_epoch: number | null
    attempts: number
    parts_sent: number
  }>`
    update outbox set lease = ${lease}, leased_until = ${tx.now}::timestamptz + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
    where shop_id = ${tx.shopId} and outbox_id = (
      select outbox_id from outbox where shop_id = ${tx.shopId} and lane = ${lane} and state = 'owed' order by position limit 1 for update)
      and state = 'owed' and not_before <= ${tx.now} and (leased_until is null or leased_until < ${tx.now} or not holder_lives(lease))
    returning outbox_id, kind, lane, delivery_key, conversation_id, message_id, mail_id, owner_epoch, attempts, coalesce((data->>'parts')::int, 0) as parts_sent`.execute(
    tx.sql,
  )
  const row = rows[0]
  if (!row) return null
  return {
    outboxId: row.outbox_id,
    kind: row.kind,
    lane: row.lane,
    deliveryKey: row.delivery_key,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    mailId: row.mail_id,
    ownerEpoch: row.owner_epoch,
    attempts: row.attempts,
    partsSent: row.parts_sent,
  }
}

/** So many parts of the item have left: a retry goes on after them. */
export async function noteProgress(tx: ShopTransaction, outboxId: string, parts: number): Promise<void> {
  await tx.sql
    .updateTable('outbox')
    .set({ data: JSON.stringify({ parts }) })
    .where('shop_id', '=', tx.shopId)
    .where('outbox_id', '=', outboxId)
    .execute()
}

async function settle(tx: ShopTransaction, item: LeasedItem, lease: string, sent: Sent): Promise<void> {
  const state = sent.state === 'later' ? (item.attempts >= mostAttempts ? 'failed' : 'owed') : sent.state
  const notBefore =
    sent.state === 'later' ? new Date(tx.now.getTime() + (sent.afterMs ?? backoffMs(item.attempts))) : tx.now
  await tx.sql
    .updateTable('outbox')
    .set({
      state,
      lease: null,
      leased_until: null,
      not_before: notBefore,
      error: 'why' in sent ? sent.why : null,
      done_at: state === 'owed' ? null : tx.now,
    })
    .where('shop_id', '=', tx.shopId)
    .where('outbox_id', '=', item.outboxId)
    .where('lease', '=', lease)
    .execute()
}

/** 1 s, 2 s, 4 s … at most an hour. */
const backoffMs = (attempts: number): number => Math.min(3_600_000, 1_000 * 2 ** Math.max(0, attempts - 1))
