import type { Team, WorkingHours } from '@parley/contracts'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'

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
