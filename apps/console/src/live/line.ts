import { type ClientFrame, type ServerFrame, serverFrame } from '@parley/contracts'

export type LineState = 'connecting' | 'open' | 'away'

export interface Line {
  send(frame: ClientFrame): boolean
  state(): LineState
  onState(listener: () => void): () => void
  onFrame(listener: (frame: ServerFrame) => void): () => void
  /** Called on every opening but the first: what was told meanwhile has to be fetched. */
  onReopen(listener: () => void): () => void
  /** Said on every opening, so that the server knows what is watched. */
  onOpen(listener: () => void): () => void
  close(): void
}

interface LineParts {
  address: string
  open: (address: string) => WebSocket
  random: () => number
}

const firstWaitMs = 400
const longestWaitMs = 15_000

/** The desk's socket: comes back by itself, later each time, and at once when the browser is online again. */
export function openLine({ address, open, random }: LineParts): Line {
  const states = new Set<() => void>()
  const frames = new Set<(frame: ServerFrame) => void>()
  const reopens = new Set<() => void>()
  const opens = new Set<() => void>()
  let socket: WebSocket | null = null
  let state: LineState = 'connecting'
  let failures = 0
  let wasOpen = false
  let closed = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let beat: ReturnType<typeof setInterval> | undefined

  const become = (next: LineState): void => {
    if (state === next) return
    state = next
    for (const listener of states) listener()
  }

  const connect = (): void => {
    if (closed) return
    clearTimeout(retry)
    const mine = open(address)
    socket = mine
    mine.onmessage = ({ data }) => {
      if (socket === mine) hear(mine, String(data))
    }
    mine.onclose = () => {
      if (socket === mine) lost()
    }
  }

  const hear = (mine: WebSocket, raw: string): void => {
    const read = serverFrame.safeParse(JSON.parse(raw))
    // A newer server may say more than this page understands.
    if (!read.success) return
    const frame = read.data
    if (frame.type === 'hello') {
      failures = 0
      keepAlive(mine, frame.heartbeatMs)
      become('open')
      for (const listener of opens) listener()
      if (wasOpen) for (const listener of reopens) listener()
      wasOpen = true
    }
    clearTimeout(silence)
    for (const listener of frames) listener(frame)
  }

  /** A line can die without a word: what does not answer a ping in time is taken for dead. */
  const keepAlive = (mine: WebSocket, everyMs: number): void => {
    clearInterval(beat)
    beat = setInterval(
      () => {
        if (mine.readyState !== mine.OPEN) return
        mine.send(JSON.stringify({ type: 'ping', ref: 'beat' }))
        clearTimeout(silence)
        silence = setTimeout(() => mine.close(), 8_000)
      },
      Math.max(5_000, everyMs),
    )
  }

  const lost = (): void => {
    clearInterval(beat)
    clearTimeout(silence)
    socket = null
    if (closed) return
    become('away')
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** failures) * (0.6 + random() * 0.8)
    failures += 1
    retry = setTimeout(connect, wait)
  }

  const online = (): void => {
    if (state !== 'open') {
      failures = 0
      if (!socket) connect()
    }
  }
  globalThis.addEventListener('online', online)
  connect()

  return {
    send: (frame) => {
      if (socket?.readyState !== WebSocket.OPEN) return false
      socket.send(JSON.stringify(frame))
      return true
    },
    state: () => state,
    onState: (listener) => joined(states, listener),
    onFrame: (listener) => joined(frames, listener),
    onReopen: (listener) => joined(reopens, listener),
    onOpen: (listener) => joined(opens, listener),
    close: () => {
      closed = true
      clearTimeout(retry)
      clearInterval(beat)
      clearTimeout(silence)
      globalThis.removeEventListener('online', online)
      socket?.close()
    },
  }
}

function joined<Listener>(set: Set<Listener>, listener: Listener): () => void {
  set.add(listener)
  return () => {
    set.delete(listener)
  }
}
