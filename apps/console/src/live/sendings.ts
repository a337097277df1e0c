import { z } from 'zod'
import type { Api } from '../api/call.ts'
import { sayFault, Unreachable } from '../api/problem.ts'
import type { Upload } from '../api/upload.ts'
import type { Line } from './line.ts'

/** Something an agent has written that is not yet seen in the conversation itself. */
export interface Sending {
  clientId: string
  conversationId: string
  kind: 'reply' | 'note'
  text: string
  /** Where it is a file: how far it is, and the id under which the shop has it once it is there. */
  file?: { file: File; part: number; attachmentId?: string }
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
  sendFile(conversationId: string, file: File): void
  retry(clientId: string): void
  discard(clientId: string): void
}

const answer = z.object({ messageId: z.string(), seq: z.int(), repeated: z.boolean() })
const nothing: readonly Sending[] = []

/** What has been written stands at once; the client id makes trying again harmless. */
export function openSendings(api: Api, upload: Upload, line: Line, newId: () => string, now: () => Date): Sendings {
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

  /** Carried once: what has arrived is not carried again when only the saying failed. */
  const bring = async (sending: Sending, { file, attachmentId }: NonNullable<Sending['file']>): Promise<string> => {
    if (attachmentId) return attachmentId
    const { id } = await upload(file, (part) => alter(sending, { file: { file, part } }))
    alter(sending, { file: { file, part: 1, attachmentId: id } })
    return id
  }
  const attempt = async (sending: Sending): Promise<void> => {
    const { conversationId, kind, text, clientId } = sending
    try {
      const attachmentId = sending.file && (await bring(sending, sending.file))
      await api({
        method: 'POST',
        path: `/desk/conversations/${conversationId}/${attachmentId ? 'files' : kind === 'note' ? 'notes' : 'replies'}`,
        body: attachmentId ? { attachmentId, clientId } : { text, clientId },
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

  const add = (given: Pick<Sending, 'conversationId' | 'kind' | 'text' | 'file'>): void => {
    const sending: Sending = { ...given, clientId: newId(), at: now().toISOString(), state: 'sending' }
    write(given.conversationId, [...(all.get(given.conversationId) ?? nothing), sending])
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
    send: add,
    sendFile: (conversationId, file) =>
      add({ conversationId, kind: 'reply', text: file.name, file: { file, part: 0 } }),
    retry,
    discard: (clientId) => {
      const sending = find(clientId)
      if (!sending) return
      const kept = (all.get(sending.conversationId) ?? nothing).filter((each) => each.clientId !== clientId)
      write(sending.conversationId, kept)
    },
  }
}
