import type { Message } from '@parley/contracts'
import { sql } from 'kysely'
import { append, lockConversation, messagesFrom, resolve } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, orThrow, refuse } from '../kernel/refusals.ts'

const missing = (path?: string) =>
  refuse('conversation.not_found', 'There is no such conversation.', path ? { path } : {})

/**
 * Reads another thread together with this one: the other ends and its words stand in this one's history. Each keeps its own
 * messages and its own way to the shopper, so that they can be taken apart again as if nothing had been.
 */
export async function link(
  tx: ShopTransaction,
  intoId: string,
  otherId: string,
  by: string,
): Promise<Outcome<{ linked: string[] }>> {
  if (intoId === otherId) return refuse('conversation.same', 'This is the same conversation.', { path: 'other' })
  // Locked in one order, whichever is merged into which.
  const rows = new Map<string, Awaited<ReturnType<typeof lockConversation>>>()
  for (const id of [intoId, otherId].sort()) rows.set(id, await lockConversation(tx, id))
  const [into, other] = [rows.get(intoId), rows.get(otherId)]
  if (!into) return missing()
  if (!other) return missing('other')
  const target = await intoOf(tx, intoId)
  if (target) return refuse('conversation.linked', 'This conversation has itself been merged into another.')
  await sql`update conversation_link set into_id = ${intoId} where shop_id = ${tx.shopId} and into_id = ${otherId}`.execute(
    tx.sql,
  )
  await sql`
    insert into conversation_link (shop_id, conversation_id, into_id, linked_by, at) values (${tx.shopId}, ${otherId}, ${intoId}, ${by}, ${tx.now})
    on conflict (shop_id, conversation_id) do update set into_id = excluded.into_id, linked_by = excluded.linked_by, at = excluded.at`.execute(
    tx.sql,
  )
  if (other.status !== 'resolved') orThrow(await resolve(tx, otherId))
  await append(tx, into, [], [{ kind: 'conversation', deskOnly: true }])
  tx.event('conversation.linked', { conversation: intoId, other: otherId, person: into.person_id })
  return granted({ linked: await linkedTo(tx, intoId) })
}

/** Takes them apart again. */
export async function unlink(
  tx: ShopTransaction,
  intoId: string,
  otherId: string,
): Promise<Outcome<{ linked: string[] }>> {
  const { numAffectedRows } =
    await sql`delete from conversation_link where shop_id = ${tx.shopId} and conversation_id = ${otherId} and into_id = ${intoId}`.execute(
      tx.sql,
    )
  if (!numAffectedRows) return refuse('conversation.not_linked', 'These two have not been merged.', { path: 'other' })
  const into = await lockConversation(tx, intoId)
  if (into) await append(tx, into, [], [{ kind: 'conversation', deskOnly: true }])
  return granted({ linked: await linkedTo(tx, intoId) })
}

async function intoOf(tx: ShopTransaction, conversationId: string): Promise<string | null> {
  const row = await tx.sql
    .selectFrom('conversation_link')
    .select('into_id')
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return row?.into_id ?? null
}

async function linkedTo(tx: ShopTransaction, intoId: string): Promise<string[]> {
  const rows = await tx.sql
    .selectFrom('conversation_link')
    .select('conversation_id')
    .where('shop_id', '=', tx.shopId)
    .where('into_id', '=', intoId)
    .orderBy('at')
    .execute()
  return rows.map((row) => row.conversation_id)
}

export interface EarlierThread {
  conversationId: string
  inbox: string
  isLinked: boolean
  status: string
  startedAt: string
  messages: Message[]
}

/** Her other threads, on any channel, the latest first: those merged into this one, and those of the same person. */
export async function historyOf(tx: ShopTransaction, conversationId: string, limit: number): Promise<EarlierThread[]> {
  const { rows } = await sql<{
    conversation_id: string
    inbox: string
    status: string
    created_at: Date
    is_linked: boolean
    last_seq: number
  }>`
    with here as (select * from conversation where shop_id = ${tx.shopId} and conversation_id = ${conversationId}),
    hers as (
      select o.conversation_id from here c join conversation o on o.shop_id = c.shop_id and o.person_id = c.person_id
      union select o.conversation_id from here c join conversation o on o.shop_id = c.shop_id and o.visitor_id = c.visitor_id
      union select l.conversation_id from conversation_link l where l.shop_id = ${tx.shopId} and l.into_id = ${conversationId})
    select o.conversation_id, i.name as inbox, o.status, o.created_at, o.last_seq, coalesce(l.into_id = ${conversationId}, false) as is_linked
    from hers join conversation o on o.shop_id = ${tx.shopId} and o.conversation_id = hers.conversation_id
    join inbox i on i.shop_id = o.shop_id and i.inbox_id = o.inbox_id
    left join conversation_link l on l.shop_id = o.shop_id and l.conversation_id = o.conversation_id
    where o.conversation_id <> ${conversationId}
    order by o.created_at desc limit ${limit}`.execute(tx.sql)
  const threads: EarlierThread[] = []
  for (const row of rows)
    threads.push({
      conversationId: row.conversation_id,
      inbox: row.inbox,
      isLinked: row.is_linked,
      status: row.status,
      startedAt: row.created_at.toISOString(),
      messages: await messagesFrom(tx, row.conversation_id, 'desk', Math.max(1, row.last_seq - 99), 100),
    })
  return threads
}
