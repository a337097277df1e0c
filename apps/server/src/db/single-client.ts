import { createHash } from 'node:crypto'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'

/**
 * Kysely over one client that somebody else begins, commits and returns to its pool.
 * Statements are prepared once per connection, under a name made from their text, so that Postgres plans each of them once.
 * `mayGoOn` says until when: what still runs when its transaction has ended must not speak in the next one's.
 */
export function overClient<Tables>(client: pg.PoolClient, mayGoOn: () => boolean): Kysely<Tables> {
  const connection = new ClientConnection(client, mayGoOn)
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: async () => {},
    commitTransaction: async () => {},
    rollbackTransaction: async () => {},
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

class ClientConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #mayGoOn: () => boolean
  constructor(client: pg.PoolClient, mayGoOn: () => boolean) {
    this.#client = client
    this.#mayGoOn = mayGoOn
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (!this.#mayGoOn()) throw new Error('its transaction has ended')
    const result = await sendOver(this.#client, query)
    return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
  }

  // biome-ignore lint/correctness/useYield: streaming is not offered here
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('a transaction of a shop does not stream; read in pages')
  }
}

/** Sends a statement at once, prepared under its name. */
export function sendOver(client: pg.PoolClient, query: CompiledQuery): Promise<pg.QueryResult> {
  return client.query({ ...nameOf(query), text: query.sql, values: [...query.parameters] })
}

const names = new Map<string, string>()
const mostNames = 1_000

/** Texts that vary with the number of rows would fill the server's memory with plans: the first thousand texts are named. */
function nameOf(query: CompiledQuery): { name?: string } {
  if (query.parameters.length > 60) return {}
  const known = names.get(query.sql)
  if (known) return { name: known }
  if (names.size >= mostNames) return {}
  const name = createHash('sha1').update(query.sql).digest('base64url')
  names.set(query.sql, name)
  return { name }
}
