import type { TurnStarter } from '../conversations/index.ts'
import { type Signals, startWorker, type Worker } from '../durable/index.ts'
import type { Shop } from '../identity/index.ts'
import { begunTurn, dueTurns } from './owed-turns.ts'
import { type DialogueParts, serveTurn, type TurnInHand } from './serve-turn.ts'

export type { Understanding } from './read-turn.ts'
export type { DialogueParts, FacetsOfTurn, TurnNotes } from './serve-turn.ts'

export interface Dialogue extends Worker {
  /** For words that are being stored in this shop: their turn is begun with them, and needs no lease and no second look. */
  starter(shop: Shop): TurnStarter
}

/** Turns held ready beside those being served; whatever comes on top is left to whoever is free first. */
const mostInHand = 16

/** Serves owed turns as they come, one at a time per conversation, whichever process gets there first. */
export function startDialogue(
  parts: Omit<DialogueParts, 'newLease'>,
  signals: Signals,
  options: { parallel?: number; sweepMs?: number } = {},
): Dialogue {
  const inHand = new Map<string, TurnInHand>()
  const worker = startWorker({
    name: 'dialogue',
    due: () => dueTurns(parts.db, parts.clock),
    work: (shopId, conversationId) => {
      const begun = inHand.get(conversationId)
      inHand.delete(conversationId)
      return serveTurn({ ...parts, newLease: signals.newLease }, shopId, conversationId, begun)
    },
    parallel: options.parallel ?? 8,
    sweepMs: options.sweepMs ?? 1_000,
    log: parts.log,
  })
  const stop = signals.on('turn', (wake) => worker.wake(wake.shopId, wake.key))
  return {
    ...worker,
    starter: (shop) => ({
      newLease: () => (inHand.size < mostInHand ? signals.newLease() : null),
      start(turn) {
        inHand.set(turn.conversation.conversation_id, { turn: begunTurn(turn), shop })
        worker.wake(shop.id, turn.conversation.conversation_id)
      },
    }),
    async close() {
      stop()
      await worker.close()
    },
  }
}
export { dialogueDoors } from './dialogue-doors.ts'
export { waitForTurn } from './wait-for-turn.ts'
