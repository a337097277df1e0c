import { type AgentActing, note, readConversation, take } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, orThrow, refuse } from '../kernel/refusals.ts'
import { type CallRow, endOf, isOver, isTalking, modeOf, move, round, setEnd, sideOf, stateOf } from './call.ts'
import { isInCall, saveCall } from './call-store.ts'
import { endCall } from './end-call.ts'
import { nextRing } from './ring-order.ts'
import { newEnd, ringEnd } from './start-call.ts'

const gone = () => refuse('call.wrong_state', 'This call does not ring any more.')

/** The shopper takes a call of the desk's. */
export async function acceptByShopper(tx: ShopTransaction, row: CallRow, device: string): Promise<Outcome<CallRow>> {
  if (isTalking(row) && endOf(row, 'shopper')?.device === device) return granted(row)
  if (stateOf(row) !== 'ringing' || sideOf(row) !== 'desk') return gone()
  setEnd(row, 'shopper', newEnd(device, modeOf(row)), tx.now)
  await accepted(tx, row)
  if (row.agent_id) await takeConversation(tx, row, row.agent_id)
  return granted(row)
}

/** One of those at whom it rings takes the call, and with it the conversation. Of two at once the later one hears that it rings no more. */
export async function acceptByDesk(
  tx: ShopTransaction,
  row: CallRow,
  agent: AgentActing,
  device: string,
): Promise<Outcome<CallRow>> {
  if (isTalking(row) && row.agent_id === agent.accountId && row.rings.length === 0) return granted(row)
  if (isOver(row) || !row.rings.includes(agent.accountId)) return gone()
  if (await isInCall(tx, agent.accountId, row.call_id)) return refuse('call.busy', 'End or hold your other call first.')
  row.agent_id = agent.accountId
  setEnd(row, 'desk', newEnd(device, modeOf(row)), tx.now)
  await accepted(tx, row)
  orThrow(await take(tx, row.conversation_id, agent))
  return granted(row)
}

async function accepted(tx: ShopTransaction, row: CallRow): Promise<void> {
  if (stateOf(row) === 'ringing') move(row, 'accepted', tx.now)
  row.accepted_at ??= tx.now
  row.rings = []
  row.ring_until = null
  row.epoch += 1
  row.co_browsing = 'off'
  await saveCall(tx, row)
  tx.event('call.accepted', { call: row.call_id, conversation: row.conversation_id, account: row.agent_id })
}

async function takeConversation(tx: ShopTransaction, row: CallRow, accountId: string): Promise<void> {
  const [conversation, account] = [
    await readConversation(tx, row.conversation_id),
    await tx.sql.selectFrom('account').select('name').where('account_id', '=', accountId).executeTakeFirst(),
  ]
  if (conversation?.agent_id !== accountId)
    orThrow(await take(tx, row.conversation_id, { accountId, name: account?.name ?? '' }))
}

/** A colleague does not take it: it rings on at the others, and at last comes to nothing. A call that is being given on stays where it was. */
export async function declineByDesk(tx: ShopTransaction, row: CallRow, accountId: string): Promise<Outcome<CallRow>> {
  if (isOver(row) || !row.rings.includes(accountId)) return gone()
  row.rings = row.rings.filter((one) => one !== accountId)
  row.declined_by = [...row.declined_by, accountId]
  if (row.rings.length > 0) await saveCall(tx, row)
  else await ringOn(tx, row)
  return granted(row)
}

/** The round is over: the next one begins, or nobody is left. */
export async function ringOn(tx: ShopTransaction, row: CallRow): Promise<void> {
  row.rings = []
  row.ring_until = null
  if (isTalking(row)) return saveCall(tx, row)
  const next =
    sideOf(row) === 'desk' ? 'nobody' : await nextRing(tx, row.conversation_id, round.parse(row.round), row.declined_by)
  if (next === 'nobody' || next === 'busy') return endCall(tx, row, row.declined_by.length > 0 ? 'declined' : 'missed')
  row.round = next.round
  row.rings = next.accounts
  row.ring_until = await ringEnd(tx)
  await saveCall(tx, row)
}

/** Either side ends it. What has not been taken yet is called off by its beginner and declined by the other. */
export async function hangUp(tx: ShopTransaction, row: CallRow, by: 'shopper' | 'desk'): Promise<Outcome<CallRow>> {
  if (isOver(row)) return granted(row)
  if (stateOf(row) === 'ringing') await endCall(tx, row, sideOf(row) === by ? 'cancelled' : 'declined')
  else await endCall(tx, row, row.connected_at ? 'ended' : 'failed')
  return granted(row)
}

/** Gives the call to a colleague: it rings at hers while the talk goes on, and is hers once she takes it. */
export async function transfer(
  tx: ShopTransaction,
  row: CallRow,
  agent: AgentActing,
  to: { accountId: string; note?: string | undefined },
): Promise<Outcome<CallRow>> {
  if (!isTalking(row) || row.agent_id !== agent.accountId)
    return refuse('call.wrong_state', 'Only the one who talks can give the call on.')
  const colleague = await tx.sql
    .selectFrom('membership')
    .select('role')
    .where('shop_id', '=', tx.shopId)
    .where('account_id', '=', to.accountId)
    .where('role', '!=', 'viewer')
    .executeTakeFirst()
  if (!colleague || to.accountId === agent.accountId)
    return refuse('account.not_found', 'There is no such colleague.', { path: 'accountId' })
  if (await isInCall(tx, to.accountId)) return refuse('call.busy', 'She is in a call herself.', { path: 'accountId' })
  row.rings = [to.accountId]
  row.ring_until = await ringEnd(tx)
  await saveCall(tx, row)
  if (to.note) orThrow(await note(tx, row.conversation_id, agent, to.note))
  return granted(row)
}
