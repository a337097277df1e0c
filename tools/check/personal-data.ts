import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { z } from 'zod'
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '../../apps/server/src/db/embedded-postgres.ts'
import { migrate } from '../../apps/server/src/db/migrate.ts'
import type { Check } from './check.ts'

const registerFile = 'apps/server/src/db/register.ts'

/** Every column of a migrated database is in the register, which says what personal data it holds, or that it holds none. */
export const personalData: Check = {
  name: 'personal data',
  async run(root) {
    if (!existsSync(join(root, registerFile))) return [`${registerFile} is missing`]
    const registered = await readRegister(root)
    return withMigratedDatabase(async (url) => compareWithRegister(await columnsOf(url), registered))
  },
}

export function compareWithRegister(columns: string[], registered: string[]): string[] {
  const [known, present] = [new Set(registered), new Set(columns)]
  const unregistered = columns.filter((column) => !known.has(column))
  const gone = registered.filter((column) => !present.has(column))
  return [
    ...(columns.length === 0 ? ['The database has no columns at all.'] : []),
    ...unregistered.map((column) => `${column} is not in the register of personal data`),
    ...gone.map((column) => `${column} is in the register of personal data, but not in the database`),
  ]
}

/** `table.column` of all our tables; only the migrator's own bookkeeping is left out. */
export async function columnsOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(`
      select c.relname || '.' || a.attname as name
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname not in ('kysely_migration', 'kysely_migration_lock')
      order by 1`)
    return rows.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function readRegister(root: string): Promise<string[]> {
  const module: unknown = await import(pathToFileURL(join(root, registerFile)).href)
  return Object.keys(z.object({ register: z.record(z.string(), z.unknown()) }).parse(module).register)
}

async function withMigratedDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-check-'))
  await chmod(folder, 0o755)
  try {
    const postgres = await startEmbeddedPostgres({
      dataFolder: folder,
      log: () => undefined,
      settings: { fsync: 'off' },
    })
    await migrate(postgres.url)
    const answer = await work(postgres.url)
    await postgres.stop()
    return answer
  } finally {
    await stopEmbeddedPostgres(folder)
    await rm(folder, { recursive: true, force: true })
  }
}
