import type { Said } from '@parley/contracts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { append } from './append.ts'
import { contentOfAttachment, readAttachment, type StoredAttachment, sayAttachment } from './attachments/index.ts'
import { type ConversationRow, textOfSaid } from './conversation.ts'
import { type Arrival, findRepeat, lockConversation, lockCurrentConversation, oweTurn } from './conversation-store.ts'

export interface Accepting extends Arrival {
  /** Where the client names it; must be the sender's own. */
  conversationId?: string | undefined
  said: Said
  clientId?: string | undefined
  providerId?: string | undefined
}

export interface Accepted {
  conversationId: string
  messageId: string
  seq: number
  repeated: boolean
}

/** A turn that is in hand from the instant its words were stored: nothing else stood unread. */
export interface BegunTurn {
  lease: string
  seq: number
  said: Said
  conversation: ConversationRow
}

/** Whoever can answer in this process, so that nothing needs to be leased and read again to be answered. */
export interface TurnStarter {
  /** A name for the lease; null where there is enough in hand here, and whoever is free shall take it. */
  newLease(): string | null
  /** Called once the words are stored. A process that dies before it has answered leaves a lease whose holder lives no more. */
  start(turn: BegunTurn): void
}

/**
 * Stores what a shopper said, with the turn it owes, before anybody is told that it was heard.
 * The same client id or provider id again is the same message and owes nothing new.
 */
export async function accept(tx: ShopTransaction, given: Accepting, starter?: TurnStarter): Promise<Outcome<Accepted>> {
  const file = given.said.type === 'file' ? await ownFile(tx, given, given.said.attachmentId) : null
  if (given.said.type === 'file' && !file) return refuse('attachment.not_found', 'There is no such file of yours.')
  const found = await theConversation(tx, given)
  if (!found) return refuse('conversation.not_found', 'There is no such conversation.', { path: 'conversationId' })
  const { row, isNew } = found
  const senderId = given.visitorId ?? given.address
  // Under the conversation's lock: a repeat that comes at the same time waits and then finds the first.
  const { repeat, owes } = await findRepeat(tx, {
    conversationId: row.conversation_id,
    senderId,
    clientId: given.clientId,
    inboxId: row.inbox_id,
    providerId: given.providerId,
  })
  if (repeat) return granted({ ...repeat, repeated: true })
  if (file && !(await sayAttachment(tx, file.id, row.conversation_id)))
    return refuse('attachment.said', 'This file was sent before.')

  const asksNothing = isRating(given.said)
  const begins = isNew || (!asksNothing && row.status === 'resolved')
  const reopened = !asksNothing && reopen(row)
  if (given.personId && !row.person_id) row.person_id = given.personId
  row.last_heard_at = tx.now
  if (row.owner !== 'bot' && !asksNothing) row.waiting_since ??= tx.now
  const text = file?.name ?? textOfSaid(given.said)
  const content = file ? contentOfAttachment(file) : { type: 'text' as const, text }
  const { messages } = await append(
    tx,
    row,
    [{ senderKind: 'shopper', senderId, content, text, said: given.said, ...optional(given) }],
    reopened ? [{ kind: 'conversation' }] : [],
    reopened ? null : undefined,
  )
  const [message] = messages
  if (!message) throw new Error('an accepted message was not stored')
  if (row.owner === 'bot' && !asksNothing) owe(tx, row, message.seq, given.said, owes ? undefined : starter)
  const subjects = {
    conversation: row.conversation_id,
    message: message.id,
    visitor: row.visitor_id,
    person: row.person_id,
  }
  if (isNew) tx.event('conversation.started', subjects, { inbox: row.inbox_id })
  tx.event('message.accepted', subjects, { said: given.said.type, ...(begins ? { begins } : {}) })
  return granted({ conversationId: row.conversation_id, messageId: message.id, seq: message.seq, repeated: false })
}

async function ownFile(tx: ShopTransaction, given: Accepting, attachmentId: string): Promise<StoredAttachment | null> {
  const file = await readAttachment(tx, attachmentId)
  return file && file.owner === given.visitorId ? file : null
}

/** The bot's turn, begun here at once where somebody can. */
function owe(
  tx: ShopTransaction,
  row: ConversationRow,
  seq: number,
  said: Said,
  starter: TurnStarter | undefined,
): void {
  const lease = starter?.newLease() ?? null
  oweTurn(tx, row.conversation_id, seq, { lease })
  if (starter && lease) tx.afterCommit(() => starter.start({ lease, seq, said, conversation: row }))
}

async function theConversation(
  tx: ShopTransaction,
  given: Accepting,
): Promise<{ row: ConversationRow; isNew: boolean } | null> {
  if (given.conversationId === undefined) return lockCurrentConversation(tx, given)
  const row = await lockConversation(tx, given.conversationId)
  const hers = row && row.inbox_id === given.inboxId && row.address === given.address
  return hers ? { row, isNew: false } : null
}

/** How she rates the talk that has ended is no new word in it: nobody has to answer, and it stays ended. */
const isRating = (said: Said): boolean => said.type === 'choice' && said.value.startsWith('rate:')

/** Words after the end begin anew: the bot answers, with no memory of where it had been. */
function reopen(row: ConversationRow): boolean {
  if (row.status === 'open') return false
  if (row.status === 'resolved') {
    row.owner = 'bot'
    row.agent_id = null
    row.owner_epoch += 1
    row.dialogue_version += 1
    row.awaits = null
    row.hand_over = null
    row.waiting_since = null
  }
  row.status = 'open'
  row.snoozed_until = null
  return true
}

function optional(given: Accepting): { clientId?: string; providerId?: string } {
  return {
    ...(given.clientId === undefined ? {} : { clientId: given.clientId }),
    ...(given.providerId === undefined ? {} : { providerId: given.providerId }),
  }
}
