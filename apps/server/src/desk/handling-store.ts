import { sql } from 'kysely'
import { append, lockConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'

export interface HandlingGiven {
  priority?: number | undefined
  tags?: string[] | undefined
}

/** How pressing a conversation is, and what it is about. */
export async function setHandling(
  tx: ShopTransaction,
  conversationId: string,
  given: HandlingGiven,
): Promise<Outcome<{ priority: number; tags: string[] }>> {
  const row = await lockConversation(tx, conversationId)
  if (!row) return refuse('conversation.not_found', 'There is no such conversation.')
  const tags = given.tags && [...new Set(given.tags.map((tag) => tag.trim().toLowerCase()))].sort()
  const { rows } = await sql<{ priority: number; tags: string[] }>`
    insert into desk_case as k (shop_id, conversation_id, priority, tags) values (${tx.shopId}, ${conversationId}, ${given.priority ?? 0}, ${tags ?? []})
    on conflict (shop_id, conversation_id) do update set priority = coalesce(${given.priority ?? null}::int, k.priority), tags = coalesce(${tags ?? null}::text[], k.tags)
    returning priority, tags`.execute(tx.sql)
  await append(tx, row, [], [{ kind: 'conversation', deskOnly: true }])
  tx.wake('desk', 'queue')
  return granted(rows[0] ?? { priority: 0, tags: [] })
}

export async function tagsOf(tx: ShopTransaction, conversationId: string): Promise<string[]> {
  const row = await tx.sql
    .selectFrom('desk_case')
    .select('tags')
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return row?.tags ?? []
}

/** The tags in use, most used first. */
export async function allTags(tx: ShopTransaction): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select tag from desk_case, unnest(tags) as tag where shop_id = ${tx.shopId} and tags <> '{}' group by tag order by count(*) desc, tag limit 200`.execute(
    tx.sql,
  )
  return rows.map((row) => row.tag)
}

/** Out of sight until then, or until the shopper writes. */
export async function snooze(
  tx: ShopTransaction,
  conversationId: string,
  until: Date,
): Promise<Outcome<{ until: string }>> {
  const row = await lockConversation(tx, conversationId)
  if (!row) return refuse('conversation.not_found', 'There is no such conversation.')
  if (row.status === 'resolved')
    return refuse('conversation.resolved', 'The conversation is finished. Open it again first.')
  if (until <= tx.now) return refuse('desk.snooze', 'Choose a time that is still to come.', { path: 'until' })
  const from = row.status
  row.status = 'snoozed'
  row.snoozed_until = until
  await append(tx, row, [], [{ kind: 'conversation' }])
  if (from !== 'snoozed')
    tx.event(
      'conversation.status_changed',
      { conversation: conversationId, person: row.person_id },
      { from, to: 'snoozed' },
    )
  return granted({ until: until.toISOString() })
}

export async function dueToWake(tx: ShopTransaction): Promise<string[]> {
  const rows = await tx.sql
    .selectFrom('conversation')
    .select('conversation_id')
    .where('shop_id', '=', tx.shopId)
    .where('status', '=', 'snoozed')
    .where('snoozed_until', '<=', tx.now)
    .limit(200)
    .execute()
  return rows.map((row) => row.conversation_id)
}

/** Its time has come: it stands in the list again, as something that waits. */
export async function wakeUp(tx: ShopTransaction, conversationId: string): Promise<void> {
  const row = await lockConversation(tx, conversationId)
  if (row?.status !== 'snoozed' || !row.snoozed_until || row.snoozed_until > tx.now) return
  row.status = 'open'
  row.snoozed_until = null
  if (row.owner !== 'bot') row.waiting_since ??= tx.now
  await append(tx, row, [], [{ kind: 'conversation' }])
  tx.event(
    'conversation.status_changed',
    { conversation: conversationId, person: row.person_id },
    { from: 'snoozed', to: 'open' },
  )
  tx.wake('desk', 'queue')
}
