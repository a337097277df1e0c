import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { type CallRow, nextLook } from './call.ts'

/** The row, locked until the transaction ends. A call is locked before its conversation. */
export async function lockCall(tx: ShopTransaction, callId: string): Promise<CallRow | null> {
  const row = await tx.sql
    .selectFrom('call')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('call_id', '=', callId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function readCall(tx: ShopTransaction, callId: string): Promise<CallRow | null> {
  const row = await tx.sql
    .selectFrom('call')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('call_id', '=', callId)
    .executeTakeFirst()
  return row ?? null
}

/** The call that goes on in a conversation. */
export async function liveCallIn(tx: ShopTransaction, conversationId: string): Promise<CallRow | null> {
  const row = await tx.sql
    .selectFrom('call')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** All that go on in the shop. */
export async function liveCalls(tx: ShopTransaction): Promise<CallRow[]> {
  return tx.sql
    .selectFrom('call')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .execute()
}

export async function isInCall(tx: ShopTransaction, accountId: string, except: string | null = null): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('call')
    .select('call_id')
    .where('shop_id', '=', tx.shopId)
    .where('agent_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined && row.call_id !== except
}

/** How many calls a conversation has begun since. */
export async function callsSince(tx: ShopTransaction, conversationId: string, since: Date): Promise<number> {
  const row = await tx.sql
    .selectFrom('call')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return row.n
}

/** Null where the conversation has a call already. */
export async function insertCall(
  tx: ShopTransaction,
  given: Pick<CallRow, 'conversation_id' | 'started_by' | 'mode' | 'agent_id'>,
): Promise<CallRow | null> {
  const callId = tx.id('cal')
  await tx.sql
    .insertInto('call')
    .values({ shop_id: tx.shopId, call_id: callId, state: 'ringing', created_at: tx.now, ...given })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return lockCall(tx, callId)
}

/** Writes a locked row back and tells everybody who watches it, unless there is no news in it. */
export async function saveCall(tx: ShopTransaction, row: CallRow, isNews = true): Promise<void> {
  const { shop_id: _, call_id: __, last_signal: ___, shopper_end, desk_end, ...columns } = row
  await tx.sql
    .updateTable('call')
    .set({ ...columns, look_at: nextLook(row), shopper_end: json(shopper_end), desk_end: json(desk_end) })
    .where('shop_id', '=', tx.shopId)
    .where('call_id', '=', row.call_id)
    .execute()
  if (row.ended_at) await forgetSignals(tx, row.call_id)
  if (isNews) wakeCall(tx, row)
}

export const wakeCall = (tx: ShopTransaction, row: Pick<CallRow, 'call_id' | 'conversation_id'>): void =>
  tx.wake('call', `${row.call_id} ${row.conversation_id}`)

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

async function forgetSignals(tx: ShopTransaction, callId: string): Promise<void> {
  await sql`delete from call_signal where shop_id = ${tx.shopId} and call_id = ${callId}`.execute(tx.sql)
}
