import { type Said, said as saidSchema } from '@parley/contracts'
import { sql } from 'kysely'
import { type BegunTurn, type ConversationRow, forgiveTurns, turnLeaseSeconds } from '../conversations/index.ts'
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
  const taken = await sql<{ owed_seq: number; done_seq: number; attempts: number }>`
    update owed_turn set lease = ${lease}, leased_until = ${tx.now}::timestamptz + make_interval(secs => ${turnLeaseSeconds}), attempts = attempts + 1
    where shop_id = ${tx.shopId} and conversation_id = ${conversationId} and owed_seq > done_seq and not_before <= ${tx.now}
      and (leased_until is null or leased_until < ${tx.now} or not holder_lives(lease))
    returning owed_seq, done_seq, attempts`.execute(tx.sql)
  const [owed] = taken.rows
  if (!owed) return null
  // A statement of its own: the lease may have waited for somebody who was just saying more, and only a later look sees those words.
  const { rows } = await sql<ConversationRow & { unread: Unread[] }>`
    select c.*, (
      select coalesce(jsonb_agg(jsonb_build_object('text', m.text, 'said', m.said) order by m.seq), '[]')
      from message m where m.shop_id = c.shop_id and m.conversation_id = c.conversation_id and m.seq > ${owed.done_seq} and m.seq <= ${owed.owed_seq}
        and m.sender_kind = 'shopper' and m.deleted_at is null and m.said is not null) as unread
    from conversation c where c.shop_id = ${tx.shopId} and c.conversation_id = ${conversationId}`.execute(tx.sql)
  const [found] = rows
  if (!found) return null
  const { unread, ...conversation } = found
  if (conversation.owner !== 'bot' || conversation.status !== 'open') {
    await forgiveTurns(tx, conversationId)
    return null
  }
  const said = unread.map((one) => saidSchema.catch({ type: 'text', text: one.text }).parse(one.said))
  return { lease, attempts: owed.attempts, fromSeq: owed.done_seq + 1, toSeq: owed.owed_seq, said, conversation }
}

/** What was taken in hand as it was said. */
export const begunTurn = ({ lease, seq, said, conversation }: BegunTurn): LeasedTurn => ({
  lease,
  attempts: 1,
  fromSeq: seq,
  toSeq: seq,
  said: [said],
  conversation,
})

interface Unread {
  text: string
  said: unknown
}

/** The turn is given; `more` where something was said meanwhile. Null where the lease was lost: then nothing of it may stand. */
export async function settleTurn(tx: ShopTransaction, turn: LeasedTurn): Promise<{ more: boolean } | null> {
  const { rows } = await sql<{ more: boolean }>`
    update owed_turn set done_seq = ${turn.toSeq}, lease = null, leased_until = null, attempts = 0
    where shop_id = ${tx.shopId} and conversation_id = ${turn.conversation.conversation_id} and lease = ${turn.lease} returning owed_seq > done_seq as more`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}

/** Puts the turn back: something broke, or it went stale. It is due again after `afterMs`. */
export async function returnTurn(tx: ShopTransaction, turn: LeasedTurn, afterMs: number): Promise<void> {
  await sql`
    update owed_turn set lease = null, leased_until = null, not_before = ${new Date(tx.now.getTime() + afterMs)}
    where shop_id = ${tx.shopId} and conversation_id = ${turn.conversation.conversation_id} and lease = ${turn.lease}`.execute(
    tx.sql,
  )
}
