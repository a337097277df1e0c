import type { Call, CallEnd, CallSide, ClientFrame, IceServers, ServerFrame } from '@parley/contracts'
import { type Device, type Media, type MediaTrouble, openMedia } from './call-media.ts'
import { openPeer, type Peer, type PeerLine } from './call-peer.ts'
import { judge, type Quality } from './call-quality.ts'

/** Everything outside a call that it touches. */
export interface CallWorld {
  side: CallSide
  /** This page, told apart from all others and from itself before a reload. */
  device: string
  devices: MediaDevices
  send(frame: ClientFrame): boolean
  iceServers(callId: string): Promise<IceServers>
  /** Something that is seen has changed. */
  onChange(): void
  /** What the other page says over the call's own way. */
  onPage(message: string): void
}

/** A call as it is seen and held on this page. */
export interface LiveCall {
  call(): Call
  /** This page is in it, or on its way in. False where another page of this side holds it. */
  holds(): boolean
  own(): Omit<CallEnd, 'device'>
  quality(): Quality | null
  trouble(): MediaTrouble | null
  received(): Peer['received'] | null
  /** One's own picture. */
  camera(): MediaStreamTrack | null
  hear(frame: ServerFrame): void
  /** Opens the microphone, and the camera where it is wished for, and takes the call over to this page. */
  enter(camera: boolean): Promise<void>
  setMicrophone(on: boolean): void
  setCamera(on: boolean): Promise<void>
  setScreen(on: boolean): Promise<void>
  setHeld(on: boolean): void
  choose(kind: 'microphone' | 'camera', deviceId: string): Promise<void>
  choices(kind: 'microphone' | 'camera'): Promise<Device[]>
  tellPage(message: string): boolean
  stats(): Promise<RTCStatsReport> | null
  /** The network is back: look whether the way still stands. */
  renew(): void
  close(): void
}

const lifeSignMs = 10_000
const lookMs = 2_000
const ends: readonly Call['state'][] = ['ended', 'declined', 'busy', 'missed', 'cancelled', 'failed']

export const isOver = (call: Pick<Call, 'state'>): boolean => ends.includes(call.state)

export function openLiveCall(first: Call, world: CallWorld): LiveCall {
  const media: Media = openMedia(world.devices)
  const own = { line: 'new' as PeerLine, microphone: true, camera: false, screen: false, held: false }
  let call = first
  let entered = false
  let entering = false
  let peer: Peer | undefined
  let peerEpoch = -1
  let lastSignal = 0
  let quality: Quality | null = null
  let received = { packets: 0, lost: 0 }
  let trouble: MediaTrouble | null = null
  /** It was seen that this page holds its side; from then on another one that does has taken it. */
  let held = false
  /** Signals that came while the ways were still being asked for. */
  const early: { epoch: number; signal: Parameters<Peer['hear']>[0] }[] = []

  const place = { callId: first.id, device: world.device }
  const report = (): void => {
    if (entered) world.send({ type: 'call_report', ...place, end: { ...own } })
  }
  const changed = (): void => {
    report()
    world.onChange()
  }
  const join = (): void => {
    if (entered) world.send({ type: 'call_join', ref: `join ${call.id}`.slice(0, 60), ...place, after: lastSignal })
  }
  const isElsewhere = (): boolean => held && call[world.side]?.device !== world.device

  const leavePeer = (): void => {
    peer?.close()
    peer = undefined
  }

  /** Both sides have a page at the call: a connection of this epoch is begun, whatever was before. */
  const begin = async (): Promise<void> => {
    const { epoch } = call
    peerEpoch = epoch
    leavePeer()
    own.line = 'new'
    const ways = await world.iceServers(call.id).catch(() => null)
    if (peerEpoch !== epoch || isOver(call)) return
    if (!ways) {
      // The next news of the call tries again.
      peerEpoch = -1
      return
    }
    const made = openPeer(world.side, ways, media.tracks(), {
      say: (signal) => world.send({ type: 'call_signal', ...place, epoch, signal }),
      onLine: (line) => {
        if (peer !== made) return
        own.line = line
        changed()
      },
      onPage: world.onPage,
    })
    peer = made
    for (const signal of early.splice(0)) if (signal.epoch === epoch) made.hear(signal.signal)
    world.onChange()
  }

  const follow = (next: Call): void => {
    call = next
    held ||= entered && call[world.side]?.device === world.device
    if (isOver(call) || isElsewhere()) {
      leavePeer()
      media.close()
      peerEpoch = -1
      entered = false
    } else if (held && call.state !== 'ringing' && call.shopper && call.desk && call.epoch !== peerEpoch) void begin()
    world.onChange()
  }

  const hear = (frame: ServerFrame): void => {
    if (frame.type === 'hello') join()
    if (frame.type === 'call' && frame.call.id === call.id) follow(frame.call)
    if (frame.type !== 'call_signals' || frame.callId !== call.id) return
    for (const { number, signal } of frame.signals) {
      if (number <= lastSignal) continue
      lastSignal = number
      if (peer && peerEpoch === frame.epoch) peer.hear(signal)
      else early.push({ epoch: frame.epoch, signal })
    }
  }

  const look = async (): Promise<void> => {
    if (!peer || own.line !== 'connected') return
    const judged = judge(await peer.stats(), received)
    received = judged.received
    if (judged.quality === quality) return
    quality = judged.quality
    world.onChange()
  }

  const send = async (): Promise<void> => {
    await peer?.send(media.tracks())
    changed()
  }

  const timers = [setInterval(report, lifeSignMs), setInterval(() => void look().catch(() => {}), lookMs)]

  return {
    call: () => call,
    holds: () => entered || entering,
    own: () => own,
    quality: () => quality,
    trouble: () => trouble,
    received: () => peer?.received ?? null,
    camera: () => media.tracks().camera,
    hear,
    async enter(camera) {
      entering = true
      trouble = await media.openSound()
      own.microphone = trouble === null
      if (camera) own.camera = (await media.openCamera()) === null
      entered = true
      entering = false
      held = false
      join()
      follow(call)
    },
    setMicrophone: (on) => {
      own.microphone = on
      media.setSound(on && !own.held)
      changed()
    },
    async setCamera(on) {
      if (on) trouble = await media.openCamera()
      else media.closeCamera()
      own.camera = media.tracks().camera !== null
      await send()
    },
    async setScreen(on) {
      if (on)
        trouble = await media.openScreen(() => {
          media.closeScreen()
          own.screen = false
          void send()
        })
      else media.closeScreen()
      own.screen = media.tracks().screen !== null
      await send()
    },
    setHeld: (on) => {
      own.held = on
      media.setSound(own.microphone && !on)
      const { camera, screen } = media.tracks()
      for (const track of [camera, screen]) if (track) track.enabled = !on
      changed()
    },
    async choose(kind, deviceId) {
      trouble = kind === 'microphone' ? await media.openSound(deviceId) : await media.openCamera(deviceId)
      await send()
    },
    choices: (kind) => (kind === 'microphone' ? media.microphones() : media.cameras()),
    tellPage: (message) => peer?.tellPage(message) ?? false,
    stats: () => peer?.stats() ?? null,
    renew: () => {
      if (own.line === 'lost') peer?.renew()
    },
    close: () => {
      for (const timer of timers) clearInterval(timer)
      leavePeer()
      media.close()
    },
  }
}
