import type { Refusal, Said } from '@parley/contracts'
import { type Cell, cell } from './cell.ts'
import type { Memory } from './memory.ts'

/** Something said that the shop has not confirmed in the conversation yet. */
export interface Pending {
  clientId: string
  said: Said
  /** How it reads. */
  telling: string
  at: string
  state: 'waiting' | 'accepted' | 'failed'
  /** Why it failed, in words. */
  fault?: string
}

export interface Outbox {
  pending: Cell<readonly Pending[]>
  /** Keeps it until it is accepted, over reloads too. The promise tells the refusals, none when it was accepted. */
  add(said: Said, telling: string): Promise<Refusal[]>
  /** What has to be sent, in order. */
  waiting(): readonly Pending[]
  accepted(clientId: string): void
  refused(clientId: string, refusals: Refusal[]): void
  /** It stands in the conversation now. */
  arrived(clientId: string): void
  retry(clientId: string): void
  discard(clientId: string): void
}

const prefix = 'say:'

export function createOutbox(memory: Memory, world: { newId: () => string; now: () => number }): Outbox {
  const pending = cell(kept(memory))
  const answers = new Map<string, (refusals: Refusal[]) => void>()
  const alter = (clientId: string, changes: Partial<Pending>) => {
    pending.value = pending.value.map((item) => (item.clientId === clientId ? { ...item, ...changes } : item))
  }
  const remove = (clientId: string) => {
    memory.write(prefix + clientId, null)
    pending.value = pending.value.filter((item) => item.clientId !== clientId)
  }
  const answer = (clientId: string, refusals: Refusal[]) => {
    answers.get(clientId)?.(refusals)
    answers.delete(clientId)
  }

  // Another tab may have brought it over: then it needs no sending from here.
  memory.onOther((name, value) => {
    if (!name.startsWith(prefix) || value !== null) return
    const clientId = name.slice(prefix.length)
    alter(clientId, { state: 'accepted' })
    answer(clientId, [])
  })

  return {
    pending,
    add: (said, telling) => {
      const clientId = world.newId()
      const item: Pending = { clientId, said, telling, at: new Date(world.now()).toISOString(), state: 'waiting' }
      // A filled form holds an address: it is not left lying in the browser.
      if (said.type !== 'form') memory.write(prefix + clientId, JSON.stringify(item))
      pending.value = [...pending.value, item]
      return new Promise((resolve) => answers.set(clientId, resolve))
    },
    waiting: () => pending.value.filter((item) => item.state === 'waiting'),
    accepted: (clientId) => {
      memory.write(prefix + clientId, null)
      alter(clientId, { state: 'accepted' })
      answer(clientId, [])
    },
    refused: (clientId, refusals) => {
      const item = pending.value.find((other) => other.clientId === clientId)
      const words = item?.said.type === 'text' || item?.said.type === 'choice'
      // What was written stays to be sent again; a button tells by itself why it was refused.
      if (words) alter(clientId, { state: 'failed', fault: refusals[0]?.message })
      else remove(clientId)
      answer(clientId, refusals)
    },
    arrived: (clientId) => {
      if (!pending.value.some((item) => item.clientId === clientId)) return
      remove(clientId)
      answer(clientId, [])
    },
    retry: (clientId) => alter(clientId, { state: 'waiting', fault: undefined }),
    discard: remove,
  }
}

function kept(memory: Memory): readonly Pending[] {
  return memory
    .names(prefix)
    .flatMap((name) => parsed(memory.read(name)))
    .sort((one, other) => (one.at < other.at ? -1 : 1))
}

function parsed(text: string | null): Pending[] {
  try {
    const item: Pending = JSON.parse(text ?? '')
    return item.clientId && item.said ? [{ ...item, state: 'waiting', fault: undefined }] : []
  } catch {
    return []
  }
}
