import type { CallSide, CallSignal, IceServers } from '@parley/contracts'

export type PeerLine = 'new' | 'connected' | 'lost'

export interface PeerEvents {
  say(signal: CallSignal): void
  onLine(line: PeerLine): void
  onPage(message: string): void
}

/** What one side sends; null sends nothing in that place. */
export interface Sending {
  sound: MediaStreamTrack | null
  camera: MediaStreamTrack | null
  screen: MediaStreamTrack | null
}

export interface Peer {
  hear(signal: CallSignal): void
  send(tracks: Sending): Promise<void>
  /** Looks for new ways: the network has changed, or the old way is silent. */
  renew(): void
  received: { sound: MediaStreamTrack | null; camera: MediaStreamTrack | null; screen: MediaStreamTrack | null }
  stats(): Promise<RTCStatsReport>
  /** To the other page over the same way. False where there is none yet, or it is full. */
  tellPage(message: string): boolean
  close(): void
}

/** A way that is silent for so long is looked for anew; a shorter pause heals by itself. */
const silenceMs = 1_500
/** Asking again before an answer can have come would only undo the asking. */
const againMs = 4_000
const mostUnsent = 4_000_000

/**
 * One side's connection of one epoch. Three places are laid out at once, sound, camera and screen, so that pictures come and go later
 * without another word between the browsers. The desk always asks and the shopper always answers: two who ask at once can't happen.
 */
export function openPeer(side: CallSide, ways: IceServers, tracks: Sending, events: PeerEvents): Peer {
  const connection = new RTCPeerConnection({
    iceServers: ways.servers,
    iceTransportPolicy: ways.relayOnly ? 'relay' : 'all',
    bundlePolicy: 'max-bundle',
  })
  const page = connection.createDataChannel('page', { negotiated: true, id: 0 })
  let sending = tracks
  let silence: ReturnType<typeof setTimeout> | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let closed = false
  /** One signal after the other: a candidate means nothing before the description it belongs to. */
  let queue: Promise<void> = Promise.resolve()

  const inTurn = (work: () => Promise<void>): void => {
    // What no longer fits (an answer to a question that was asked anew) is passed over; the next asking mends it.
    queue = queue.then(() => (closed ? undefined : work())).catch(() => {})
  }

  const place = async (next: Sending): Promise<void> => {
    sending = next
    const [sound, camera, screen] = connection.getTransceivers()
    await Promise.all([
      sound?.sender.replaceTrack(next.sound),
      camera?.sender.replaceTrack(next.camera),
      screen?.sender.replaceTrack(next.screen),
    ])
  }

  const tell = (description: RTCSessionDescriptionInit | null): void => {
    if (description?.sdp && (description.type === 'offer' || description.type === 'answer'))
      events.say({ kind: 'description', type: description.type, sdp: description.sdp })
  }

  const ask = async (): Promise<void> => {
    asked = Date.now()
    await connection.setLocalDescription(await connection.createOffer())
    tell(connection.localDescription)
  }

  const answer = async (sdp: string): Promise<void> => {
    await connection.setRemoteDescription({ type: 'offer', sdp })
    for (const one of connection.getTransceivers()) one.direction = 'sendrecv'
    await place(sending)
    await connection.setLocalDescription(await connection.createAnswer())
    tell(connection.localDescription)
  }

  const renew = (): void => {
    if (closed || Date.now() - asked < againMs) return
    asked = Date.now()
    if (side === 'shopper') events.say({ kind: 'restart' })
    else {
      connection.restartIce()
      inTurn(ask)
    }
  }

  const lost = (): void => {
    events.onLine('lost')
    renew()
    clearInterval(again)
    again = setInterval(renew, againMs)
  }

  connection.onicecandidate = ({ candidate }) => {
    if (candidate?.candidate)
      events.say({
        kind: 'candidate',
        candidate: candidate.candidate,
        mid: candidate.sdpMid,
        line: candidate.sdpMLineIndex,
      })
  }
  connection.onconnectionstatechange = () => {
    clearTimeout(silence)
    const state = connection.connectionState
    if (state === 'connected') {
      clearInterval(again)
      events.onLine('connected')
    } else if (state === 'failed') lost()
    else if (state === 'disconnected') silence = setTimeout(lost, silenceMs)
  }
  page.onmessage = ({ data }) => events.onPage(String(data))
  if (side === 'desk') {
    for (const kind of ['audio', 'video', 'video']) connection.addTransceiver(kind, { direction: 'sendrecv' })
    inTurn(async () => {
      await place(sending)
      await ask()
    })
  }

  const track = (index: number) => connection.getTransceivers()[index]?.receiver.track ?? null
  return {
    hear: (signal) => {
      if (signal.kind === 'restart') return renew()
      inTurn(async () => {
        if (signal.kind === 'candidate')
          await connection.addIceCandidate({
            candidate: signal.candidate,
            sdpMid: signal.mid,
            sdpMLineIndex: signal.line,
          })
        else if (signal.type === 'offer') await answer(signal.sdp)
        else await connection.setRemoteDescription({ type: 'answer', sdp: signal.sdp })
      })
    },
    send: place,
    renew,
    get received() {
      return { sound: track(0), camera: track(1), screen: track(2) }
    },
    stats: () => connection.getStats(),
    tellPage: (message) => {
      if (page.readyState !== 'open' || page.bufferedAmount > mostUnsent) return false
      page.send(message)
      return true
    },
    close: () => {
      closed = true
      clearTimeout(silence)
      clearInterval(again)
      connection.onconnectionstatechange = null
      connection.close()
    },
  }
}
