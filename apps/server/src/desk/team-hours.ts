import type { Team, WorkingHours } from '@parley/contracts'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import { readTeams } from './team-store.ts'

/** When the shop works, and each team that has hours of its own. */
export async function hoursOfTeams(
  tx: ShopTransaction,
  teams: readonly Team[],
): Promise<(teamId: string | null) => WorkingHours> {
  const { settings } = await readShop(tx)
  const shopHours: WorkingHours = {
    timeZone: settings.timeZone,
    week: settings.openingHours.week,
    exceptions: settings.openingHours.exceptions,
  }
  return (teamId) => teams.find(({ id }) => id === teamId)?.hours ?? shopHours
}

/** When a team works; the shop's own hours where there is no team, or it has none of its own. */
export async function hoursOfTeam(tx: ShopTransaction, teamId: string | null): Promise<WorkingHours> {
  return (await hoursOfTeams(tx, await readTeams(tx)))(teamId)
}
