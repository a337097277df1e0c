import { type CallSide, type CallSignal, callSignal } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { endOf, isTalking } from './call.ts'
import { lockCall, wakeCall } from './call-store.ts'

/** More than two browsers ever have to say: a page that says more is broken, or wants to fill the disk. */
const mostSignals = 5_000

/** Keeps what one side's browser says for the other's, in order. Only the page that holds the call may, and only in the epoch that goes on. */
export async function addSignal(
  tx: ShopTransaction,
  given: { callId: string; side: CallSide; device: string; epoch: number; signal: CallSignal },
): Promise<Outcome<number>> {
  const row = await lockCall(tx, given.callId)
  if (!row || !isTalking(row)) return refuse('call.not_found', 'There is no such call.')
  if (endOf(row, given.side)?.device !== given.device)
    return refuse('call.elsewhere', 'The call goes on in another window.')
  // Said before the other side came in anew: it means nothing any more.
  if (given.epoch !== row.epoch) return granted(row.last_signal)
  if (row.last_signal >= mostSignals) return refuse('rate.limited', 'This call has said enough; begin another.')
  const number = row.last_signal + 1
  await sql`
    with counted as (update call set last_signal = ${number} where shop_id = ${tx.shopId} and call_id = ${row.call_id})
    insert into call_signal (shop_id, call_id, number, conversation_id, epoch, from_side, body)
    values (${tx.shopId}, ${row.call_id}, ${number}, ${row.conversation_id}, ${row.epoch}, ${given.side}, ${JSON.stringify(given.signal)})`.execute(
    tx.sql,
  )
  wakeCall(tx, row)
  return granted(number)
}

/** What the other side has said in this epoch after `after`, oldest first. */
export async function signalsFor(
  tx: ShopTransaction,
  given: { callId: string; side: CallSide; epoch: number; after: number },
): Promise<{ number: number; signal: CallSignal }[]> {
  const rows = await tx.sql
    .selectFrom('call_signal')
    .select(['number', 'body'])
    .where('shop_id', '=', tx.shopId)
    .where('call_id', '=', given.callId)
    .where('number', '>', given.after)
    .where('epoch', '=', given.epoch)
    .where('from_side', '!=', given.side)
    .orderBy('number')
    .execute()
  return rows.map(({ number, body }) => ({ number, signal: callSignal.parse(body) }))
}
