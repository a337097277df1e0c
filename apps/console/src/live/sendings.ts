import { z } from 'zod'
import type { Api } from '../api/call.ts'
import { sayFault, Unreachable } from '../api/problem.ts'
import type { Line } from './line.ts'

/** Something an agent has written that is not yet seen in the conversation itself. */
export interface Sending {
  clientId: string
  conversationId: string
  kind: 'reply' | 'note'
  text: string
  at: string
  state: 'sending' | 'sent' | 'failed'
  fault?: string
  /** The line was away: it is tried again by itself. */
  awaitsLine?: boolean
}

export interface Sendings {
  of(conversationId: string): readonly Sending[]
  subscribe(listener: () => void): () => void
  send(given: Pick<Sending, 'conversationId' | 'kind' | 'text'>): void
  retry(clientId: string): void
  discard(clientId: string): void
}

const answer = z.object({ messageId: z.string(), seq: z.int(), repeated: z.boolean() })
const nothing: readonly Sending[] = []

/** What has been written stands at once; the client id makes trying again harmless. */
export function openSendings(api: Api, line: Line, newId: () => string, now: () => Date): Sendings {
  let all: ReadonlyMap<string, readonly Sending[]> = new Map()
  const listeners = new Set<() => void>()

  const write = (conversationId: string, next: readonly Sending[]): void => {
    all = new Map(all).set(conversationId, next)
    for (const listener of listeners) listener()
  }
  const find = (clientId: string): Sending | undefined =>
    [...all.values()].flat().find((each) => each.clientId === clientId)
  const alter = (sending: Sending, altered: Partial<Sending>): void =>
    write(
      sending.conversationId,
      (all.get(sending.conversationId) ?? nothing).map((each) =>
        each.clientId === sending.clientId ? { ...each, ...altered } : each,
      ),
    )

  const attempt = async (sending: Sending): Promise<void> => {
    const { conversationId, kind, text, clientId } = sending
    try {
      await api({
        method: 'POST',
        path: `/desk/conversations/${conversationId}/${kind === 'note' ? 'notes' : 'replies'}`,
        body: { text, clientId },
        answer,
      })
      alter(sending, { state: 'sent' })
    } catch (fault) {
      alter(sending, { state: 'failed', fault: sayFault(fault), awaitsLine: fault instanceof Unreachable })
    }
  }
  const retry = (clientId: string): void => {
    const sending = find(clientId)
    if (sending?.state !== 'failed') return
    alter(sending, { state: 'sending', awaitsLine: false })
    void attempt(sending)
  }

  line.onReopen(() => {
    for (const { clientId, awaitsLine } of [...all.values()].flat()) if (awaitsLine) retry(clientId)
  })

  return {
    of: (conversationId) => all.get(conversationId) ?? nothing,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    send: (given) => {
      const sending: Sending = { ...given, clientId: newId(), at: now().toISOString(), state: 'sending' }
      write(given.conversationId, [...(all.get(given.conversationId) ?? nothing), sending])
      void attempt(sending)
    },
    retry,
    discard: (clientId) => {
      const sending = find(clientId)
      if (!sending) return
      const kept = (all.get(sending.conversationId) ?? nothing).filter((each) => each.clientId !== clientId)
      write(sending.conversationId, kept)
    },
  }
}
