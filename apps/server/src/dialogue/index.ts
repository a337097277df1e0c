import { type Signals, startWorker, type Worker } from '../durable/index.ts'
import { dueTurns } from './owed-turns.ts'
import { type DialogueParts, serveTurn } from './serve-turn.ts'

export type { Understanding } from './read-turn.ts'
export type { DialogueParts, FacetsOfTurn, TurnNotes } from './serve-turn.ts'

/** Serves owed turns as they come, one at a time per conversation, whichever process gets there first. */
export function startDialogue(
  parts: Omit<DialogueParts, 'newLease'>,
  signals: Signals,
  options: { parallel?: number; sweepMs?: number } = {},
): Worker {
  const worker = startWorker({
    name: 'dialogue',
    due: () => dueTurns(parts.db, parts.clock),
    work: (shopId, conversationId) => serveTurn({ ...parts, newLease: signals.newLease }, shopId, conversationId),
    parallel: options.parallel ?? 8,
    sweepMs: options.sweepMs ?? 1_000,
    log: parts.log,
  })
  const stop = signals.on('turn', (wake) => worker.wake(wake.shopId, wake.key))
  return {
    ...worker,
    async close() {
      stop()
      await worker.close()
    },
  }
}
export { dialogueDoors } from './dialogue-doors.ts'
export { waitForTurn } from './wait-for-turn.ts'
