import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'

/** Looks straight into the tables, as their owner: for what no door tells, such as what is in hand this very moment. */
export async function openLedger(adminUrl: string) {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'story' })
  client.on('error', () => {})
  await client.connect()
  const count = async (sql: string, values: unknown[] = []): Promise<number> => {
    const { rows } = await client.query(`select count(*)::int as n from ${sql}`, values)
    return z.object({ n: z.int() }).parse(rows[0]).n
  }
  return {
    count,
    async rows<Row>(shape: z.ZodType<Row>, sql: string, values: unknown[] = []): Promise<Row[]> {
      return z.array(shape).parse((await client.query(sql, values)).rows)
    },
    /** Waits until there is such a row. */
    async until(sql: string, values: unknown[] = [], limitMs = 20_000): Promise<void> {
      for (const end = Date.now() + limitMs; (await count(sql, values)) === 0; await wait(10))
        if (Date.now() > end) throw new Error(`waited in vain for ${sql}`)
    },
    close: () => client.end(),
  }
}

export type Ledger = Awaited<ReturnType<typeof openLedger>>
