import { type AgentRules, type AgentStatus, agentStatus, type DeskAgent } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import type { Helper } from './choose-agent.ts'

/** Without a sign of life for so long she is taken for gone, whatever her status says. */
const goneAfterMs = 75_000
const usual = { capacity: 4 }

const counts = z.record(z.string(), z.int()).catch({})
const status = agentStatus.catch('offline')

interface AgentRow {
  account_id: string
  name: string
  role: string
  status: string | null
  status_since: Date | null
  is_here: boolean | null
  capacity: number | null
  channel_capacity: unknown
  languages: string[] | null
  skills: string[] | null
  last_assigned_at: Date | null
  teams: string[]
  loads: unknown
}

async function agentRows(tx: ShopTransaction, onlyHere: boolean): Promise<AgentRow[]> {
  const { rows } = await sql<AgentRow>`
    select a.account_id, a.name, m.role, d.status, d.status_since, d.capacity, d.channel_capacity, d.languages, d.skills, d.last_assigned_at,
      d.status = 'online' and d.seen_at > ${goneBefore(tx)} as is_here,
      array(select t.team_id from team_member t where t.shop_id = m.shop_id and t.account_id = m.account_id order by 1) as teams,
      (select coalesce(jsonb_object_agg(l.channel, l.n), '{}') from (
        select i.channel, count(*)::int as n from conversation c join inbox i on i.shop_id = c.shop_id and i.inbox_id = c.inbox_id
        where c.shop_id = m.shop_id and c.agent_id = m.account_id and c.status = 'open' and c.owner = 'agent' group by i.channel) l) as loads
    from membership m join account a on a.account_id = m.account_id
    left join desk_agent d on d.shop_id = m.shop_id and d.account_id = m.account_id
    where m.shop_id = ${tx.shopId} and m.role <> 'viewer' and (not ${onlyHere} or (d.status = 'online' and d.seen_at > ${goneBefore(tx)}))
    order by a.name, a.account_id`.execute(tx.sql)
  return rows
}

/** Everybody who may answer shoppers, with what she has in hand. */
export async function listAgents(tx: ShopTransaction): Promise<DeskAgent[]> {
  return (await agentRows(tx, false)).map((row) => ({
    accountId: row.account_id,
    name: row.name,
    role: row.role,
    status: status.parse(row.status ?? 'offline'),
    statusSince: row.status_since?.toISOString() ?? null,
    isHere: row.is_here ?? false,
    ...rulesOf(row),
    load: sum(counts.parse(row.loads)),
    teams: row.teams,
  }))
}

/** Those who are here and take new conversations. */
export async function helpersHere(tx: ShopTransaction): Promise<Helper[]> {
  return (await agentRows(tx, true)).map((row) => {
    const channelLoad = counts.parse(row.loads)
    return {
      accountId: row.account_id,
      name: row.name,
      ...rulesOf(row),
      teams: row.teams,
      channelLoad,
      load: sum(channelLoad),
      lastAssignedAt: row.last_assigned_at?.getTime() ?? 0,
    }
  })
}

function rulesOf(row: AgentRow): AgentRules {
  return {
    capacity: row.capacity ?? usual.capacity,
    channelCapacity: counts.parse(row.channel_capacity ?? {}),
    languages: row.languages ?? [],
    skills: row.skills ?? [],
  }
}

const sum = (loads: Record<string, number>): number => Object.values(loads).reduce((all, each) => all + each, 0)

export const goneBefore = (tx: ShopTransaction): Date => new Date(tx.now.getTime() - goneAfterMs)

/** One status for all channels. Whoever has set one is looked after: what waits for her goes on to others when she is gone. */
export async function setStatus(tx: ShopTransaction, accountId: string, to: AgentStatus): Promise<void> {
  await tx.sql
    .insertInto('desk_agent')
    .values({ shop_id: tx.shopId, account_id: accountId, status: to, status_since: tx.now, seen_at: tx.now })
    .onConflict((conflict) =>
      conflict.columns(['shop_id', 'account_id']).doUpdateSet({
        status: to,
        seen_at: tx.now,
        status_since: sql<Date>`case when desk_agent.status = ${to} then desk_agent.status_since else ${tx.now} end`,
      }),
    )
    .execute()
  tx.event('agent.status_changed', { account: accountId }, { to })
  tx.wake('desk', 'queue')
}

/** A line of hers is alive. */
export async function noteAlive(tx: ShopTransaction, accountIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ was_gone: boolean }>`
    with before as (select account_id, seen_at from desk_agent where shop_id = ${tx.shopId} and account_id = any(${[...accountIds]}) for update)
    update desk_agent d set seen_at = ${tx.now} from before b where d.shop_id = ${tx.shopId} and d.account_id = b.account_id
    returning b.seen_at <= ${goneBefore(tx)} as was_gone`.execute(tx.sql)
  if (rows.some((row) => row.was_gone)) tx.wake('desk', 'queue')
}

export async function setRules(tx: ShopTransaction, accountId: string, given: Partial<AgentRules>): Promise<void> {
  const { channelCapacity, ...plain } = given
  const columns = {
    ...plain,
    ...(channelCapacity === undefined ? {} : { channel_capacity: JSON.stringify(channelCapacity) }),
  }
  await tx.sql
    .insertInto('desk_agent')
    .values({
      shop_id: tx.shopId,
      account_id: accountId,
      status_since: tx.now,
      seen_at: new Date(0),
      ...columns,
    })
    .onConflict((conflict) =>
      conflict.columns(['shop_id', 'account_id']).doUpdateSet({ ...columns, account_id: accountId }),
    )
    .execute()
  tx.wake('desk', 'queue')
}

/** Null for somebody who does not work in the shop, or only looks. */
export async function memberName(tx: ShopTransaction, accountId: string): Promise<string | null> {
  const row = await tx.sql
    .selectFrom('membership')
    .innerJoin('account', 'account.account_id', 'membership.account_id')
    .select('account.name')
    .where('membership.shop_id', '=', tx.shopId)
    .where('membership.account_id', '=', accountId)
    .where('membership.role', '!=', 'viewer')
    .executeTakeFirst()
  return row?.name ?? null
}
