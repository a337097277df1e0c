import { createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { seal } from './seal.ts'

export const manifest = z.object({
  format: z.literal(1),
  migration: z.string(),
  at: z.iso.datetime(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  secrets: z.boolean(),
})
export type Manifest = z.infer<typeof manifest>

/** Tables in an order in which each stands after those it leans on. A table that leans on itself is no hindrance. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely_%' order by 1",
  )
  const { rows: links } = await client.query<{ child: string; parent: string }>(
    "select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace",
  )
  const ordered: string[] = []
  const place = (name: string, path: readonly string[]): void => {
    if (ordered.includes(name) || path.includes(name)) return
    for (const link of links) if (link.child === name && link.parent !== name) place(link.parent, [...path, name])
    ordered.push(name)
  }
  for (const table of tables) place(table.name, [])
  return ordered
}

/**
 * Writes everything into a folder: one snapshot of all tables, the migration they are at, and the secrets, sealed with the passphrase.
 * The shop goes on selling meanwhile.
 */
export async function backup(options: {
  ownerUrl: string
  folder: string
  secretsFolder: string
  passphrase: string | undefined
  now: Date
}): Promise<Manifest> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  if (readdirSync(options.folder).length > 0)
    throw new Error(`${options.folder} is not empty; a backup is never written over another.`)
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows } = await client.query<{ name: string }>(
      'select name from kysely_migration order by name desc limit 1',
    )
    const tables: Manifest['tables'] = []
    for (const name of await tablesInOrder(client)) tables.push(await writeTable(client, name, options.folder))
    await client.query('commit')
    const secrets = sealSecrets(options)
    const written: Manifest = {
      format: 1,
      migration: rows[0]?.name ?? '',
      at: options.now.toISOString(),
      tables,
      secrets,
    }
    // Last, so that a folder without it is known to be half a backup.
    writeFileSync(join(options.folder, 'manifest.json'), JSON.stringify(written, null, 2), { mode: 0o600 })
    return written
  } finally {
    await client.end()
  }
}

async function writeTable(client: pg.Client, name: string, folder: string): Promise<Manifest['tables'][number]> {
  const { rows } = await client.query<{ column_name: string }>(
    "select column_name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position",
    [name],
  )
  const columns = rows.map((row) => row.column_name)
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const stream = client.query(copyTo(`copy ${pg.escapeIdentifier(name)} (${list}) to stdout`))
  await pipeline(stream, createGzip(), createWriteStream(join(folder, `${name}.copy.gz`), { mode: 0o600 }))
  return { name, columns, rows: stream.rowCount }
}

/** Secrets leave the machine only under a passphrase; without one they are left out, and sessions and links end with a restore. */
function sealSecrets(options: { folder: string; secretsFolder: string; passphrase: string | undefined }): boolean {
  if (!options.passphrase) return false
  const files = Object.fromEntries(
    readdirSync(options.secretsFolder).map((name) => [name, readFileSync(join(options.secretsFolder, name), 'utf8')]),
  )
  writeFileSync(join(options.folder, 'secrets.sealed'), seal(JSON.stringify(files), options.passphrase), {
    mode: 0o600,
  })
  return true
}
