import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { withLock } from '../src/db/embedded/lock.ts'
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts'
import { ensureServerRole, migrate } from '../src/db/migrate.ts'

export const templateName = 'parley_template'
export const serverRole = { name: 'parley_server', password: 'parley-of-the-tests' }

/** What is lost when the machine loses power does not matter here, so the tests need not wait for the disk. */
const forSpeed = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' }

let opened: Promise<{ ownerUrl: string }> | undefined

/** The run's own Postgres, with a migrated template: made by the first test file that asks, found by all others. */
export function openTestCluster(): Promise<{ ownerUrl: string }> {
  opened ??= open()
  return opened
}

async function open(): Promise<{ ownerUrl: string }> {
  const folder = clusterFolder()
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, log: () => undefined, settings: forSpeed })
  await withLock(join(folder, 'template-lock'), () => ensureTemplate(folder, postgres.url))
  return { ownerUrl: postgres.url }
}

function clusterFolder(): string {
  const folder = process.env.PARLEY_TEST_CLUSTER
  if (!folder)
    throw new Error('Tests with a database run under vitest: its global setup names the folder of their Postgres.')
  return folder
}

async function ensureTemplate(folder: string, ownerUrl: string): Promise<void> {
  const mark = join(folder, 'template-ready')
  const ready = await access(mark).then(
    () => true,
    () => false,
  )
  if (ready) return
  await runSql(ownerUrl, `drop database if exists ${templateName}`, `create database ${templateName}`)
  const templateUrl = databaseUrl(ownerUrl, templateName)
  await ensureServerRole(templateUrl, serverRole.password)
  await migrate(templateUrl)
  await writeFile(mark, '')
}

export function databaseUrl(url: string, database: string, role?: { name: string; password: string }): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  if (role) Object.assign(address, { username: role.name, password: role.password })
  return address.href
}

export async function runSql(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
