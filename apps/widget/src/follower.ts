import type { Change, Conversation, Message, ServerFrame } from '@parley/contracts'
import { type Cell, cell } from './cell.ts'
import { applyChanges, emptyThread, type Thread } from './thread.ts'

export interface Follower {
  thread: Cell<Thread>
  /** What was said before the page was opened has been read. */
  caughtUp: Cell<boolean>
  /** The conversation that is followed. */
  id(): string | null
  /** Goes over to another one, or to none. */
  turnTo(id: string | null): void
  /** Asks for what came after the last change seen here. */
  follow(): void
  hear(frame: Extract<ServerFrame, { type: 'following' | 'changes' }>): void
}

export interface FollowerEvents {
  ask(conversationId: string, after: number): void
  onMessage(message: Message): void
  onTurnEnd(): void
  onCart(cart: { cartId: string; version: number }): void
}

export function createFollower(first: string | null, events: FollowerEvents): Follower {
  const thread = cell<Thread>(emptyThread)
  const caughtUp = cell(first === null)
  let id = first
  /** Cart changes up to here are history: the page was drawn after them. */
  let history = first === null ? 0 : Number.POSITIVE_INFINITY

  function follow(): void {
    if (id) events.ask(id, thread.value.lastChange)
  }

  function onFollowing(conversation: Conversation, lastChange: number): void {
    // The shop's stream is behind what was seen here: it was put back from a backup, so it is read anew.
    if (lastChange < thread.value.lastChange) {
      thread.value = emptyThread
      follow()
      return
    }
    if (!caughtUp.value) history = lastChange
    caughtUp.value = thread.value.lastChange >= history
    thread.value = { ...thread.value, conversation }
  }

  function onChanges(changes: readonly Change[]): void {
    const result = applyChanges(thread.value, changes)
    thread.value = result.thread
    if (result.thread.lastChange >= history) caughtUp.value = true
    let cart: { cartId: string; version: number } | undefined
    for (const { body, number } of result.applied) {
      if (body.kind === 'message') events.onMessage(body.message)
      if (body.kind === 'turn') events.onTurnEnd()
      if (body.kind === 'cart' && number > history) cart = { cartId: body.cartId, version: body.version }
    }
    // Several at once are one piece of news.
    if (cart) events.onCart(cart)
    if (result.gap) follow()
  }

  return {
    thread,
    caughtUp,
    id: () => id,
    turnTo: (next) => {
      if (next === id) return
      id = next
      history = 0
      caughtUp.value = true
      thread.value = emptyThread
    },
    follow,
    hear: (frame) => {
      if (frame.type === 'changes') {
        if (frame.conversationId === id) onChanges(frame.changes)
      } else if (frame.conversation.id === id) onFollowing(frame.conversation, frame.lastChange)
    },
  }
}
