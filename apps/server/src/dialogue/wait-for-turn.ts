import type { Database } from '../db/database.ts'
import type { Signals } from '../durable/index.ts'
import type { Clock } from '../kernel/clock.ts'

export interface TurnGiven {
  turnId: string | null
  outcome: string
  /** True where no answer came in time; it will come by the socket or the next look. */
  pending: boolean
}

/** Waits until the bot has answered everything up to `seq`, or a person has the word, or the time is up. */
export async function waitForTurn(
  db: Database,
  signals: Signals,
  _clock: Clock,
  given: { shopId: string; conversationId: string; seq: number; limitMs: number; signal: AbortSignal },
): Promise<TurnGiven> {
  const looked = () => look(db, given)
  const first = await looked()
  if (first) return first
  return new Promise<TurnGiven>((done) => {
    let busy = false
    let again = false
    const finish = (value: TurnGiven) => {
      stop()
      clearInterval(sweep)
      clearTimeout(timer)
      done(value)
    }
    const check = async (): Promise<void> => {
      if (busy) {
        again = true
        return
      }
      busy = true
      const found = await looked().catch(() => null)
      busy = false
      if (found) finish(found)
      else if (again) {
        again = false
        void check()
      }
    }
    const stop = signals.on('changes', (wake) => {
      if (wake.shopId === given.shopId && wake.key === given.conversationId) void check()
    })
    const sweep = setInterval(() => void check(), 1_000)
    const timer = setTimeout(() => finish({ turnId: null, outcome: 'pending', pending: true }), given.limitMs)
    given.signal.addEventListener('abort', () => finish({ turnId: null, outcome: 'pending', pending: true }))
    // What was committed between the first look and the listening.
    void check()
  })
}

async function look(
  db: Database,
  given: { shopId: string; conversationId: string; seq: number },
): Promise<TurnGiven | null> {
  return db.inShop(given.shopId, async (tx) => {
    // First what is owed: a turn that commits between the two looks is then found by the second.
    const owed = await tx.sql
      .selectFrom('owed_turn')
      .select(['owed_seq', 'done_seq'])
      .where('shop_id', '=', tx.shopId)
      .where('conversation_id', '=', given.conversationId)
      .executeTakeFirst()
    const turn = await tx.sql
      .selectFrom('bot_turn')
      .select(['turn_id', 'outcome'])
      .where('shop_id', '=', tx.shopId)
      .where('conversation_id', '=', given.conversationId)
      .where('to_seq', '>=', given.seq)
      .where('from_seq', '<=', given.seq)
      .orderBy('to_seq')
      .limit(1)
      .executeTakeFirst()
    if (turn) return { turnId: turn.turn_id, outcome: turn.outcome, pending: false }
    return owed && owed.done_seq < given.seq && owed.owed_seq >= given.seq
      ? null
      : { turnId: null, outcome: 'human', pending: false }
  })
}
