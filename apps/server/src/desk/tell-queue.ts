import { append, lockConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { helpersHere } from './agent-store.ts'
import { deskText } from './desk-texts.ts'
import { type Queued, readQueue, usualHandlingMs } from './queue-store.ts'
import { readTeams } from './team-store.ts'

/** What one shopper in the queue is to hear. */
export interface PlaceToTell {
  conversationId: string
  position: number
  minutes: number
}

/**
 * Who in the queue is to hear of her place: everybody once, and again when only half as many are before her, so that a long queue is
 * told of a few times and not at every step. Nobody while nobody is here to answer.
 */
export async function placesToTell(tx: ShopTransaction): Promise<PlaceToTell[]> {
  const helpers = await helpersHere(tx)
  if (helpers.length === 0) return []
  const hands = helpers.reduce((all, { capacity }) => all + capacity, 0)
  const queue = await readQueue(tx, await readTeams(tx))
  const handlingMs = queue.length > 0 ? await usualHandlingMs(tx) : 0
  return queue
    .map((queued, before) => ({ queued, position: before + 1 }))
    .filter(({ queued, position }) => isNews(queued, position))
    .map(({ queued, position }) => ({
      conversationId: queued.conversationId,
      position,
      minutes: Math.max(1, Math.ceil((position * handlingMs) / hands / 60_000)),
    }))
}

const isNews = ({ toldPosition }: Queued, position: number): boolean =>
  toldPosition === null || position <= toldPosition / 2

/** Tells one shopper her place, unless somebody has taken her up since. */
export async function tellPlace(
  tx: ShopTransaction,
  { conversationId, position, minutes }: PlaceToTell,
): Promise<void> {
  const row = await lockConversation(tx, conversationId)
  if (row?.owner !== 'queue' || row.status !== 'open') return
  const key = position === 1 ? 'queue_next' : 'queue_place'
  const values = { position: String(position), minutes: String(minutes) }
  const text = deskText(row.language, `told.${key}`, values)
  await append(tx, row, [{ senderKind: 'system', senderId: 'system', content: { type: 'notice', key, values }, text }])
  await tx.sql
    .updateTable('desk_case')
    .set({ told_position: position })
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .execute()
}
