import type { Line } from './line.ts'
import { emptyTalk, hearTalk, type Talk } from './talk.ts'

/** The conversations that were opened in this page: kept, so that coming back shows them at once and fetches only what is new. */
export interface Talks {
  read(conversationId: string): Talk
  subscribe(conversationId: string, listener: () => void): () => void
  /** Follows it while it is on the screen. */
  follow(conversationId: string): () => void
}

export function openTalks(line: Line, now: () => number): Talks {
  const talks = new Map<string, Talk>()
  const listeners = new Map<string, Set<() => void>>()
  const followed = new Set<string>()

  const write = (conversationId: string, talk: Talk): void => {
    if (talks.get(conversationId) === talk) return
    talks.set(conversationId, talk)
    for (const listener of listeners.get(conversationId) ?? []) listener()
  }
  const read = (conversationId: string): Talk => talks.get(conversationId) ?? emptyTalk
  const ask = (conversationId: string): void => {
    line.send({
      type: 'follow',
      ref: `follow ${conversationId}`.slice(0, 60),
      conversationId,
      after: read(conversationId).lastChange,
    })
  }

  line.onOpen(() => {
    for (const conversationId of followed) ask(conversationId)
  })
  line.onFrame((frame) => {
    if (frame.type === 'refused' && frame.ref?.startsWith('follow ')) {
      const conversationId = frame.ref.slice('follow '.length)
      write(conversationId, { ...read(conversationId), missing: true })
      return
    }
    const about = frame.type === 'following' ? frame.conversation.id : 'conversationId' in frame && frame.conversationId
    if (about && followed.has(about)) write(about, hearTalk(read(about), frame, now()))
  })

  return {
    read,
    subscribe: (conversationId, listener) => {
      const set = listeners.get(conversationId) ?? new Set()
      listeners.set(conversationId, set.add(listener))
      return () => {
        set.delete(listener)
      }
    },
    follow: (conversationId) => {
      followed.add(conversationId)
      ask(conversationId)
      return () => {
        followed.delete(conversationId)
        line.send({ type: 'unfollow', ref: 'unfollow', conversationId })
      }
    },
  }
}
