import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '../../apps/server/src/db/embedded-postgres.ts'
import { ensureServerRole, migrate } from '../../apps/server/src/db/migrate.ts'
import { databaseUrl, serverRole } from '../../apps/server/test/test-cluster.ts'

export interface BenchPostgres {
  adminUrl: string
  serverUrl: string
  /** Its first process; all others are its children. */
  pid: number
}

/** One durable Postgres for all that is compared, migrated for Parley, and gone afterwards. */
export async function onPostgres<T>(work: (postgres: BenchPostgres) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  // Postgres runs as a user of its own, which must get at its folder.
  await chmod(folder, 0o755)
  const dataFolder = join(folder, 'postgres')
  const postgres = await startEmbeddedPostgres({ dataFolder, log: () => {} })
  try {
    await ensureServerRole(postgres.url, serverRole.password)
    await migrate(postgres.url)
    const [pid = ''] = (await readFile(join(dataFolder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')
    const serverUrl = databaseUrl(postgres.url, new URL(postgres.url).pathname.slice(1), serverRole)
    return await work({ adminUrl: postgres.url, serverUrl, pid: Number(pid) })
  } finally {
    await postgres.stop()
    await stopEmbeddedPostgres(dataFolder)
    await rm(folder, { recursive: true, force: true })
  }
}
