import { type Said, said as saidSchema } from '@parley/contracts'
import { sql } from 'kysely'
import { type ConversationRow, forgiveTurns, readConversation } from '../conversations/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Clock } from '../kernel/clock.ts'

/** A turn that this process has in hand: what stood unread when it was leased is the turn. */
export interface LeasedTurn {
  lease: string
  attempts: number
  fromSeq: number
  toSeq: number
  said: Said[]
  conversation: ConversationRow
}

const leaseSeconds = 30

export async function dueTurns(db: Database, clock: Clock): Promise<{ shopId: string; key: string }[]> {
  const { rows } = await db.outside((outside) =>
    sql<{ shop_id: string; conversation_id: string }>`select * from due_turns(${clock.now()}, 500)`.execute(outside),
  )
  return rows.map((row) => ({ shopId: row.shop_id, key: row.conversation_id }))
}

/** Takes what the bot owes in this conversation, where nobody else has it in hand. */
export async function leaseTurn(
  tx: ShopTransaction,
  conversationId: string,
  lease: string,
): Promise<LeasedTurn | null> {
  const { rows } = await sql<{ owed_seq: number; done_seq: number; attempts: number }>`
    update owed_turn set lease = ${lease}, leased_until = ${tx.now}::timestamptz + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
    where shop_id = ${tx.shopId} and conversation_id = ${conversationId} and owed_seq > done_seq and not_before <= ${tx.now}
      and (leased_until is null or leased_until < ${tx.now} or not holder_lives(lease))
    returning owed_seq, done_seq, attempts`.execute(tx.sql)
  const owed = rows[0]
  if (!owed) return null
  const conversation = await readConversation(tx, conversationId)
  if (conversation?.owner !== 'bot' || conversation.status !== 'open') {
    await forgiveTurns(tx, conversationId)
    return null
  }
  const said = await unread(tx, conversationId, owed.done_seq, owed.owed_seq)
  return { lease, attempts: owed.attempts, fromSeq: owed.done_seq + 1, toSeq: owed.owed_seq, said, conversation }
}

async function unread(tx: ShopTransaction, conversationId: string, after: number, upTo: number): Promise<Said[]> {
  const rows = await tx.sql
    .selectFrom('message')
    .select(['text', 'said'])
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .where('sender_kind', '=', 'shopper')
    .where('deleted_at', 'is', null)
    .orderBy('seq')
    .execute()
  return rows.map((row) => saidSchema.catch({ type: 'text', text: row.text }).parse(row.said))
}

/** The turn is given. False where the lease was lost meanwhile: then nothing of it may stand. */
export async function settleTurn(tx: ShopTransaction, turn: LeasedTurn): Promise<boolean> {
  const { rows } = await sql`
    update owed_turn set done_seq = ${turn.toSeq}, lease = null, leased_until = null, attempts = 0
    where shop_id = ${tx.shopId} and conversation_id = ${turn.conversation.conversation_id} and lease = ${turn.lease} returning 1`.execute(
    tx.sql,
  )
  return rows.length > 0
}

/** Puts the turn back: something broke, or it went stale. It is due again after `afterMs`. */
export async function returnTurn(tx: ShopTransaction, turn: LeasedTurn, afterMs: number): Promise<void> {
  await sql`
    update owed_turn set lease = null, leased_until = null, not_before = ${new Date(tx.now.getTime() + afterMs)}
    where shop_id = ${tx.shopId} and conversation_id = ${turn.conversation.conversation_id} and lease = ${turn.lease}`.execute(
    tx.sql,
  )
}
