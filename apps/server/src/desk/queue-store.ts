import type { Team } from '@parley/contracts'
import { sql } from 'kysely'
import { handOver } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import type { Waiting } from './choose-agent.ts'
import { teamFor } from './team.ts'

/** A place in the queue: whose turn it is, by priority and then by how long she has waited. */
export interface Queued extends Waiting {
  queuedAt: Date
  teamId: string | null
  toldPosition: number | null
  promisedAt: Date | null
}

/** More than these are not looked at in one go; they are behind anyway. */
const mostLookedAt = 1_000

interface QueueRow {
  conversation_id: string
  channel: string
  language: string
  owner_epoch: number
  waiting_since: Date
  hand_over: unknown
  team_id: string | null
  is_routed: boolean
  told_position: number | null
  promised_at: Date | null
  former_agent_id: string | null
}

/** Everybody who waits in the queue, first come first. Those who are new in it have been given their team. */
export async function readQueue(tx: ShopTransaction, teams: readonly Team[]): Promise<Queued[]> {
  const { rows } = await sql<QueueRow>`
    select c.conversation_id, i.channel, c.language, c.owner_epoch, coalesce(c.waiting_since, c.created_at) as waiting_since, c.hand_over, k.team_id,
      coalesce(k.queued_epoch = c.owner_epoch, false) as is_routed, k.told_position, k.promised_at, coalesce(k.last_agent_id, f.agent_id) as former_agent_id
    from conversation c
    join inbox i on i.shop_id = c.shop_id and i.inbox_id = c.inbox_id
    left join desk_case k on k.shop_id = c.shop_id and k.conversation_id = c.conversation_id
    left join lateral (
      select e.last_agent_id as agent_id from conversation o join desk_case e on e.shop_id = o.shop_id and e.conversation_id = o.conversation_id
      where k.last_agent_id is null and c.person_id is not null and o.shop_id = c.shop_id and o.person_id = c.person_id and e.last_agent_id is not null
      order by e.assigned_at desc nulls last limit 1) f on true
    where c.shop_id = ${tx.shopId} and c.status = 'open' and c.owner = 'queue'
    order by coalesce(k.priority, 0) desc, coalesce(c.waiting_since, c.created_at), c.conversation_id
    limit ${mostLookedAt}`.execute(tx.sql)
  const routed = new Map(rows.filter((row) => !row.is_routed).map((row) => [row.conversation_id, teamOf(row, teams)]))
  await openCases(tx, rows, routed)
  return rows.map((row) => queuedOf(tx, row, routed.get(row.conversation_id) ?? row.team_id, teams))
}

function teamOf(row: QueueRow, teams: readonly Team[]): string | null {
  const reason = handOver.safeParse(row.hand_over).data?.reason ?? ''
  // Who was with a team already, as when her agent has left, stays with it.
  return row.team_id ?? teamFor({ channel: row.channel, language: row.language, reason }, teams)?.id ?? null
}

async function openCases(tx: ShopTransaction, rows: QueueRow[], routed: Map<string, string | null>): Promise<void> {
  if (routed.size === 0) return
  const opened = rows
    .filter((row) => routed.has(row.conversation_id))
    .map((row) => ({
      conversation_id: row.conversation_id,
      team_id: routed.get(row.conversation_id) ?? null,
      queued_epoch: row.owner_epoch,
      queued_at: row.waiting_since,
    }))
  await sql`
    insert into desk_case as k (shop_id, conversation_id, team_id, queued_epoch, queued_at)
    select ${tx.shopId}, c.conversation_id, c.team_id, c.queued_epoch, c.queued_at
    from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb) as c(conversation_id text, team_id text, queued_epoch int, queued_at timestamptz)
    on conflict (shop_id, conversation_id) do update set team_id = excluded.team_id, queued_epoch = excluded.queued_epoch,
      queued_at = coalesce(k.queued_at, excluded.queued_at), told_position = null, promised_at = null, resolved_at = null`.execute(
    tx.sql,
  )
}

function queuedOf(tx: ShopTransaction, row: QueueRow, teamId: string | null, teams: readonly Team[]): Queued {
  const team = teams.find(({ id }) => id === teamId)
  const waitedSeconds = (tx.now.getTime() - row.waiting_since.getTime()) / 1_000
  const flowsOver = team?.overflowTeamId && waitedSeconds >= team.overflowAfterSeconds
  return {
    conversationId: row.conversation_id,
    channel: row.channel,
    language: row.language,
    teams: team ? [team.id, ...(flowsOver && team.overflowTeamId ? [team.overflowTeamId] : [])] : [],
    skills: team?.skills ?? [],
    formerAgentId: row.former_agent_id,
    queuedAt: row.waiting_since,
    teamId: team?.id ?? null,
    toldPosition: row.is_routed ? row.told_position : null,
    promisedAt: row.is_routed ? row.promised_at : null,
  }
}

/** How long a conversation keeps somebody, from the last fifty that ended; ten minutes where there were none. */
export async function usualHandlingMs(tx: ShopTransaction): Promise<number> {
  const { rows } = await sql<{ ms: number | null }>`
    select extract(epoch from avg(resolved_at - assigned_at)) * 1000 as ms from (
      select resolved_at, assigned_at from desk_case
      where shop_id = ${tx.shopId} and resolved_at > assigned_at and assigned_at > ${new Date(tx.now.getTime() - 7 * 86_400_000)}
      order by assigned_at desc limit 50) done`.execute(tx.sql)
  return rows[0]?.ms ? Number(rows[0].ms) : 600_000
}

/** Conversations whose agent is gone while the shopper waits for her. */
export async function abandoned(tx: ShopTransaction, goneBefore: Date): Promise<string[]> {
  const { rows } = await sql<{ conversation_id: string }>`
    select c.conversation_id from conversation c join desk_agent d on d.shop_id = c.shop_id and d.account_id = c.agent_id
    where c.shop_id = ${tx.shopId} and c.status = 'open' and c.owner = 'agent' and c.waiting_since is not null
      and (d.status = 'offline' or d.seen_at <= ${goneBefore})
    order by c.waiting_since, c.conversation_id limit 500`.execute(tx.sql)
  return rows.map((row) => row.conversation_id)
}
