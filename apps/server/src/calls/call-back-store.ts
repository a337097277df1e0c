import { type Selectable, sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import type { Tables } from '../db/tables.generated.ts'

export type CallBackRow = Selectable<Tables['call_back']>

/** Keeps the wish; an earlier one of the same conversation makes room. */
export async function keepCallBack(
  tx: ShopTransaction,
  given: { conversationId: string; at: Date; timeZone: string; phone: string | null },
): Promise<string> {
  await closeCallBacks(tx, given.conversationId, 'dropped', null)
  const callBackId = tx.id('cbk')
  await tx.sql
    .insertInto('call_back')
    .values({
      shop_id: tx.shopId,
      call_back_id: callBackId,
      conversation_id: given.conversationId,
      at: given.at,
      time_zone: given.timeZone,
      phone: given.phone,
      created_at: tx.now,
    })
    .execute()
  return callBackId
}

/** She was called, or is not to be any more. */
export async function closeCallBacks(
  tx: ShopTransaction,
  conversationId: string,
  to: 'called' | 'dropped',
  callId: string | null,
): Promise<void> {
  await sql`update call_back set state = ${to}, call_id = ${callId} where shop_id = ${tx.shopId} and conversation_id = ${conversationId} and state in ('asked', 'reminded')`.execute(
    tx.sql,
  )
}

export async function lockCallBack(tx: ShopTransaction, callBackId: string): Promise<CallBackRow | null> {
  const row = await tx.sql
    .selectFrom('call_back')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('call_back_id', '=', callBackId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function setCallBackState(
  tx: ShopTransaction,
  callBackId: string,
  state: 'reminded' | 'called' | 'dropped',
): Promise<void> {
  await tx.sql
    .updateTable('call_back')
    .set({ state })
    .where('shop_id', '=', tx.shopId)
    .where('call_back_id', '=', callBackId)
    .execute()
}

/** Those that are still to be made, the next one first. */
export async function openCallBacks(tx: ShopTransaction): Promise<CallBackRow[]> {
  return tx.sql
    .selectFrom('call_back')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('state', 'in', ['asked', 'reminded'])
    .orderBy('at')
    .limit(200)
    .execute()
}

/** The zone by which she lives: her own word, else her browser's, else the shop's. */
export async function zoneOf(tx: ShopTransaction, conversationId: string, shopZone: string): Promise<string> {
  const { rows } = await sql<{ zone: string | null }>`
    select coalesce(p.time_zone, v.time_zone) as zone from conversation c
    left join person p on p.shop_id = c.shop_id and p.person_id = c.person_id
    left join visitor v on v.shop_id = c.shop_id and v.visitor_id = c.visitor_id
    where c.shop_id = ${tx.shopId} and c.conversation_id = ${conversationId}`.execute(tx.sql)
  return rows[0]?.zone ?? shopZone
}
