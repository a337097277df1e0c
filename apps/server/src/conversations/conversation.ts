import { awaits as awaitsSchema, type Conversation, type Message, type Said } from '@parley/contracts'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../db/tables.generated.ts'

/** A conversation as its row stands. Under a lock it is altered in place and written back whole by `append`. */
export type ConversationRow = Selectable<Tables['conversation']>

export const handOver = z.object({ reason: z.string(), summary: z.string(), at: z.iso.datetime() })
export type HandOver = z.infer<typeof handOver>

/** What the shopper may know of her conversation. `agentName` is looked up by the reader. */
export function conversationView(
  row: ConversationRow,
  audience: 'shopper' | 'desk',
  agentName: string | null,
): Conversation {
  return {
    id: row.conversation_id,
    status: row.status === 'resolved' ? 'resolved' : row.status === 'snoozed' ? 'snoozed' : 'open',
    owner: ownerOf(row),
    agent: row.agent_id ? { id: row.agent_id, name: agentName ?? '' } : null,
    language: row.language,
    currency: row.currency,
    cartId: row.cart_id,
    lastSeq: row.last_seq,
    lastChange: audience === 'desk' ? row.desk_changes : row.shopper_changes,
    awaits: awaitsSchema
      .nullable()
      .catch(null)
      .parse(row.awaits ?? null),
    createdAt: row.created_at.toISOString(),
  }
}

function ownerOf(row: Pick<ConversationRow, 'owner'>): Conversation['owner'] {
  return row.owner === 'agent' ? 'agent' : row.owner === 'queue' ? 'queue' : 'bot'
}

export const deliveryOf = (state: string): Message['delivery'] =>
  state === 'sent' || state === 'delivered' || state === 'read' || state === 'failed' ? state : 'stored'

export type Owner = Conversation['owner']

/** Who may own a conversation after whom, and by what. Every move raises the epoch. */
const ownerMoves: Record<Owner, readonly Owner[]> = {
  bot: ['queue', 'agent'],
  queue: ['agent', 'bot'],
  agent: ['agent', 'queue', 'bot'],
}

const mayMove = (from: Owner, to: Owner): boolean => ownerMoves[from].includes(to)

/** Alters owner and epoch on a locked row; a turn begun before is then stale. */
export function moveOwner(row: ConversationRow, to: Owner, agentId: string | null): void {
  if (!mayMove(ownerOf(row), to)) throw new Error(`a conversation can't go from ${row.owner} to ${to}`)
  row.owner = to
  row.agent_id = to === 'agent' ? agentId : null
  row.owner_epoch += 1
}

/** What stands in the thread for something said by tap or form. */
export function textOfSaid(said: Said): string {
  switch (said.type) {
    case 'text':
      return said.text
    case 'choice':
      return said.label ?? said.value
    case 'click':
      return said.label ?? said.action
    case 'form':
      return Object.values(said.values)
        .filter((value) => value.trim() !== '')
        .join('\n')
    case 'file':
      return said.attachmentId
  }
}
