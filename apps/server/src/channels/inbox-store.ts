import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import type { Inbox } from './inbox.ts'

const columns = ['inbox_id', 'channel', 'name', 'enabled', 'settings', 'sealed'] as const
const settings = z.record(z.string(), z.unknown())

interface Row {
  inbox_id: string
  channel: string
  name: string
  enabled: boolean
  settings: unknown
  sealed: string | null
}

const inboxOf = (row: Row): Inbox => ({
  id: row.inbox_id,
  channel: row.channel,
  name: row.name,
  enabled: row.enabled,
  settings: settings.parse(row.settings),
  sealed: row.sealed,
})

export async function readInbox(tx: ShopTransaction, inboxId: string): Promise<Inbox | null> {
  const row = await tx.sql
    .selectFrom('inbox')
    .select(columns)
    .where('shop_id', '=', tx.shopId)
    .where('inbox_id', '=', inboxId)
    .executeTakeFirst()
  return row ? inboxOf(row) : null
}

export async function listInboxes(tx: ShopTransaction): Promise<Inbox[]> {
  const rows = await tx.sql
    .selectFrom('inbox')
    .select(columns)
    .where('shop_id', '=', tx.shopId)
    .orderBy('inbox_id')
    .execute()
  return rows.map(inboxOf)
}

export async function saveInbox(tx: ShopTransaction, inbox: Inbox): Promise<void> {
  const values = {
    channel: inbox.channel,
    name: inbox.name,
    enabled: inbox.enabled,
    settings: JSON.stringify(inbox.settings),
    sealed: inbox.sealed,
  }
  await tx.sql
    .insertInto('inbox')
    .values({ shop_id: tx.shopId, inbox_id: inbox.id, ...values })
    .onConflict((conflict) => conflict.columns(['shop_id', 'inbox_id']).doUpdateSet(values))
    .execute()
}

/** The shopper's current conversation at an address of an inbox, as far as arriving words need it. */
export async function currentTalk(tx: ShopTransaction, inboxId: string, address: string) {
  const row = await tx.sql
    .selectFrom('conversation')
    .select(['visitor_id', 'person_id', 'language', 'currency'])
    .where('shop_id', '=', tx.shopId)
    .where('inbox_id', '=', inboxId)
    .where('address', '=', address)
    .where('is_current', '=', true)
    .executeTakeFirst()
  if (!row) return null
  return { visitorId: row.visitor_id, personId: row.person_id, language: row.language, currency: row.currency }
}

/** A message as it leaves, with what decides whether it still may. */
export async function readOutgoing(tx: ShopTransaction, messageId: string) {
  return await tx.sql
    .selectFrom('message as m')
    .innerJoin('conversation as c', (join) =>
      join.onRef('c.shop_id', '=', 'm.shop_id').onRef('c.conversation_id', '=', 'm.conversation_id'),
    )
    .select([
      'm.content',
      'm.text',
      'm.language',
      'm.sender_kind',
      'm.deleted_at',
      'm.for_desk_only',
      'c.conversation_id',
      'c.inbox_id',
      'c.address',
      'c.owner_epoch',
      'c.last_heard_at',
      'c.language as spoken',
    ])
    .where('m.shop_id', '=', tx.shopId)
    .where('m.message_id', '=', messageId)
    .executeTakeFirst()
}

const askSeconds = 60

/** Takes the turn to ask an inbox's provider for news; null where somebody else is asking. */
export async function leasePolling(
  tx: ShopTransaction,
  inboxId: string,
  lease: string,
): Promise<{ cursor: string | null } | null> {
  const { rows } = await sql<{ poll_cursor: string | null }>`
    update inbox set poll_lease = ${lease}, poll_leased_until = ${tx.now}::timestamptz + make_interval(secs => ${askSeconds})
    where shop_id = ${tx.shopId} and inbox_id = ${inboxId} and enabled
      and (poll_leased_until is null or poll_leased_until < ${tx.now} or not holder_lives(poll_lease))
    returning poll_cursor`.execute(tx.sql)
  return rows[0] ? { cursor: rows[0].poll_cursor } : null
}

export async function leavePolling(tx: ShopTransaction, inboxId: string, lease: string, cursor: string | null) {
  await tx.sql
    .updateTable('inbox')
    .set({ poll_cursor: cursor, poll_lease: null, poll_leased_until: null })
    .where('shop_id', '=', tx.shopId)
    .where('inbox_id', '=', inboxId)
    .where('poll_lease', '=', lease)
    .execute()
}
