import { writeFile } from 'node:fs/promises'
import pg from 'pg'

/** Postgres type → TypeScript type, as the driver hands it over. */
const types: Record<string, string> = {
  text: 'string',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'Timestamp',
  jsonb: 'Json',
  bytea: 'Buffer',
  xid8: 'string',
  _text: 'string[]',
}

const head = `// Written by \`node tools/database-types.ts\` from a migrated database; not edited by hand.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>
/** Parsed at the store that reads it; written as a JSON string. */
type Json = ColumnType<unknown, string, string>
type JsonWithDefault = ColumnType<unknown, string | undefined, string>
type TimestampWithDefault = ColumnType<Date, Date | string | undefined, Date | string>
`

/** The row types of every table in the database, for Kysely. */
export async function databaseTypes(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{
      table_name: string
      column_name: string
      udt_name: string
      is_nullable: string
      column_default: string | null
      is_identity: string
    }>(
      `select c.table_name, c.column_name, c.udt_name, c.is_nullable, c.column_default, c.is_identity
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not like 'kysely_%'
       order by c.table_name, c.ordinal_position`,
    )
    const tables = Map.groupBy(rows, (row) => row.table_name)
    const bodies = [...tables].map(([table, columns]) => {
      const lines = columns.map((column) => `  ${column.column_name}: ${typeOf(column)}`)
      return `export interface ${pascal(table)}Table {\n${lines.join('\n')}\n}\n`
    })
    const list = [...tables.keys()].map((table) => `  ${table}: ${pascal(table)}Table`)
    return `${head}\n${bodies.join('\n')}\nexport interface Tables {\n${list.join('\n')}\n}\n`
  } finally {
    await client.end()
  }
}

function typeOf(column: {
  udt_name: string
  is_nullable: string
  column_default: string | null
  is_identity: string
}): string {
  const base = types[column.udt_name]
  if (!base) throw new Error(`no TypeScript type for ${column.udt_name}`)
  if (column.is_identity === 'YES') return `GeneratedAlways<${base}>`
  if (base === 'Json')
    return column.is_nullable === 'YES'
      ? 'ColumnType<unknown, string | null | undefined, string | null>'
      : column.column_default
        ? 'JsonWithDefault'
        : 'Json'
  const nullable = column.is_nullable === 'YES' ? `${base} | null` : base
  if (base === 'Timestamp')
    return column.column_default
      ? 'TimestampWithDefault'
      : column.is_nullable === 'YES'
        ? 'ColumnType<Date | null, Date | string | null | undefined, Date | string | null>'
        : base
  return column.column_default ? `Generated<${nullable}>` : nullable
}

const pascal = (name: string): string => name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

if (import.meta.main) {
  const { openTestCluster, runSql, databaseUrl } = await import('../apps/server/test/test-cluster.ts')
  const { migrate } = await import('../apps/server/src/db/migrate.ts')
  const { ownerUrl } = await openTestCluster()
  await runSql(ownerUrl, 'create database types')
  await migrate(databaseUrl(ownerUrl, 'types'))
  await writeFile(
    new URL('../apps/server/src/db/tables.generated.ts', import.meta.url),
    await databaseTypes(databaseUrl(ownerUrl, 'types')),
  )
  await runSql(ownerUrl, 'drop database types with (force)')
  process.exit(0)
}
