import { sql } from 'kysely'
import { append, handOver, lockConversation, take, toQueue } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { orThrow } from '../kernel/refusals.ts'
import { goneBefore, helpersHere } from './agent-store.ts'
import { nextMatch } from './choose-agent.ts'
import { abandoned, readQueue } from './queue-store.ts'
import { readTeams } from './team-store.ts'

/**
 * Gives the first in the queue whom somebody free can help to that somebody; false where nobody can be helped now.
 * One assignment at a time in a shop, whichever process makes it, and each sees what the one before it has done:
 * nobody is assigned twice and nobody is given more than she can carry.
 */
export async function assignNext(tx: ShopTransaction): Promise<boolean> {
  await holdDesk(tx)
  const helpers = await helpersHere(tx)
  const match = nextMatch(await readQueue(tx, await readTeams(tx)), helpers)
  if (!match) return false
  const { waiting, helper } = match
  const row = await lockConversation(tx, waiting.conversationId)
  // Somebody took it by hand, or the shopper went back to the bot, since we looked.
  if (row?.owner !== 'queue' || row.status !== 'open') return true
  orThrow(await take(tx, waiting.conversationId, helper))
  await tx.sql
    .updateTable('desk_agent')
    .set({ last_assigned_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('account_id', '=', helper.accountId)
    .execute()
  return true
}

const holdDesk = (tx: ShopTransaction) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`desk ${tx.shopId}`}, 0))`.execute(tx.sql)

/** Shoppers who wait for somebody who is gone go back to the queue, to the place that their waiting gives them. */
export async function abandonedNow(tx: ShopTransaction): Promise<string[]> {
  return abandoned(tx, goneBefore(tx))
}

export async function requeue(tx: ShopTransaction, conversationId: string): Promise<void> {
  await holdDesk(tx)
  const row = await lockConversation(tx, conversationId)
  const isStill = row && (await abandoned(tx, goneBefore(tx))).includes(conversationId)
  if (!isStill) return
  toQueue(tx, row, { reason: 'agent_left', summary: handOver.safeParse(row.hand_over).data?.summary ?? '' })
  await append(tx, row, [], [{ kind: 'conversation' }])
}
