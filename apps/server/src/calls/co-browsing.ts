import type { CallSide, CoBrowsing } from '@parley/contracts'
import type { ShopTransaction } from '../db/database.ts'
import { audit } from '../identity/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { type CallRow, isTalking } from './call.ts'
import { saveCall } from './call-store.ts'

/** Who may lead from where to where: the desk asks, only the shopper says yes, and either ends it. */
const moves: Record<CallSide, Partial<Record<CoBrowsing, readonly CoBrowsing[]>>> = {
  desk: { off: ['asked'], asked: ['off'], on: ['off'] },
  shopper: { asked: ['on', 'off'], on: ['off'] },
}

const told: Record<CallSide, Partial<Record<CoBrowsing, string>>> = {
  desk: { asked: 'co_browsing.asked', off: 'co_browsing.ended' },
  shopper: { on: 'co_browsing.allowed', off: 'co_browsing.refused' },
}

/** The desk asks to see the shopper's page; she allows it, or not; one press of either ends it. All of it stands in the audit. */
export async function moveCoBrowsing(
  tx: ShopTransaction,
  row: CallRow,
  by: { side: CallSide; principal: Principal },
  to: CoBrowsing,
): Promise<Outcome<CallRow>> {
  const from: CoBrowsing = row.co_browsing === 'on' || row.co_browsing === 'asked' ? row.co_browsing : 'off'
  if (from === to) return granted(row)
  if (!isTalking(row) || !moves[by.side][from]?.includes(to))
    return refuse('call.wrong_state', 'Only the shopper can show her page, and only when she is asked in a call.')
  row.co_browsing = to
  await saveCall(tx, row)
  const action = from === 'on' ? 'co_browsing.ended' : told[by.side][to]
  await audit(tx, by.principal, action ?? 'co_browsing.ended', row.call_id)
  return granted(row)
}
