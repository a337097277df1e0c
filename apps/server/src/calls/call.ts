import {
  type Call,
  type CallEnd,
  type CallMode,
  type CallSide,
  type CallState,
  callEnd,
  callMode,
  callSide,
  callState,
  coBrowsing,
} from '@parley/contracts'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../db/tables.generated.ts'

export type CallRow = Selectable<Tables['call']>

/** Which state may follow which. What has ended stays ended. */
const callMoves: Record<CallState, readonly CallState[]> = {
  ringing: ['accepted', 'declined', 'busy', 'missed', 'cancelled'],
  accepted: ['connecting', 'connected', 'held', 'ended', 'failed'],
  connecting: ['connected', 'held', 'ended', 'failed'],
  connected: ['connecting', 'held', 'ended'],
  held: ['connecting', 'connected', 'ended', 'failed'],
  ended: [],
  declined: [],
  busy: [],
  missed: [],
  cancelled: [],
  failed: [],
}

export const stateOf = (row: Pick<CallRow, 'state'>): CallState => callState.parse(row.state)
export const isOver = (row: Pick<CallRow, 'state'>): boolean => callMoves[stateOf(row)].length === 0
export const isTalking = (row: Pick<CallRow, 'state'>): boolean => !isOver(row) && stateOf(row) !== 'ringing'

/** Alters the state of a locked row; the end takes its time. Staying where it is changes nothing. */
export function move(row: CallRow, to: CallState, now: Date): void {
  const from = stateOf(row)
  if (from === to) return
  if (!callMoves[from].includes(to)) throw new Error(`a call can't go from ${from} to ${to}`)
  row.state = to
  if (to === 'connected') row.connected_at ??= now
  if (callMoves[to].length > 0) return
  row.ended_at = now
  row.rings = []
  row.ring_until = null
  row.co_browsing = 'off'
}

const storedEnd = callEnd.nullable().catch(null)
export const endOf = (row: CallRow, side: CallSide): CallEnd | null =>
  storedEnd.parse(side === 'shopper' ? row.shopper_end : row.desk_end)

export function setEnd(row: CallRow, side: CallSide, end: CallEnd | null, now: Date): void {
  if (side === 'shopper') {
    row.shopper_end = end
    row.shopper_seen_at = now
  } else {
    row.desk_end = end
    row.desk_seen_at = now
  }
}

/** The state that both sides together make of a call that was accepted. */
export function talkingState(row: CallRow): CallState {
  const ends = [endOf(row, 'shopper'), endOf(row, 'desk')]
  if (ends.some((end) => end?.held)) return 'held'
  if (ends.every((end) => end?.line === 'connected')) return 'connected'
  return ends.every((end) => end !== null) ? 'connecting' : stateOf(row) === 'accepted' ? 'accepted' : 'connecting'
}

/** How long they talked, in whole seconds. */
export const secondsOf = (row: Pick<CallRow, 'connected_at' | 'ended_at'>): number =>
  row.connected_at && row.ended_at ? Math.round((row.ended_at.getTime() - row.connected_at.getTime()) / 1000) : 0

export const sideOf = (row: Pick<CallRow, 'started_by'>): CallSide => callSide.parse(row.started_by)
export const modeOf = (row: Pick<CallRow, 'mode'>): CallMode => callMode.parse(row.mode)

/** The call as its reader may see it. */
export function callView(row: CallRow, audience: CallSide, agentName: string | null): Call {
  return {
    id: row.call_id,
    conversationId: row.conversation_id,
    startedBy: sideOf(row),
    mode: modeOf(row),
    state: stateOf(row),
    epoch: row.epoch,
    agent: row.agent_id ? { id: audience === 'desk' ? row.agent_id : '', name: agentName ?? '' } : null,
    rings: audience === 'desk' ? row.rings : [],
    shopper: endOf(row, 'shopper'),
    desk: endOf(row, 'desk'),
    coBrowsing: coBrowsing.parse(row.co_browsing),
    createdAt: row.created_at.toISOString(),
    connectedAt: row.connected_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

export const rounds = ['assignee', 'team', 'anybody'] as const
export const round = z.enum(rounds)
export type Round = z.infer<typeof round>

/** When somebody has to look at it next, whatever happens: it has rung out, or a side may be gone. */
export function nextLook(row: CallRow): Date | null {
  if (isOver(row)) return null
  const seen = [row.shopper_seen_at, row.desk_seen_at].flatMap((at) => (at ? [at.getTime() + goneAfterMs] : []))
  const times = [...seen, ...(row.ring_until ? [row.ring_until.getTime()] : [])]
  return times.length > 0 ? new Date(Math.min(...times)) : null
}

/** A side that gives no sign of life for so long is taken for gone. Long enough for a reload, or a tunnel. */
export const goneAfterMs = 45_000
