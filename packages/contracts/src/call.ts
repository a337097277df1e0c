import { z } from 'zod'

/** What is said and seen of a call. Its sound and pictures go from one side to the other and never through the shop's server. */

export const callMode = z.enum(['audio', 'video'])
export type CallMode = z.infer<typeof callMode>

/** The last six are ends: nothing moves after them. */
export const callState = z.enum([
  'ringing',
  'accepted',
  'connecting',
  'connected',
  'held',
  'ended',
  'declined',
  'busy',
  'missed',
  'cancelled',
  'failed',
])
export type CallState = z.infer<typeof callState>

export const callSide = z.enum(['shopper', 'desk'])
export type CallSide = z.infer<typeof callSide>

/** What one side tells of itself. `device` is the page that holds the call: a reload or another window is another one. */
export const callEnd = z.object({
  device: z.string(),
  line: z.enum(['new', 'connected', 'lost']),
  microphone: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
  held: z.boolean(),
})
export type CallEnd = z.infer<typeof callEnd>

/** Whether the desk sees the shopper's page: asked for by the desk, on only after the shopper's yes. */
export const coBrowsing = z.enum(['off', 'asked', 'on'])
export type CoBrowsing = z.infer<typeof coBrowsing>

export const call = z.object({
  id: z.string(),
  conversationId: z.string(),
  startedBy: callSide,
  mode: callMode,
  state: callState,
  /** Raised whenever a side comes in anew: both then begin a fresh connection, and signals of an older one mean nothing. */
  epoch: z.int(),
  agent: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The accounts at which it rings; shoppers are not told. */
  rings: z.array(z.string()),
  shopper: callEnd.nullable(),
  desk: callEnd.nullable(),
  coBrowsing,
  createdAt: z.iso.datetime(),
  connectedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
})
export type Call = z.infer<typeof call>

/** What one side's browser has to tell the other's so that they find each other. `restart` asks the desk for new ways after a network has changed. */
export const callSignal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('description'), type: z.enum(['offer', 'answer']), sdp: z.string().max(40_000) }),
  z.object({
    kind: z.literal('candidate'),
    candidate: z.string().max(2_000),
    mid: z.string().max(20).nullable(),
    line: z.int().min(0).max(100).nullable(),
  }),
  z.object({ kind: z.literal('restart') }),
])
export type CallSignal = z.infer<typeof callSignal>

const place = { callId: z.string().max(60), device: z.string().min(8).max(60) }

/** What a client may send about calls. The desk moves them through the API's doors; a shopper's page may stand on a foreign site and has only its socket. */
export const callClientFrames = [
  /** This page holds the call from now on, and has heard the signals up to `after`. */
  z.object({ type: z.literal('call_join'), ref: z.string().max(60), ...place, after: z.int().min(0) }),
  z.object({ type: z.literal('call_signal'), ...place, epoch: z.int(), signal: callSignal }),
  /** Sent on every alteration, and every few seconds as a sign of life. */
  z.object({ type: z.literal('call_report'), ...place, end: callEnd.omit({ device: true }) }),
  /** Shoppers only: calls the desk, in her current conversation or a new one. */
  z.object({ type: z.literal('call_start'), ref: z.string().max(60), device: place.device, mode: callMode }),
  /** Shoppers only. */
  z.object({
    type: z.literal('call_move'),
    ref: z.string().max(60),
    ...place,
    move: z.enum(['accept', 'decline', 'hang_up']),
  }),
  /** Shoppers only: lets the desk see the page, or no longer. */
  z.object({ type: z.literal('call_page'), ref: z.string().max(60), ...place, shown: z.boolean() }),
  z.object({ type: z.literal('call_ways'), ref: z.string().max(60), callId: place.callId }),
] as const

/** Where browsers learn their own addresses (STUN) and are relayed (TURN); user name and credential hold for a short while. */
export const iceServers = z.object({
  servers: z.array(
    z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() }),
  ),
  relayOnly: z.boolean(),
  expiresAt: z.iso.datetime(),
})
export type IceServers = z.infer<typeof iceServers>

export const callServerFrames = [
  z.object({ type: z.literal('call'), call }),
  z.object({
    type: z.literal('call_signals'),
    callId: z.string(),
    epoch: z.int(),
    signals: z.array(z.object({ number: z.int(), signal: callSignal })),
  }),
  z.object({ type: z.literal('call_ways'), ref: z.string(), callId: z.string(), ways: iceServers }),
] as const
