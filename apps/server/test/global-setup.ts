import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One folder per run; the Postgres in it is started by the first test that asks for a database, so that pure tests pay nothing. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-'))
  process.env.PARLEY_TEST_CLUSTER = folder
  return async () => {
    await rm(folder, { recursive: true, force: true })
  }
}
