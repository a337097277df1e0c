import type { Change, Conversation, Message } from '@parley/contracts'

/** A conversation as far as this page has heard. */
export interface Thread {
  conversation: Conversation | null
  /** In order of `seq`. */
  messages: readonly Message[]
  /** The last change applied; following resumes after it. */
  lastChange: number
}

export const emptyThread: Thread = { conversation: null, messages: [], lastChange: 0 }

/**
 * Applies what is new of `changes`. Those heard before are passed over, so a repeat does nothing. `gap` tells that one is
 * missing: what lies behind it is left alone, to be asked for again after `lastChange`.
 */
export function applyChanges(
  thread: Thread,
  changes: readonly Change[],
): { thread: Thread; applied: Change[]; gap: boolean } {
  let next = thread
  const applied: Change[] = []
  for (const change of changes) {
    if (change.number <= next.lastChange) continue
    if (change.number > next.lastChange + 1) return { thread: next, applied, gap: true }
    next = { ...afterChange(next, change), lastChange: change.number }
    applied.push(change)
  }
  return { thread: next, applied, gap: false }
}

function afterChange(thread: Thread, { body }: Change): Thread {
  switch (body.kind) {
    case 'message':
    case 'message_edited':
      return { ...thread, messages: withMessage(thread.messages, body.message) }
    case 'message_deleted':
      return altered(thread, body.messageId, (message) => ({
        ...message,
        content: { type: 'text', text: '' },
        text: '',
        deletedAt: message.deletedAt ?? message.createdAt,
      }))
    case 'delivery':
      return altered(thread, body.messageId, (message) => ({ ...message, delivery: body.delivery }))
    case 'conversation':
      return { ...thread, conversation: body.conversation }
    default:
      return thread
  }
}

function withMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const others = messages.filter((other) => other.seq !== message.seq)
  const at = others.findIndex((other) => other.seq > message.seq)
  return at < 0 ? [...others, message] : others.toSpliced(at, 0, message)
}

function altered(thread: Thread, id: string, alter: (message: Message) => Message): Thread {
  return { ...thread, messages: thread.messages.map((message) => (message.id === id ? alter(message) : message)) }
}
