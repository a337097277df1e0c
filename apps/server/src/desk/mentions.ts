import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'

export interface Mention {
  conversationId: string
  messageId: string
  by: string
  text: string
  at: string
}

/** Notes who is named in a note, "@Anna Virtanen" or "@Anna" where only one is called so. */
export async function noteMentions(
  tx: ShopTransaction,
  said: { conversationId: string; messageId: string; text: string; byId: string },
): Promise<void> {
  if (!said.text.includes('@')) return
  const { rows } = await sql<{ account_id: string; name: string }>`
    select a.account_id, a.name from membership m join account a on a.account_id = m.account_id where m.shop_id = ${tx.shopId}`.execute(
    tx.sql,
  )
  const named = mentionedIn(
    said.text,
    rows.map(({ account_id, name }) => ({ id: account_id, name })),
  )
  for (const accountId of named.filter((id) => id !== said.byId)) {
    await tx.sql
      .insertInto('mention')
      .values({
        shop_id: tx.shopId,
        account_id: accountId,
        message_id: said.messageId,
        conversation_id: said.conversationId,
        at: tx.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

function mentionedIn(text: string, people: readonly { id: string; name: string }[]): string[] {
  const said = text.toLowerCase()
  return people
    .filter(({ name }) => {
      const first = name.split(/\s+/)[0] ?? name
      const isOnlyOne = people.filter((one) => (one.name.split(/\s+/)[0] ?? '') === first).length === 1
      return names(said, name) || (isOnlyOne && names(said, first))
    })
    .map(({ id }) => id)
}

function names(said: string, name: string): boolean {
  const at = said.indexOf(`@${name.toLowerCase()}`)
  return at >= 0 && !/[\p{L}\p{N}]/u.test(said.charAt(at + name.length + 1))
}

/** Where a colleague asked for her and she has not looked. */
export async function unseenMentions(tx: ShopTransaction, accountId: string): Promise<Mention[]> {
  const { rows } = await sql<{ conversation_id: string; message_id: string; by: string; text: string; at: Date }>`
    select x.conversation_id, x.message_id, a.name as by, m.text, x.at from mention x
    join message m on m.shop_id = x.shop_id and m.message_id = x.message_id and m.deleted_at is null
    left join account a on a.account_id = m.sender_id
    where x.shop_id = ${tx.shopId} and x.account_id = ${accountId} and x.seen_at is null order by x.at desc limit 100`.execute(
    tx.sql,
  )
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    messageId: row.message_id,
    by: row.by,
    text: row.text.slice(0, 300),
    at: row.at.toISOString(),
  }))
}

export async function seeMentions(tx: ShopTransaction, accountId: string, conversationId: string): Promise<void> {
  await tx.sql
    .updateTable('mention')
    .set({ seen_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('account_id', '=', accountId)
    .where('conversation_id', '=', conversationId)
    .where('seen_at', 'is', null)
    .execute()
}
