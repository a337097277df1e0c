import type { DeskConversation } from '@parley/contracts'
import type { Line } from './line.ts'

/** What the socket has told of conversations since the lists were fetched; lists are drawn with it on top. */
export interface DeskLive {
  conversations(): ReadonlyMap<string, DeskConversation>
  /** For answers that came by another way, such as the conversation itself. */
  put(conversation: DeskConversation): void
  subscribe(listener: () => void): () => void
}

export function watchDesk(line: Line): DeskLive {
  let known: ReadonlyMap<string, DeskConversation> = new Map()
  const listeners = new Set<() => void>()
  const put = (conversation: DeskConversation): void => {
    const before = known.get(conversation.id)
    // Lists are fetched while the socket talks: an older telling must not undo a newer one.
    if (before && before.lastChange > conversation.lastChange) return
    known = new Map(known).set(conversation.id, conversation)
    for (const listener of listeners) listener()
  }
  line.onOpen(() => line.send({ type: 'watch_desk', ref: 'desk' }))
  line.onFrame((frame) => {
    if (frame.type === 'desk') put(frame.conversation)
  })
  return {
    conversations: () => known,
    put,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
