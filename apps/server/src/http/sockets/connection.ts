import type { Audience, ServerFrame } from '@parley/contracts'
import type { WebSocket } from 'ws'
import type { Principal } from '../../kernel/principal.ts'

/** A socket and what it follows. Nothing here is the truth: it can be lost at any moment and built anew from the client's numbers. */
export interface Connection {
  id: string
  principal: Principal
  audience: Audience
  /** conversation → number of the last change sent. */
  follows: Map<string, number>
  carts: Set<string>
  watchesDesk: boolean
  name: string | null
  /** False while the other side does not read: nothing more is sent until it has caught up. */
  send(frame: ServerFrame): void
  /** A frame that was written out once for many, as the bytes it is. */
  sendWritten(frame: Buffer): void
  isFull(): boolean
  close(code: number, reason: string): void
}

/** Unsent bytes after which a reader is too slow to be worth more: it is cut off and resumes by its numbers. */
const mostUnsent = 1_000_000

export function openConnection(socket: WebSocket, principal: Principal, name: string | null): Connection {
  const give = (frame: string | Buffer): void => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > mostUnsent) socket.close(1013, 'reads too slowly')
    else socket.send(frame, { binary: false })
  }
  return {
    id: crypto.randomUUID(),
    principal,
    audience: principal.kind === 'visitor' ? 'shopper' : 'desk',
    follows: new Map(),
    carts: new Set(),
    watchesDesk: false,
    name,
    send: (frame) => give(JSON.stringify(frame)),
    sendWritten: give,
    isFull: () => socket.bufferedAmount > mostUnsent / 4,
    close: (code, reason) => socket.close(code, reason),
  }
}

/** Where sets of connections are found by what they wait for. */
export class Index {
  readonly #sets = new Map<string, Set<Connection>>()

  add(key: string, connection: Connection): void {
    const set = this.#sets.get(key)
    if (set) set.add(connection)
    else this.#sets.set(key, new Set([connection]))
  }

  remove(key: string, connection: Connection): void {
    const set = this.#sets.get(key)
    set?.delete(connection)
    if (set?.size === 0) this.#sets.delete(key)
  }

  get(key: string): ReadonlySet<Connection> {
    return this.#sets.get(key) ?? none
  }

  keys(): string[] {
    return [...this.#sets.keys()]
  }
}

const none: ReadonlySet<Connection> = new Set()
