import type { ClientFrame, ServerFrame } from '@parley/contracts'

/** The part of a WebSocket that is used. */
export interface Line {
  send(text: string): void
  close(): void
  onmessage: ((event: MessageEvent) => unknown) | null
  onclose: ((event: CloseEvent) => unknown) | null
}

export interface ConnectionWorld {
  /** Where to connect; nothing where the shop can't be asked now. `renewed` wants a fresh session, the last one may be the fault. */
  address(renewed: boolean): Promise<string | undefined>
  dial(address: string): Line
  /** Calls back after a while; the answer calls it off. */
  after(ms: number, call: () => void): () => void
  now(): number
  random(): number
}

export interface ConnectionEvents {
  onFrame(frame: ServerFrame): void
  onState(state: ConnectionState): void
}

/** `away`: more than one attempt has failed. */
export type ConnectionState = 'closed' | 'connecting' | 'open' | 'away'

export interface Connection {
  /** Keeps a line up from now on. Harmless when it is up already. */
  start(): void
  stop(): void
  /** Drops what is there and connects at once: the network came back, or nothing is heard any more. */
  renew(): void
  /** False where there is no line: what has to arrive is sent again when it is back. */
  send(frame: ClientFrame): boolean
}

const shortestWait = 400
const longestWait = 30_000

export function createConnection(world: ConnectionWorld, events: ConnectionEvents): Connection {
  let wanted = false
  let line: Line | undefined
  let greeted = false
  let failures = 0
  let heard = 0
  let cancelWait = () => {}
  let cancelBeat = () => {}
  /** Told apart by number: an attempt that was overtaken must not touch the next. */
  let round = 0

  async function connect(): Promise<void> {
    const mine = ++round
    cancelWait()
    events.onState(failures < 2 ? 'connecting' : 'away')
    const address = await world.address(failures > 1)
    if (mine !== round || !wanted) return
    if (!address) return lost()
    const dialled = world.dial(address)
    line = dialled
    greeted = false
    heard = world.now()
    dialled.onmessage = (event) => mine === round && hear(String(event.data))
    dialled.onclose = () => mine === round && lost()
    beat(10_000)
  }

  function hear(text: string): void {
    heard = world.now()
    const frame: ServerFrame = JSON.parse(text)
    if (frame.type === 'hello') {
      greeted = true
      failures = 0
      beat(frame.heartbeatMs)
      events.onState('open')
    }
    events.onFrame(frame)
  }

  /** Asks now and then whether the other side is there; silence twice as long as that means it is not. */
  function beat(every: number): void {
    cancelBeat()
    cancelBeat = world.after(every, () => {
      if (world.now() - heard >= 2 * every || !greeted) return lost()
      line?.send(JSON.stringify({ type: 'ping', ref: 'beat' } satisfies ClientFrame))
      beat(every)
    })
  }

  function drop(): void {
    round++
    cancelWait()
    cancelBeat()
    const old = line
    line = undefined
    greeted = false
    old?.close()
  }

  function lost(): void {
    drop()
    if (!wanted) return
    failures++
    // A blink is nothing to tell the shopper of.
    events.onState(failures < 2 ? 'connecting' : 'away')
    const ceiling = Math.min(longestWait, shortestWait * 2 ** Math.min(failures, 10))
    // Half fixed, half by chance: a restarted server is not met by everyone in the same instant.
    cancelWait = world.after(ceiling / 2 + (world.random() * ceiling) / 2, connect)
  }

  return {
    start: () => {
      if (wanted) return
      wanted = true
      connect()
    },
    stop: () => {
      wanted = false
      drop()
      events.onState('closed')
    },
    renew: () => {
      if (!wanted) return
      drop()
      connect()
    },
    send: (frame) => {
      if (!line || !greeted) return false
      line.send(JSON.stringify(frame))
      return true
    },
  }
}
