import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { z } from 'zod'
import { migrate, migrateTo } from '../db/migrate.ts'
import { type Manifest, manifest } from './backup.ts'
import { unseal } from './seal.ts'

/**
 * Fills an empty database from a backup: first the tables as they were at its migration, then its rows, then the migrations since.
 * Refuses a database that holds a shop.
 */
export async function restore(options: {
  ownerUrl: string
  folder: string
  secretsFolder: string
  passphrase: string | undefined
}): Promise<Manifest> {
  const file = join(options.folder, 'manifest.json')
  if (!existsSync(file)) throw new Error(`${options.folder} holds no backup, or half of one: manifest.json is missing.`)
  const read = manifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  await emptySchema(options.ownerUrl)
  await migrateTo(options.ownerUrl, read.migration)
  await fill(options.ownerUrl, options.folder, read)
  await migrate(options.ownerUrl)
  if (read.secrets) restoreSecrets(options)
  return read
}

async function emptySchema(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ there: boolean }>("select to_regclass('public.shop') is not null as there")
    if (!rows[0]?.there) return
    const { rowCount } = await client.query('select 1 from shop limit 1')
    if (rowCount) throw new Error('The database holds a shop already; restore into an empty one.')
    await client.query('drop schema public cascade; create schema public')
    await client.query('grant usage on schema public to parley_server')
  })
}

async function fill(ownerUrl: string, folder: string, read: Manifest): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query('begin')
    for (const table of read.tables) {
      const list = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
      const stream = client.query(copyFrom(`copy ${pg.escapeIdentifier(table.name)} (${list}) from stdin`))
      await pipeline(createReadStream(join(folder, `${table.name}.copy.gz`)), createGunzip(), stream)
      if (stream.rowCount !== table.rows)
        throw new Error(`${table.name} has ${stream.rowCount} rows where the backup counted ${table.rows}.`)
    }
    await client.query(afterwards)
    await setSequences(client)
    await client.query('commit')
  })
}

/**
 * Transaction numbers are those of another database. Events keep their order by position, and each cursor goes to the last event that
 * it had passed without a gap; what is handled again is harmless. Leases of a process that is no more are let go.
 */
const afterwards = `
  update event_cursor c set lease = null, leased_until = null, tx = '1', position = coalesce(
    (select min(e.position) - 1 from event e where (e.tx, e.position) > (c.tx, c.position)), (select max(position) from event), 0);
  update event set tx = '1';
  update owed_turn set lease = null, leased_until = null;
  update outbox set lease = null, leased_until = null;`

async function setSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table_name: string; column_name: string }>(
    "select table_name, column_name from information_schema.columns where table_schema = 'public' and is_identity = 'YES'",
  )
  for (const { table_name, column_name } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), greatest((select max(${pg.escapeIdentifier(column_name)}) from ${pg.escapeIdentifier(table_name)}), 1))`,
      [table_name, column_name],
    )
  }
}

function restoreSecrets(options: { folder: string; secretsFolder: string; passphrase: string | undefined }): void {
  if (!options.passphrase)
    throw new Error('The backup holds sealed secrets: set PARLEY_BACKUP_PASSPHRASE to the passphrase it was made with.')
  const files = z
    .record(z.string().regex(/^[\w.-]+$/), z.string())
    .parse(JSON.parse(unseal(readFileSync(join(options.folder, 'secrets.sealed')), options.passphrase)))
  mkdirSync(options.secretsFolder, { recursive: true, mode: 0o700 })
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(options.secretsFolder, name), text, { mode: 0o600 })
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
