import { isDeepStrictEqual } from 'node:util'
import type { CallEnd, CallSide } from '@parley/contracts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { ringOn } from './answer-call.ts'
import {
  type CallRow,
  endOf,
  goneAfterMs,
  isOver,
  isTalking,
  modeOf,
  move,
  setEnd,
  stateOf,
  talkingState,
} from './call.ts'
import { saveCall } from './call-store.ts'
import { endCall } from './end-call.ts'
import { newEnd } from './start-call.ts'

/** A page holds this side of the call from now on. Another page than before (a reload, another window) makes both begin a fresh connection. */
export async function joinCall(
  tx: ShopTransaction,
  row: CallRow,
  side: CallSide,
  device: string,
): Promise<Outcome<CallRow>> {
  if (isOver(row)) return refuse('call.wrong_state', 'This call has ended.')
  const before = endOf(row, side)
  if (before?.device === device) {
    setEnd(row, side, before, tx.now)
    await saveCall(tx, row)
    return granted(row)
  }
  if (before === null) return refuse('call.wrong_state', 'Accept the call first.')
  const other: CallSide = side === 'shopper' ? 'desk' : 'shopper'
  const others = endOf(row, other)
  setEnd(row, side, { ...newEnd(device, modeOf(row)), microphone: before.microphone, camera: before.camera }, tx.now)
  if (others) setEnd(row, other, { ...others, line: 'new' }, otherSeen(row, other) ?? tx.now)
  row.epoch += 1
  if (stateOf(row) === 'connected' || stateOf(row) === 'held') move(row, talkingState(row), tx.now)
  await saveCall(tx, row)
  return granted(row)
}

const otherSeen = (row: CallRow, side: CallSide): Date | null =>
  side === 'shopper' ? row.shopper_seen_at : row.desk_seen_at

/** What one side tells of itself; the state of the call follows from both. Telling the same again is a sign of life. */
export async function reportEnd(
  tx: ShopTransaction,
  row: CallRow,
  side: CallSide,
  told: CallEnd,
): Promise<Outcome<CallRow>> {
  if (isOver(row)) return refuse('call.wrong_state', 'This call has ended.')
  const before = endOf(row, side)
  if (before?.device !== told.device) return refuse('call.elsewhere', 'The call goes on in another window.')
  setEnd(row, side, told, tx.now)
  const state = stateOf(row)
  if (isTalking(row)) move(row, talkingState(row), tx.now)
  await saveCall(tx, row, state !== stateOf(row) || !isDeepStrictEqual(before, told))
  return granted(row)
}

/** It has rung out, or a side has been silent for so long that it must be gone. Looked at too early nothing happens. */
export async function lookAtCall(tx: ShopTransaction, row: CallRow): Promise<void> {
  if (isOver(row)) return
  const goneBefore = tx.now.getTime() - goneAfterMs
  const isGone = [row.shopper_seen_at, row.desk_seen_at].some((at) => at !== null && at.getTime() <= goneBefore)
  if (isGone && isTalking(row)) return endCall(tx, row, row.connected_at ? 'ended' : 'failed')
  if (isGone) return endCall(tx, row, 'cancelled')
  if (row.ring_until && row.ring_until <= tx.now) await ringOn(tx, row)
}
