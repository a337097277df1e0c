import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import { composeReplies, queueMail } from '../mail/index.ts'

/** So long after an answer a shopper who has not seen it gets it by mail; what is said meanwhile goes with it. */
const patienceMs = 120_000

export async function expectReading(tx: ShopTransaction, conversationId: string, at: Date): Promise<void> {
  const due = new Date(at.getTime() + patienceMs)
  await sql`
    insert into desk_case as k (shop_id, conversation_id, first_answered_at, mail_due_at) values (${tx.shopId}, ${conversationId}, ${at}, ${due})
    on conflict (shop_id, conversation_id) do update set first_answered_at = coalesce(k.first_answered_at, excluded.first_answered_at),
      mail_due_at = coalesce(k.mail_due_at, excluded.mail_due_at)`.execute(tx.sql)
}

/** Conversations whose shopper may have left before she was answered. */
export async function unreadNow(tx: ShopTransaction): Promise<string[]> {
  const { rows } = await sql<{ conversation_id: string }>`
    select conversation_id from desk_case where shop_id = ${tx.shopId} and mail_due_at <= ${tx.now} order by mail_due_at limit 100`.execute(
    tx.sql,
  )
  return rows.map((row) => row.conversation_id)
}

interface UnreadRow {
  seq: number
  text: string
  agent_name: string
  email: string
  language: string
  person_id: string
}

/** Mails what a shopper has not seen, once; nothing where she has, or where nobody knows her address. */
export async function mailUnread(tx: ShopTransaction, conversationId: string): Promise<void> {
  const { rows } = await sql<UnreadRow>`
    select m.seq, m.text, a.name as agent_name, p.email, c.language, p.person_id
    from desk_case k
    join conversation c on c.shop_id = k.shop_id and c.conversation_id = k.conversation_id
    join inbox i on i.shop_id = c.shop_id and i.inbox_id = c.inbox_id and i.channel in ('webchat', 'api')
    join person p on p.shop_id = c.shop_id and p.person_id = c.person_id and p.email is not null
    join message m on m.shop_id = c.shop_id and m.conversation_id = c.conversation_id and m.seq > greatest(c.shopper_seen_seq, k.mailed_seq)
    join account a on a.account_id = m.sender_id
    where k.shop_id = ${tx.shopId} and k.conversation_id = ${conversationId} and k.mail_due_at <= ${tx.now}
      and m.sender_kind = 'agent' and not m.for_desk_only and m.deleted_at is null and m.text <> ''
    order by m.seq`.execute(tx.sql)
  const last = rows.at(-1)
  if (last) {
    const { name } = await readShop(tx)
    const replies = rows.map((row) => row.text)
    await queueMail(tx, {
      kind: 'conversation-reply',
      to: last.email,
      language: last.language,
      mail: composeReplies(replies, { agent: last.agent_name, language: last.language, shopName: name }),
      personId: last.person_id,
      deliveryKey: `reply-${conversationId}-${last.seq}`,
    })
  }
  await sql`update desk_case set mail_due_at = null, mailed_seq = greatest(mailed_seq, ${last?.seq ?? 0}) where shop_id = ${tx.shopId} and conversation_id = ${conversationId}`.execute(
    tx.sql,
  )
}
