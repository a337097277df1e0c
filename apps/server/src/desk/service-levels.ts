import type { Team, WorkingHours } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { hoursOfTeams } from './team-hours.ts'
import { readTeams } from './team-store.ts'
import { afterWorking } from './working-time.ts'

/** A warning comes when so much of the promised time is used up. */
const warnsAfter = 0.8

interface CaseRow {
  conversation_id: string
  team_id: string
  begun_at: Date
  waiting_since: Date | null
  first_answered_at: Date | null
}

/** When something is due by a promise of so many minutes of working time, and when it is time to warn. */
function dueBy(
  hours: WorkingHours,
  from: Date | null,
  minutes: number | null,
): { dueAt: Date | null; warnsAt: Date | null } {
  if (from === null || minutes === null) return { dueAt: null, warnsAt: null }
  return {
    dueAt: afterWorking(hours, from, minutes * 60_000),
    warnsAt: afterWorking(hours, from, minutes * 60_000 * warnsAfter),
  }
}

/** Reckons what has become due since somebody began to wait, was answered, or a team altered its promises. */
export async function reckonDues(tx: ShopTransaction): Promise<void> {
  const teams = await readTeams(tx)
  if (teams.length === 0) return
  const hours = await hoursOfTeams(tx, teams)
  for (const row of await unreckoned(tx)) {
    const team = teams.find(({ id }) => id === row.team_id)
    if (team) await keepDues(tx, row, team, hours(team.id))
  }
}

async function unreckoned(tx: ShopTransaction): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select k.conversation_id, k.team_id, coalesce(k.queued_at, c.created_at) as begun_at, c.waiting_since, k.first_answered_at
    from desk_case k join conversation c on c.shop_id = k.shop_id and c.conversation_id = k.conversation_id
    where k.shop_id = ${tx.shopId} and k.team_id is not null and c.status = 'open' and c.owner <> 'bot' and k.due_from is distinct from c.waiting_since
    order by c.waiting_since limit 500`.execute(tx.sql)
  return rows
}

async function keepDues(tx: ShopTransaction, row: CaseRow, team: Team, hours: WorkingHours): Promise<void> {
  const { firstAnswerMinutes, nextAnswerMinutes, resolutionMinutes } = team.serviceLevels
  const answer = dueBy(
    hours,
    row.waiting_since,
    row.first_answered_at === null ? firstAnswerMinutes : nextAnswerMinutes,
  )
  const resolution = dueBy(hours, row.begun_at, resolutionMinutes)
  await sql`
    update desk_case set due_from = ${row.waiting_since}, answer_due_at = ${answer.dueAt}, answer_warns_at = ${answer.warnsAt},
      resolution_due_at = ${resolution.dueAt}, resolution_warns_at = ${resolution.warnsAt},
      told = array(select t from unnest(told) t where t like 'resolution-%')
    where shop_id = ${tx.shopId} and conversation_id = ${row.conversation_id}`.execute(tx.sql)
  tx.wake('changes', row.conversation_id)
}

const kinds = [
  { told: 'answer-warning', at: 'answer_warns_at', waits: true },
  { told: 'answer-breach', at: 'answer_due_at', waits: true },
  { told: 'resolution-warning', at: 'resolution_warns_at', waits: false },
  { told: 'resolution-breach', at: 'resolution_due_at', waits: false },
] as const

/** Tells, once each, what is about to be late and what has become so. */
export async function tellLate(tx: ShopTransaction): Promise<void> {
  for (const { told, at, waits } of kinds) {
    const { rows } = await sql<{ conversation_id: string; team_id: string | null }>`
      update desk_case k set told = k.told || array[${told}]::text[] from conversation c
      where c.shop_id = k.shop_id and c.conversation_id = k.conversation_id and k.shop_id = ${tx.shopId} and c.status = 'open' and c.owner <> 'bot'
        and k.${sql.ref(at)} <= ${tx.now} and not k.told @> array[${told}]::text[] and (not ${waits} or c.waiting_since is not null)
      returning k.conversation_id, k.team_id`.execute(tx.sql)
    for (const row of rows) {
      const [kind = '', what] = told.split('-')
      const type = what === 'breach' ? 'desk.sla_breached' : 'desk.sla_warned'
      tx.event(type, { conversation: row.conversation_id, team: row.team_id }, { kind })
      tx.wake('changes', row.conversation_id)
    }
  }
}
