import { sql } from 'kysely'
import {
  type AgentActing,
  append,
  type ConversationRow,
  handOver,
  lockConversation,
  note,
  take,
  toQueue,
} from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, orThrow, refuse } from '../kernel/refusals.ts'
import { memberName } from './agent-store.ts'
import { readTeam } from './team-store.ts'

export interface Transfer {
  accountId?: string | undefined
  teamId?: string | undefined
  note?: string | undefined
}

/** Gives a conversation to a colleague, or to a team's queue, with a note for whoever gets it. The shopper's place by waiting is kept. */
export async function transfer(
  tx: ShopTransaction,
  conversationId: string,
  by: AgentActing,
  to: Transfer,
): Promise<Outcome<ConversationRow>> {
  const before = await lockConversation(tx, conversationId)
  if (!before) return refuse('conversation.not_found', 'There is no such conversation.')
  if (before.status === 'resolved')
    return refuse('conversation.resolved', 'The conversation is finished. Open it again first.')
  if (to.accountId === undefined && to.teamId === undefined)
    return refuse('desk.transfer', 'Say to whom: a colleague or a team.', { path: 'accountId' })
  if (to.note) orThrow(await note(tx, conversationId, by, to.note))
  const moved =
    to.accountId === undefined
      ? await toTeam(tx, conversationId, to.teamId ?? '')
      : await toColleague(tx, conversationId, to.accountId)
  if (moved.ok)
    tx.event(
      'desk.transferred',
      { conversation: conversationId, person: before.person_id },
      { by: by.accountId, ...(to.accountId ? { account: to.accountId } : { team: to.teamId ?? '' }) },
    )
  return moved
}

async function toColleague(tx: ShopTransaction, conversationId: string, accountId: string) {
  const name = await memberName(tx, accountId)
  if (name === null) return refuse('desk.no_such_agent', 'Nobody of that name answers here.', { path: 'accountId' })
  return take(tx, conversationId, { accountId, name })
}

async function toTeam(tx: ShopTransaction, conversationId: string, teamId: string): Promise<Outcome<ConversationRow>> {
  const team = await readTeam(tx, teamId)
  if (!team) return refuse('team.not_found', 'There is no such team.', { path: 'teamId' })
  const row = await lockConversation(tx, conversationId)
  if (!row) return refuse('conversation.not_found', 'There is no such conversation.')
  const { summary, reason } = handOver.safeParse(row.hand_over).data ?? { summary: '', reason: 'transferred' }
  if (row.owner === 'queue') row.owner_epoch += 1
  else toQueue(tx, row, { reason, summary })
  await append(tx, row, [], [{ kind: 'conversation' }])
  await sql`
    insert into desk_case (shop_id, conversation_id, team_id, queued_epoch, queued_at) values (${tx.shopId}, ${conversationId}, ${team.id}, ${row.owner_epoch}, ${row.waiting_since})
    on conflict (shop_id, conversation_id) do update set team_id = excluded.team_id, queued_epoch = excluded.queued_epoch,
      last_agent_id = null, told_position = null, promised_at = null`.execute(tx.sql)
  tx.wake('desk', 'queue')
  return granted(row)
}
