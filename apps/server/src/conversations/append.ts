import type { Content, Said } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import type { ChangeRow, MessageRow } from './change-views.ts'
import type { ConversationRow } from './conversation.ts'
import { FreshChanges } from './fresh-changes.ts'

export interface NewMessage {
  senderKind: 'shopper' | 'bot' | 'agent' | 'system'
  senderId: string
  /** Of an agent: what her account is called. */
  senderName?: string
  content: Content
  text: string
  said?: Said
  forDeskOnly?: boolean
  language?: string
  clientId?: string
  providerId?: string
  turnId?: string
}

/** An alteration other than a new message. `deskOnly` ones take no number in the shopper's stream. */
export interface NewChange {
  kind: 'message_edited' | 'message_deleted' | 'delivery' | 'conversation' | 'cart' | 'turn'
  messageId?: string
  data?: unknown
  deskOnly?: boolean
}

export interface Appended {
  messages: { id: string; seq: number }[]
}

/**
 * The one way in which a conversation grows: messages, changes and the altered row in a single statement.
 * The caller holds the row's lock (`lockConversation`), so numbers follow one another without gaps.
 */
export async function append(
  tx: ShopTransaction,
  row: ConversationRow,
  messages: readonly NewMessage[],
  changes: readonly NewChange[] = [],
  dialogue?: unknown,
): Promise<Appended> {
  if (dialogue !== undefined) row.dialogue = dialogue
  const messageRows = messages.map((message) => messageRow(tx, row, message))
  const changeRows = [
    ...messageRows.map((message) =>
      changeRow(row, { kind: 'message', message_id: message.message_id, data: null }, message.for_desk_only),
    ),
    ...changes.map((change) =>
      changeRow(
        row,
        { kind: change.kind, message_id: change.messageId ?? null, data: change.data ?? null },
        change.deskOnly ?? false,
      ),
    ),
  ]
  tx.send(sql`
    with row as (
      update conversation set status = ${row.status}, owner = ${row.owner}, owner_epoch = ${row.owner_epoch}, agent_id = ${row.agent_id},
        visitor_id = ${row.visitor_id}, person_id = ${row.person_id}, is_current = ${row.is_current},
        language = ${row.language}, currency = ${row.currency}, cart_id = ${row.cart_id}, last_seq = ${row.last_seq},
        desk_changes = ${row.desk_changes}, shopper_changes = ${row.shopper_changes},
        dialogue = ${dialogue === undefined ? sql`dialogue` : sql`${JSON.stringify(dialogue)}::jsonb`}, dialogue_version = ${row.dialogue_version},
        awaits = ${row.awaits ? JSON.stringify(row.awaits) : null}::jsonb, last_text = ${row.last_text}, last_sender = ${row.last_sender},
        last_message_at = ${row.last_message_at}, last_heard_at = ${row.last_heard_at}, waiting_since = ${row.waiting_since},
        hand_over = ${row.hand_over ? JSON.stringify(row.hand_over) : null}::jsonb, snoozed_until = ${row.snoozed_until},
        desk_seen_seq = ${row.desk_seen_seq}, shopper_seen_seq = ${row.shopper_seen_seq}
      where shop_id = ${tx.shopId} and conversation_id = ${row.conversation_id}
    ), said as (
      insert into message (shop_id, message_id, conversation_id, seq, sender_kind, sender_id, content, text, said, for_desk_only, language, client_id, inbox_id, provider_id, turn_id, created_at)
      select ${tx.shopId}, m.message_id, ${row.conversation_id}, m.seq, m.sender_kind, m.sender_id, m.content, m.text, m.said, m.for_desk_only, m.language, m.client_id, ${row.inbox_id}, m.provider_id, m.turn_id, ${tx.now}
      from jsonb_to_recordset(${JSON.stringify(messageRows)}::jsonb) as m(message_id text, seq int, sender_kind text, sender_id text, content jsonb, text text, said jsonb, for_desk_only bool, language text, client_id text, provider_id text, turn_id text)
    )
    insert into change (shop_id, conversation_id, desk_number, shopper_number, kind, message_id, data, at)
    select ${tx.shopId}, ${row.conversation_id}, c.desk_number, c.shopper_number, c.kind, c.message_id, c.data, ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(changeRows)}::jsonb) as c(desk_number int, shopper_number int, kind text, message_id text, data jsonb)`)
  tx.wake('changes', row.conversation_id, freshChanges(tx, row, messages, messageRows, changeRows))
  return { messages: messageRows.map(({ message_id, seq }) => ({ id: message_id, seq })) }
}

function messageRow(tx: ShopTransaction, row: ConversationRow, message: NewMessage) {
  row.last_seq += 1
  if (!message.forDeskOnly && message.senderKind !== 'system') {
    row.last_text = briefOf(message).slice(0, 200)
    row.last_sender = message.senderKind
    row.last_message_at = tx.now
  }
  return {
    message_id: tx.id('msg'),
    seq: row.last_seq,
    sender_kind: message.senderKind,
    sender_id: message.senderId,
    content: message.content,
    text: message.text,
    said: message.said ?? null,
    for_desk_only: message.forDeskOnly ?? false,
    language: message.language ?? null,
    client_id: message.clientId ?? null,
    provider_id: message.providerId ?? null,
    turn_id: message.turnId ?? null,
  }
}

/** How it reads in a list: a file by its name, not by its address. */
function briefOf({ content, text }: NewMessage): string {
  if (content.type === 'file') return content.name
  return content.type === 'image' ? content.alt : text
}

type StoredMessage = ReturnType<typeof messageRow>
type StoredChange = ReturnType<typeof changeRow>

/** What was just written, as it would be read; undefined where telling it needs more than was written. */
function freshChanges(
  tx: ShopTransaction,
  row: ConversationRow,
  messages: readonly NewMessage[],
  messageRows: readonly StoredMessage[],
  changeRows: readonly StoredChange[],
): FreshChanges | undefined {
  const nameless = messages.some(({ senderKind, senderName }) => senderKind === 'agent' && senderName === undefined)
  if (nameless || changeRows.some(({ kind }) => !toldByItself.has(kind))) return undefined
  const rows = changeRows.map((change): ChangeRow & MessageRow => {
    const at = messageRows.findIndex(({ message_id }) => message_id === change.message_id)
    return {
      ...(messageRows[at] ?? noMessage),
      sender_name: messages[at]?.senderName ?? null,
      conversation_id: row.conversation_id,
      delivery: 'stored',
      created_at: tx.now,
      edited_at: null,
      deleted_at: null,
      ...change,
      change_message_id: change.message_id,
      message_id: change.message_id ?? '',
      at: tx.now,
    }
  })
  return new FreshChanges({ ...row }, rows)
}

const toldByItself: ReadonlySet<string> = new Set(['message', 'message_deleted', 'turn', 'cart'])
const noMessage = {
  seq: 0,
  sender_kind: 'system',
  sender_id: 'system',
  content: null,
  text: '',
  language: null,
  client_id: null,
  turn_id: null,
}

function changeRow(
  row: ConversationRow,
  change: { kind: string; message_id: string | null; data: unknown },
  deskOnly: boolean,
) {
  row.desk_changes += 1
  if (!deskOnly) row.shopper_changes += 1
  return { desk_number: row.desk_changes, shopper_number: deskOnly ? null : row.shopper_changes, ...change }
}
