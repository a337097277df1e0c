import type { DeskConversation } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { deskConversations } from './desk-list.ts'

export interface Said {
  conversation: DeskConversation
  /** What was said, newest first; markup is nobody's: the page marks the words itself. */
  hits: { messageId: string; seq: number; text: string; at: string }[]
}

const mostHits = 200
const mostShown = 300

/** Where all these words were said, newest first; the last one may be half a word. */
export async function searchSaid(tx: ShopTransaction, query: string, limit: number): Promise<Said[]> {
  const wanted = wordsAsked(query)
  if (wanted === '') return []
  const { rows } = await sql<{
    message_id: string
    conversation_id: string
    seq: number
    text: string
    created_at: Date
  }>`
    select message_id, conversation_id, seq, said as text, created_at
    from search_messages(${wanted}::tsquery, ${mostHits}, ${tx.now}) order by created_at desc, seq desc`.execute(tx.sql)
  const byConversation = Map.groupBy(rows, (row) => row.conversation_id)
  const conversations = await deskConversations(tx, {
    conversationIds: [...byConversation.keys()].slice(0, limit),
    limit,
  })
  return [...byConversation].slice(0, limit).flatMap(([id, hits]) => {
    const conversation = conversations.find((one) => one.id === id)
    if (!conversation) return []
    const told = hits.slice(0, 3).map((hit) => ({
      messageId: hit.message_id,
      seq: hit.seq,
      text: around(hit.text, query),
      at: hit.created_at.toISOString(),
    }))
    return [{ conversation, hits: told }]
  })
}

/** "Where is T-10042, Ann" → 'where' & 'is' & 't' & '10042' & 'ann':*. Nothing of it is an operator. */
export function wordsAsked(query: string): string {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .slice(0, 12)
    .map((word, at) => (at === words.length - 1 ? `'${word}':*` : `'${word}'`))
    .join(' & ')
}

/** The part of a long text in which the first of the words stands. */
function around(text: string, query: string): string {
  if (text.length <= mostShown) return text
  const first = query.toLowerCase().match(/[\p{L}\p{N}]+/u)?.[0] ?? ''
  const at = Math.max(0, text.toLowerCase().indexOf(first) - 80)
  return `${at > 0 ? '… ' : ''}${text.slice(at, at + mostShown)}${at + mostShown < text.length ? ' …' : ''}`
}
