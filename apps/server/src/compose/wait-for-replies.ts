import type { WaitForReplies } from '../channels/index.ts'
import { messagesFrom } from '../conversations/index.ts'
import type { Database } from '../db/database.ts'
import { waitForTurn } from '../dialogue/index.ts'
import type { Signals } from '../durable/index.ts'
import type { Clock } from '../kernel/clock.ts'

/** What the bot says to a message, for channels that wait for it in the same call. Empty where a person has the word, or the time is up. */
export function waitForReplies(parts: { db: Database; signals: Signals; clock: Clock }): WaitForReplies {
  return async ({ shopId, accepted, limitMs }, signal) => {
    const { conversationId, seq } = accepted
    const turn = await waitForTurn(parts.db, parts.signals, parts.clock, {
      shopId,
      conversationId,
      seq,
      limitMs,
      signal,
    })
    if (turn.turnId === null) return []
    const said = await parts.db.inShop(shopId, (tx) => messagesFrom(tx, conversationId, 'shopper', seq))
    return said.filter((message) => message.turnId === turn.turnId)
  }
}
