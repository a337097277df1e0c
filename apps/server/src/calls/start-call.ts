import type { CallMode } from '@parley/contracts'
import type { AgentActing, ConversationRow } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { type CallRow, setEnd } from './call.ts'
import { closeCallBacks } from './call-back-store.ts'
import { ringSecondsOf } from './call-settings.ts'
import { callsSince, insertCall, isInCall, liveCallIn, saveCall } from './call-store.ts'
import { endCall } from './end-call.ts'
import { nextRing } from './ring-order.ts'

const hourMs = 3_600_000
/** Nobody who wants to talk calls more often; somebody who wants to annoy might. */
const mostAnHour = 12

interface Starting {
  conversation: ConversationRow
  device: string
  mode: CallMode
}

/** The page that holds one side of the call, before anything of it has been connected. */
export const newEnd = (device: string, mode: CallMode) => ({
  device,
  line: 'new' as const,
  microphone: true,
  camera: mode === 'video',
  screen: false,
  held: false,
})

/** A shopper calls. Where nobody is to be had the call ends at once, and says so. One that goes on already is answered with itself. */
export async function callDesk(tx: ShopTransaction, given: Starting): Promise<Outcome<CallRow>> {
  const { conversation_id: conversationId } = given.conversation
  const goesOn = await liveCallIn(tx, conversationId)
  if (goesOn) return granted(goesOn)
  if ((await callsSince(tx, conversationId, new Date(tx.now.getTime() - hourMs))) >= mostAnHour)
    return refuse('rate.limited', 'You have called often in the last hour. Write, or ask to be called back.')
  const ringing = await nextRing(tx, conversationId, null, [])
  const row = await begin(tx, given, 'shopper', null)
  if (!row) return refuse('call.conflict', 'There is a call in this conversation already.')
  setEnd(row, 'shopper', newEnd(given.device, given.mode), tx.now)
  if (ringing === 'busy' || ringing === 'nobody') {
    await endCall(tx, row, ringing === 'busy' ? 'busy' : 'missed')
    return granted(row)
  }
  row.round = ringing.round
  row.rings = ringing.accounts
  row.ring_until = await ringEnd(tx)
  await saveCall(tx, row)
  return granted(row)
}

/** An agent calls the shopper, on whatever page she is. */
export async function callShopper(
  tx: ShopTransaction,
  given: Starting & { agent: AgentActing },
): Promise<Outcome<CallRow>> {
  if (!given.conversation.visitor_id)
    return refuse('call.no_page', 'She has no page open to ring at: her channel is not the chat.')
  const goesOn = await liveCallIn(tx, given.conversation.conversation_id)
  if (goesOn) return granted(goesOn)
  if (await isInCall(tx, given.agent.accountId)) return refuse('call.wrong_state', 'You are in a call already.')
  const row = await begin(tx, given, 'desk', given.agent.accountId)
  if (!row) return refuse('call.conflict', 'There is a call in this conversation already.')
  setEnd(row, 'desk', newEnd(given.device, given.mode), tx.now)
  await closeCallBacks(tx, row.conversation_id, 'called', row.call_id)
  row.ring_until = new Date(tx.now.getTime() + 2 * (await ringSecondsOf(tx)) * 1000)
  await saveCall(tx, row)
  return granted(row)
}

export const ringEnd = async (tx: ShopTransaction): Promise<Date> =>
  new Date(tx.now.getTime() + (await ringSecondsOf(tx)) * 1000)

async function begin(
  tx: ShopTransaction,
  { conversation, mode }: Starting,
  by: 'shopper' | 'desk',
  agentId: string | null,
): Promise<CallRow | null> {
  const { conversation_id, visitor_id, person_id } = conversation
  const row = await insertCall(tx, { conversation_id, started_by: by, mode, agent_id: agentId })
  if (!row) return null
  tx.event(
    'call.started',
    { call: row.call_id, conversation: conversation_id, visitor: visitor_id, person: person_id, account: agentId },
    { by, mode },
  )
  // Where not a word has been said yet the desk has not heard of the conversation.
  tx.wake('changes', conversation_id)
  return row
}
