import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../src/db/embedded/lock.ts'
import { stopEmbeddedPostgres } from '../src/db/embedded-postgres.ts'

const folderName = /^parley-test-(\d+)-/

/** One folder per run; the Postgres in it is started by the first test that asks for a database, so that pure tests pay nothing. */
export default async function setup(): Promise<() => Promise<void>> {
  await sweepKilledRuns()
  const folder = await mkdtemp(join(tmpdir(), `parley-test-${process.pid}-`))
  await chmod(folder, 0o755)
  process.env.PARLEY_TEST_CLUSTER = folder
  return () => removeCluster(folder)
}

async function sweepKilledRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(folderName.exec(name)?.[1])
    if (pid && !isAlive(pid)) await removeCluster(join(tmpdir(), name)).catch(() => undefined)
  }
}

async function removeCluster(folder: string): Promise<void> {
  await stopEmbeddedPostgres(folder)
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
