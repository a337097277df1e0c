import type { Database } from '../db/database.ts'
import { noteAlive as noteAgents } from '../desk/index.ts'
import type { Log } from '../kernel/log.ts'
import type { Principal } from '../kernel/principal.ts'

/** People of the desk whose line is alive: nobody takes them for gone. */
export function noteAlive(parts: { db: Database; log: Log }, principals: readonly Principal[]): void {
  for (const [shopId, those] of Map.groupBy(principals, (one) => one.shopId)) {
    const accountIds = [...new Set(those.flatMap((one) => (one.kind === 'account' ? [one.accountId] : [])))]
    parts.db
      .inShop(shopId, (tx) => noteAgents(tx, accountIds))
      .catch((error: unknown) => parts.log.warn({ error }, 'who is at the desk could not be noted'))
  }
}
