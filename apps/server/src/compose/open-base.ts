import type { Config } from '../config.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts'
import { ensureServerRole, migrate } from '../db/migrate.ts'
import { migrateJobs } from '../durable/index.ts'
import { type Clock, systemClock } from '../kernel/clock.ts'

export interface Base {
  db: Database
  clock: Clock
  /** The owner's address: for migrating, backup and restore. */
  ownerUrl: string
  serverUrl: string
  close(): Promise<void>
}

/** The database, ready: the embedded one unless an address is set, migrated, opened as the restricted role. */
export async function openBase(
  config: Config,
  progress: (text: string) => void,
  clock: Clock = systemClock,
): Promise<Base> {
  const embedded =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataFolder: `${config.dataFolder}/postgres`, log: progress })
      : null
  const ownerUrl = config.databaseUrl ?? embedded?.url ?? ''
  await ensureServerRole(ownerUrl, config.serverRolePassword)
  await migrate(ownerUrl)
  await migrateJobs(ownerUrl)
  const serverUrl = asServerRole(ownerUrl, config.serverRolePassword)
  const db = openDatabase(serverUrl, { clock })
  return {
    db,
    clock,
    ownerUrl,
    serverUrl,
    async close() {
      await db.close()
      await embedded?.stop()
    },
  }
}

function asServerRole(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = 'parley_server'
  url.password = password
  return url.href
}
