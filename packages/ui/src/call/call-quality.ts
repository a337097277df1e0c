/** How the other side is heard: by what got lost and how long the way is. */
export type Quality = 'good' | 'fair' | 'poor'

interface Received {
  packets: number
  lost: number
}

const fields = (entry: unknown): Record<string, unknown> =>
  entry !== null && typeof entry === 'object' ? Object.fromEntries(Object.entries(entry)) : {}
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** Judges a connection's statistics against those of the look before. */
export function judge(report: RTCStatsReport, before: Received): { quality: Quality; received: Received } {
  const received = { packets: 0, lost: 0 }
  let roundTrip = 0
  for (const entry of report.values()) {
    const told = fields(entry)
    if (told.type === 'inbound-rtp' && told.kind === 'audio') {
      received.packets += number(told.packetsReceived)
      received.lost += number(told.packetsLost)
    }
    if (told.type === 'candidate-pair' && told.nominated === true) roundTrip = number(told.currentRoundTripTime)
  }
  const packets = received.packets - before.packets
  const lost = Math.max(0, received.lost - before.lost)
  return { quality: judged(packets, lost, roundTrip), received }
}

function judged(packets: number, lost: number, roundTrip: number): Quality {
  if (packets === 0) return 'poor'
  const share = lost / (packets + lost)
  if (share > 0.08 || roundTrip > 0.6) return 'poor'
  return share > 0.02 || roundTrip > 0.3 ? 'fair' : 'good'
}
