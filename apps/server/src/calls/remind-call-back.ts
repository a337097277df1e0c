import { append, lockConversation, toQueue } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { tellTime } from './call-back.ts'
import { lockCallBack, setCallBackState } from './call-back-store.ts'
import { callTexts } from './call-texts.ts'

/** So long before the time she and the desk are reminded. */
export const remindAheadMs = 5 * 60_000

/** Tells her that the call is coming, and puts the conversation before the desk. Once, whoever sweeps. */
export async function remindCallBack(tx: ShopTransaction, callBackId: string): Promise<void> {
  const wish = await lockCallBack(tx, callBackId)
  if (wish?.state !== 'asked' || wish.at.getTime() - remindAheadMs > tx.now.getTime()) return
  await setCallBackState(tx, callBackId, 'reminded')
  const row = await lockConversation(tx, wish.conversation_id)
  if (!row) return
  if (row.owner === 'bot') toQueue(tx, row, { reason: 'call_me_back', summary: wish.phone ?? '' })
  row.status = 'open'
  row.waiting_since ??= tx.now
  const text = callTexts(row.language)('call_back.soon', { at: tellTime(wish.at, wish.time_zone, row.language) })
  await append(
    tx,
    row,
    [{ senderKind: 'bot', senderId: 'bot', content: { type: 'text', text }, text, language: row.language }],
    [{ kind: 'conversation' }],
  )
}
