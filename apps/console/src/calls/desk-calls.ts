import { type Call, type ClientFrame, call as callSchema, iceServers, type ServerFrame } from '@parley/contracts'
import { isOver, type LiveCall, openLiveCall } from '@parley/ui/call'
import type { Api } from '../api/call.ts'
import type { Line } from '../live/line.ts'

/** Calls of the shop as this page hears of them, and the one it is in. */
export interface DeskCalls {
  /** What is seen, new after every change. */
  state(): CallsState
  subscribe(listener: () => void): () => void
  /** Rings at the shopper of a conversation. */
  start(conversationId: string, camera: boolean): Promise<void>
  accept(call: Call, camera: boolean): Promise<void>
  decline(call: Call): Promise<void>
  hangUp(): Promise<void>
  transfer(accountId: string, note: string): Promise<void>
  /** Asks to see the shopper's page, or looks away. */
  look(on: boolean): Promise<void>
  /** Takes the call over from another window. */
  takeHere(): Promise<void>
  /** Folds away what has ended. */
  dismiss(): void
  onPage(listener: (message: string) => void): () => void
}

export interface CallsState {
  /** They ring at this account. */
  ringing: readonly Call[]
  /** The one this page is in, or was until just now. */
  live: LiveCall | null
}

interface CallsParts {
  line: Line
  api: Api
  accountId: string
  device: string
  devices: MediaDevices | undefined
  /** Which call this page holds; kept over a reload. */
  kept: { read(): string | null; write(callId: string | null): void }
}

const shownAfterEndMs = 6_000

export function openDeskCalls({ line, api, accountId, device, devices, kept }: CallsParts): DeskCalls {
  const known = new Map<string, Call>()
  const listeners = new Set<() => void>()
  const pageListeners = new Set<(message: string) => void>()
  let live: LiveCall | null = null
  let seen: CallsState = { ringing: [], live: null }
  let dismissal: ReturnType<typeof setTimeout> | undefined

  const changed = (): void => {
    const ringing = [...known.values()].filter((call) => call.rings.includes(accountId))
    seen = { ringing, live }
    for (const listener of listeners) listener()
  }
  const close = (): void => {
    clearTimeout(dismissal)
    live?.close()
    live = null
    changed()
  }
  const open = (call: Call): LiveCall | null => {
    if (!devices) return null
    close()
    live = openLiveCall(call, {
      side: 'desk',
      device,
      devices,
      send: (frame: ClientFrame) => line.send(frame),
      iceServers: (callId) => api({ path: `/calls/${callId}/ice-servers`, answer: iceServers }),
      onChange: changed,
      onPage: (message) => {
        for (const listener of pageListeners) listener(message)
      },
    })
    return live
  }
  const enter = async (call: Call, camera: boolean): Promise<void> => {
    kept.write(call.id)
    await open(call)?.enter(camera)
  }
  const isMine = (call: Call): boolean => call.agent?.id === accountId && !isOver(call)

  const hearCall = (call: Call): void => {
    if (isOver(call)) known.delete(call.id)
    else known.set(call.id, call)
    if (live?.call().id === call.id) {
      if (isOver(call)) {
        kept.write(null)
        clearTimeout(dismissal)
        dismissal = setTimeout(close, shownAfterEndMs)
      } else if (!isMine(call)) close()
    } else if (isMine(call) && kept.read() === call.id && !live) void enter(call, call.desk?.camera ?? false)
    changed()
  }
  const move = async (callId: string, name: string, body?: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<Call> => {
    const moved = await api({ method, path: `/calls/${callId}/${name}`, body, answer: callSchema })
    live?.hear({ type: 'call', call: moved })
    hearCall(moved)
    return moved
  }

  line.onFrame((frame: ServerFrame) => {
    live?.hear(frame)
    if (frame.type === 'call') hearCall(frame.call)
  })
  for (const name of ['online', 'focus']) globalThis.addEventListener(name, () => live?.renew())

  return {
    state: () => seen,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    async start(conversationId, camera) {
      const mode = camera ? 'video' : 'audio'
      const path = `/conversations/${conversationId}/calls`
      const started = await api({ method: 'POST', path, body: { device, mode }, answer: callSchema })
      if (started.desk?.device === device) await enter(started, camera)
      else hearCall(started)
    },
    async accept(call, camera) {
      await enter(await move(call.id, 'accept', { device }), camera)
    },
    async decline(call) {
      await move(call.id, 'decline')
    },
    async hangUp() {
      if (live) await move(live.call().id, 'hang-up')
    },
    async transfer(accountId, note) {
      if (live) await move(live.call().id, 'transfer', { accountId, ...(note === '' ? {} : { note }) })
    },
    async look(on) {
      if (live) await move(live.call().id, 'co-browsing', { to: on ? 'asked' : 'off' }, 'PUT')
    },
    async takeHere() {
      if (live) await enter(live.call(), false)
    },
    dismiss: close,
    onPage: (listener) => {
      pageListeners.add(listener)
      return () => {
        pageListeners.delete(listener)
      }
    },
  }
}
