import { serviceLevels, type Team, type TeamGiven, workingHours } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'

interface TeamRow {
  team_id: string
  name: string
  position: number
  channels: string[]
  languages: string[]
  reasons: string[]
  skills: string[]
  overflow_team_id: string | null
  overflow_after_seconds: number
  hours: unknown
  service_levels: unknown
  members: string[]
}

/** Teams in the order in which conversations are offered to them. */
export async function readTeams(tx: ShopTransaction): Promise<Team[]> {
  const { rows } = await sql<TeamRow>`
    select t.*, array(select m.account_id from team_member m where m.shop_id = t.shop_id and m.team_id = t.team_id order by 1) as members
    from team t where t.shop_id = ${tx.shopId} order by t.position, t.created_at, t.team_id`.execute(tx.sql)
  return rows.map((row) => ({
    id: row.team_id,
    name: row.name,
    position: row.position,
    channels: row.channels,
    languages: row.languages,
    reasons: row.reasons,
    skills: row.skills,
    overflowTeamId: row.overflow_team_id,
    overflowAfterSeconds: row.overflow_after_seconds,
    hours: row.hours === null ? null : workingHours.parse(row.hours),
    serviceLevels: serviceLevels.parse(row.service_levels ?? {}),
    members: row.members,
  }))
}

export async function readTeam(tx: ShopTransaction, teamId: string): Promise<Team | null> {
  return (await readTeams(tx)).find(({ id }) => id === teamId) ?? null
}

/** Makes a team, or alters the one of this id. */
export async function saveTeam(
  tx: ShopTransaction,
  given: TeamGiven,
  teamId: string = tx.id('tem'),
): Promise<Outcome<Team>> {
  if (given.overflowTeamId !== null && (given.overflowTeamId === teamId || !(await readTeam(tx, given.overflowTeamId))))
    return refuse('team.overflow', 'What is too much goes to another team of this shop.', { path: 'overflowTeamId' })
  const stranger = await firstStranger(tx, given.members)
  if (stranger) return refuse('team.member', 'Only people of this shop can be in a team.', { path: 'members' })
  const columns = {
    name: given.name,
    position: given.position,
    channels: given.channels,
    languages: given.languages,
    reasons: given.reasons,
    skills: given.skills,
    overflow_team_id: given.overflowTeamId,
    overflow_after_seconds: given.overflowAfterSeconds,
    hours: given.hours === null ? null : JSON.stringify(given.hours),
    service_levels: JSON.stringify(given.serviceLevels),
  }
  await tx.sql
    .insertInto('team')
    .values({ shop_id: tx.shopId, team_id: teamId, created_at: tx.now, ...columns })
    .onConflict((conflict) => conflict.columns(['shop_id', 'team_id']).doUpdateSet(columns))
    .execute()
  await sql`delete from team_member where shop_id = ${tx.shopId} and team_id = ${teamId}`.execute(tx.sql)
  await sql`insert into team_member (shop_id, team_id, account_id) select ${tx.shopId}, ${teamId}, m from unnest(${given.members}::text[]) as m on conflict do nothing`.execute(
    tx.sql,
  )
  // Promises and hours have moved: what is due is reckoned anew.
  await sql`update desk_case set due_from = null, resolution_due_at = null where shop_id = ${tx.shopId} and team_id = ${teamId}`.execute(
    tx.sql,
  )
  tx.wake('desk', 'queue')
  return granted({ id: teamId, ...given })
}

async function firstStranger(tx: ShopTransaction, accountIds: string[]): Promise<string | null> {
  const { rows } = await sql<{ stranger: string }>`
    select m as stranger from unnest(${accountIds}::text[]) as m
    where not exists (select from membership where shop_id = ${tx.shopId} and account_id = m) limit 1`.execute(tx.sql)
  return rows[0]?.stranger ?? null
}

export async function removeTeam(tx: ShopTransaction, teamId: string): Promise<boolean> {
  const gone = await tx.sql
    .deleteFrom('team')
    .where('shop_id', '=', tx.shopId)
    .where('team_id', '=', teamId)
    .executeTakeFirst()
  tx.wake('desk', 'queue')
  return gone.numDeletedRows > 0
}
