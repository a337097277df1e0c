import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { append, type NewMessage } from './append.ts'
import { type ConversationRow, type HandOver, moveOwner } from './conversation.ts'
import { forgiveTurns, lockConversation, oweTurn, unanswered } from './conversation-store.ts'

const missing = () => refuse('conversation.not_found', 'There is no such conversation.')

const notice = (key: string, values: Record<string, string> = {}): NewMessage => ({
  senderKind: 'system',
  senderId: 'system',
  content: { type: 'notice', key, values },
  text: '',
})

export interface AgentActing {
  accountId: string
  name: string
}

/** A human takes the conversation: the bot falls silent, whatever it was about to say is discarded. Taking it twice changes nothing. */
export async function take(
  tx: ShopTransaction,
  conversationId: string,
  agent: AgentActing,
): Promise<Outcome<ConversationRow>> {
  const row = await lockConversation(tx, conversationId)
  if (!row) return missing()
  if (row.owner === 'agent' && row.agent_id === agent.accountId) return granted(row)
  await takeOver(tx, row, agent, [])
  return granted(row)
}

/** Shared by `take` and by a human's reply: owner, epoch, forgiven turns and what was said, together. */
export async function takeOver(
  tx: ShopTransaction,
  row: ConversationRow,
  agent: AgentActing,
  said: NewMessage[],
): Promise<{ id: string; seq: number }[]> {
  const before = row.owner
  const isNew = before !== 'agent' || row.agent_id !== agent.accountId
  if (isNew) moveOwner(row, 'agent', agent.accountId)
  if (row.status !== 'open') row.status = 'open'
  row.awaits = null
  const joined = isNew ? [notice('agent_joined', { name: agent.name })] : []
  const { messages } = await append(tx, row, [...joined, ...said], isNew ? [{ kind: 'conversation' }] : [])
  if (isNew) {
    await forgiveTurns(tx, row.conversation_id)
    tx.wake('desk', 'queue')
    tx.event('conversation.owner_changed', subjects(row), { from: before, to: 'agent', account: agent.accountId })
  }
  return messages.slice(joined.length)
}

/** Back to the bot, which starts with a fresh context and answers what still stands unanswered. */
export async function giveBack(tx: ShopTransaction, conversationId: string): Promise<Outcome<ConversationRow>> {
  const row = await lockConversation(tx, conversationId)
  if (!row) return missing()
  if (row.owner === 'bot') return granted(row)
  const before = row.owner
  const waits = await unanswered(tx, conversationId)
  moveOwner(row, 'bot', null)
  row.dialogue_version += 1
  row.waiting_since = null
  row.hand_over = null
  await append(tx, row, [notice('bot_resumed')], [{ kind: 'conversation' }], null)
  if (waits.since) oweTurn(tx, row.conversation_id, row.last_seq, { after: waits.after })
  tx.wake('desk', 'queue')
  tx.event('conversation.owner_changed', subjects(row), { from: before, to: 'bot' })
  return granted(row)
}

/** The bot, or an agent, gives it to the queue. On an already locked row; the caller appends. */
export function toQueue(tx: ShopTransaction, row: ConversationRow, why: Omit<HandOver, 'at'>): void {
  const before = row.owner
  moveOwner(row, 'queue', null)
  row.hand_over = { ...why, at: tx.now.toISOString() }
  row.waiting_since ??= tx.now
  row.awaits = null
  tx.wake('desk', 'queue')
  tx.event('bot.handed_over', subjects(row), { reason: why.reason })
  tx.event('conversation.owner_changed', subjects(row), { from: before, to: 'queue' })
}

export async function resolve(tx: ShopTransaction, conversationId: string): Promise<Outcome<ConversationRow>> {
  return setStatus(tx, conversationId, 'resolved')
}

export async function reopenByDesk(tx: ShopTransaction, conversationId: string): Promise<Outcome<ConversationRow>> {
  return setStatus(tx, conversationId, 'open')
}

async function setStatus(
  tx: ShopTransaction,
  conversationId: string,
  status: 'open' | 'resolved',
): Promise<Outcome<ConversationRow>> {
  const row = await lockConversation(tx, conversationId)
  if (!row) return missing()
  if (row.status === status) return granted(row)
  const from = row.status
  row.status = status
  if (status === 'resolved') {
    row.waiting_since = null
    row.awaits = null
    row.owner_epoch += 1
    await forgiveTurns(tx, conversationId)
  }
  await append(tx, row, [notice(status === 'resolved' ? 'resolved' : 'reopened')], [{ kind: 'conversation' }])
  tx.wake('desk', 'queue')
  tx.event('conversation.status_changed', subjects(row), { from, to: status })
  return granted(row)
}

const subjects = (row: ConversationRow) => ({
  conversation: row.conversation_id,
  visitor: row.visitor_id,
  person: row.person_id,
})
