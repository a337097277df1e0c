import type { Call, ClientFrame, IceServers, ServerFrame } from '@parley/contracts'
import { isOver, type LiveCall, openLiveCall } from '@parley/ui/call'

/** Everything outside the calls that they touch. */
export interface CallsWorld {
  send(frame: ClientFrame): boolean
  newId(): string
  devices: MediaDevices | undefined
  /** Which call this tab holds; kept over a reload. */
  kept(): string | null
  keep(callId: string | null): void
  onChange(): void
  onPage(message: string): void
}

export interface Calls {
  /** The call that is seen: one that rings, goes on, or has just ended. */
  live(): LiveCall | undefined
  /** Why no call can be begun at all. */
  trouble(): 'insecure' | 'refused' | undefined
  /** Wished for, and not yet begun. */
  isStarting(): boolean
  hear(frame: ServerFrame): void
  start(): void
  accept(camera: boolean): void
  decline(): void
  hangUp(): void
  /** Takes the call over from another window. */
  takeHere(): void
  dismiss(): void
  /** Lets the desk see the page, or no longer. */
  showPage(shown: boolean): void
  renew(): void
}

const shownAfterEndMs = 6_000

/** The shopper's side of calls: one at a time, begun by her or by the desk. */
export function openCalls(world: CallsWorld): Calls {
  const device = world.newId()
  const asked = new Map<string, (ways: IceServers) => void>()
  let live: LiveCall | undefined
  let trouble: 'insecure' | 'refused' | undefined
  let starting: string | undefined
  let dismissal: ReturnType<typeof setTimeout> | undefined

  const { devices } = world
  const iceServers = (callId: string): Promise<IceServers> =>
    new Promise((resolve, reject) => {
      const ref = world.newId()
      asked.set(ref, resolve)
      setTimeout(() => asked.delete(ref) && reject(new Error('no answer')), 8_000)
      if (!world.send({ type: 'call_ways', ref, callId })) asked.delete(ref) && reject(new Error('no line'))
    })

  const leave = (): void => {
    clearTimeout(dismissal)
    live?.close()
    live = undefined
    world.onChange()
  }

  const open = (call: Call, media: MediaDevices): LiveCall => {
    leave()
    const { send, onChange, onPage } = world
    live = openLiveCall(call, { side: 'shopper', device, devices: media, send, iceServers, onChange, onPage })
    return live
  }

  const enter = (camera: boolean): void => {
    world.keep(live?.call().id ?? null)
    void live?.enter(camera)
  }

  const onCall = (call: Call, frame: ServerFrame): void => {
    if (live?.call().id === call.id) {
      live.hear(frame)
      if (!isOver(call)) return
      world.keep(null)
      clearTimeout(dismissal)
      dismissal = setTimeout(leave, shownAfterEndMs)
      return
    }
    if (!devices || (live && !isOver(live.call()))) return
    const mine = starting !== undefined && call.shopper?.device === device
    if (isOver(call) && !mine) return
    starting = undefined
    open(call, devices)
    if (isOver(call)) dismissal = setTimeout(leave, shownAfterEndMs)
    else if (mine || world.kept() === call.id) enter(call.shopper?.camera ?? false)
    world.onChange()
  }

  /** While the line is still on its way this says nothing; it is said again when the line stands. */
  const ring = (): void => {
    if (starting) world.send({ type: 'call_start', ref: starting, device, mode: 'audio' })
  }

  const move = (name: 'accept' | 'decline' | 'hang_up'): void => {
    const call = live?.call()
    if (call) world.send({ type: 'call_move', ref: world.newId(), callId: call.id, device, move: name })
  }

  return {
    live: () => live,
    trouble: () => trouble,
    isStarting: () => starting !== undefined,
    hear: (frame) => {
      if (frame.type === 'hello') ring()
      if (frame.type === 'call') onCall(frame.call, frame)
      else if (frame.type === 'call_ways') {
        asked.get(frame.ref)?.(frame.ways)
        asked.delete(frame.ref)
      } else if (frame.type === 'refused' && frame.ref !== undefined && frame.ref === starting) {
        starting = undefined
        trouble = 'refused'
        world.onChange()
      } else live?.hear(frame)
    },
    start: () => {
      if (starting || (live && !isOver(live.call()))) return
      trouble = devices ? undefined : 'insecure'
      if (devices) {
        starting = world.newId()
        ring()
      }
      world.onChange()
    },
    accept: (camera) => {
      move('accept')
      enter(camera)
    },
    decline: () => move('decline'),
    hangUp: () => move('hang_up'),
    takeHere: () => enter(false),
    dismiss: () => {
      trouble = undefined
      leave()
    },
    showPage: (shown) => {
      const call = live?.call()
      if (call) world.send({ type: 'call_page', ref: world.newId(), callId: call.id, device, shown })
    },
    renew: () => live?.renew(),
  }
}
