import { type RawBuilder, sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import type { ConversationRow } from './conversation.ts'

/** The row, locked until the transaction ends. Conversations are locked last, after carts, stock and orders. */
export async function lockConversation(tx: ShopTransaction, conversationId: string): Promise<ConversationRow | null> {
  const row = await tx.sql
    .selectFrom('conversation')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function readConversation(tx: ShopTransaction, conversationId: string): Promise<ConversationRow | null> {
  const row = await tx.sql
    .selectFrom('conversation')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return row ?? null
}

export interface Arrival {
  inboxId: string
  /** The shopper's address on the channel: visitor, phone, thread. */
  address: string
  visitorId: string | null
  personId: string | null
  language: string
  currency: string
}

/** The one current conversation of this address, locked; made where there is none. Two first messages at once find the same one. */
export async function lockCurrentConversation(
  tx: ShopTransaction,
  arrival: Arrival,
): Promise<{ row: ConversationRow; isNew: boolean }> {
  const find = () =>
    tx.sql
      .selectFrom('conversation')
      .selectAll()
      .where('shop_id', '=', tx.shopId)
      .where('inbox_id', '=', arrival.inboxId)
      .where('address', '=', arrival.address)
      .where('is_current', '=', true)
      .forUpdate()
      .executeTakeFirst()
  const known = await find()
  if (known) return { row: known, isNew: false }
  const id = tx.id('cnv')
  await tx.sql
    .insertInto('conversation')
    .values({
      shop_id: tx.shopId,
      conversation_id: id,
      inbox_id: arrival.inboxId,
      address: arrival.address,
      visitor_id: arrival.visitorId,
      person_id: arrival.personId,
      language: arrival.language,
      currency: arrival.currency,
      created_at: tx.now,
    })
    // The predicate stands as it is written in the index: a parameter would not be recognised once the plan is a generic one.
    .onConflict((conflict) =>
      conflict.columns(['shop_id', 'inbox_id', 'address']).where(sql<boolean>`is_current`).doNothing(),
    )
    .execute()
  const made = await find()
  if (!made) throw new Error('a current conversation vanished while it was being opened')
  return { row: made, isNew: made.conversation_id === id }
}

/** A message already stored under this client or provider id, where there is one, and whether the bot still owes an answer in this conversation. */
export async function findRepeat(
  tx: ShopTransaction,
  key: {
    conversationId: string
    senderId: string
    clientId: string | undefined
    inboxId: string
    providerId: string | undefined
  },
): Promise<{ repeat: { messageId: string; conversationId: string; seq: number } | null; owes: boolean }> {
  const { rows } = await sql<{ message_id: string | null; conversation_id: string; seq: number; owes: boolean }>`
    select r.message_id, r.conversation_id, r.seq, coalesce(o.owed_seq > o.done_seq, false) as owes
    from (select) one
    left join owed_turn o on o.shop_id = ${tx.shopId} and o.conversation_id = ${key.conversationId}
    left join lateral (${alreadySaid(tx.shopId, key)}) r on true
    limit 1`.execute(tx.sql)
  const [row] = rows
  return {
    repeat: row?.message_id ? { messageId: row.message_id, conversationId: row.conversation_id, seq: row.seq } : null,
    owes: row?.owes ?? false,
  }
}

/** Each key is looked for by its own index. */
function alreadySaid(
  shopId: string,
  { senderId, clientId, inboxId, providerId }: Parameters<typeof findRepeat>[1],
): RawBuilder<unknown> {
  const said = (where: RawBuilder<unknown>) =>
    sql`select message_id, conversation_id, seq from message where shop_id = ${shopId} and ${where}`
  const looked = [
    ...(clientId === undefined
      ? []
      : [said(sql`sender_kind = 'shopper' and sender_id = ${senderId} and client_id = ${clientId}`)]),
    ...(providerId === undefined ? [] : [said(sql`inbox_id = ${inboxId} and provider_id = ${providerId}`)]),
  ]
  return looked.length > 0 ? sql.join(looked, sql` union all `) : said(sql`false`)
}

/** How long a process has a turn in hand before others look after it, where they can't see that it has died. */
export const turnLeaseSeconds = 30

/**
 * The bot owes an answer to what was said after `after`, up to `seq`. What it owed already it still owes; where it owed nothing,
 * earlier words are none of its business: they were said to a person, or before the talk had ended.
 * With a `lease` whoever calls has the turn in hand at once, and nobody else is woken: only where nothing was owed before, seen under the conversation's lock.
 */
export function oweTurn(
  tx: ShopTransaction,
  conversationId: string,
  seq: number,
  { after = seq - 1, lease = null }: { after?: number; lease?: string | null } = {},
): void {
  tx.send(sql`
    insert into owed_turn as o (shop_id, conversation_id, owed_seq, done_seq, not_before, attempts, lease, leased_until)
    values (${tx.shopId}, ${conversationId}, ${seq}, ${after}, ${tx.now}, ${lease ? 1 : 0}, ${lease}, ${lease ? new Date(tx.now.getTime() + turnLeaseSeconds * 1_000) : null})
    on conflict (shop_id, conversation_id) do update set owed_seq = excluded.owed_seq, not_before = excluded.not_before, attempts = excluded.attempts,
      done_seq = case when o.owed_seq > o.done_seq then o.done_seq else greatest(o.done_seq, excluded.done_seq) end,
      lease = coalesce(excluded.lease, o.lease), leased_until = coalesce(excluded.leased_until, o.leased_until)`)
  if (!lease) tx.wake('turn', conversationId)
}

/**
 * What the shopper has said since a person or the bot last said something to her: `after` is that last thing (0 where nobody has), `since`
 * when she began to wait, null where she does not. Taps that were heard already, and her verdict on a talk, wait for nothing.
 */
export async function unanswered(
  tx: ShopTransaction,
  conversationId: string,
): Promise<{ after: number; since: Date | null }> {
  const { rows } = await sql<{ after: number; since: Date | null }>`
    with last as (
      select coalesce(max(seq), 0) as seq from message
      where shop_id = ${tx.shopId} and conversation_id = ${conversationId} and sender_kind in ('agent', 'bot') and not for_desk_only
    )
    select last.seq as after, (
      select min(m.created_at) from message m
      where m.shop_id = ${tx.shopId} and m.conversation_id = ${conversationId} and m.seq > last.seq and m.sender_kind = 'shopper'
        and m.deleted_at is null and m.said is not null and coalesce(m.said ->> 'value', '') not like 'rate:%') as since
    from last`.execute(tx.sql)
  return rows[0] ?? { after: 0, since: null }
}

/** Nothing is owed any more: a human has the word, or the conversation is closed. */
export async function forgiveTurns(tx: ShopTransaction, conversationId: string): Promise<void> {
  await sql`update owed_turn set done_seq = owed_seq, lease = null, leased_until = null where shop_id = ${tx.shopId} and conversation_id = ${conversationId} and owed_seq > done_seq`.execute(
    tx.sql,
  )
}
