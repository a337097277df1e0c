import { readFileSync } from 'node:fs'
import pg from 'pg'
import { z } from 'zod'

const statement = z.object({ client: z.int(), text: z.string(), values: z.array(z.unknown()) })
type Statement = z.infer<typeof statement>

/** Statements of one transaction, in the order in which one connection sent them. */
type Transaction = Statement[]

/** What the server sent while it served some turns, transaction by transaction. */
export function readCapture(file: string): Transaction[] {
  const open = new Map<number, Transaction>()
  const done: Transaction[] = []
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const read = statement.parse(JSON.parse(line))
    const transaction = open.get(read.client) ?? []
    transaction.push(read)
    open.set(read.client, transaction)
    if (/^(commit|rollback)\b/i.test(read.text) || !/^begin/i.test(transaction[0]?.text ?? '')) {
      done.push(transaction)
      open.delete(read.client)
    }
  }
  return done
}

export const statementsOf = (transactions: readonly Transaction[]): number =>
  transactions.reduce((sum, one) => sum + one.length, 0)

/** Ids (and the hash of a visitor's token) that belong to one talk: another round of the same statements needs its own. Goods, shop and inboxes stay. */
const talkIds =
  /\b(vis|cnv|msg|trn|evt|crt|lin|prp|out|idn|per)_[0-9a-hjkmnp-tv-z]{26}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b|^[0-9A-Za-z_-]{43}$|^[0-9a-f]{64}$/g

function renamed(value: unknown, round: string): unknown {
  if (typeof value === 'string')
    return value.replaceAll(talkIds, (id) => `${id.slice(0, id.length - round.length)}${round}`)
  return Array.isArray(value) ? value.map((one) => renamed(one, round)) : value
}

/**
 * Sends the captured statements over and over on so many connections, each round with ids of its own, prepared as the server prepares them.
 * Answers rounds a second: what the bare database does where Parley does one talk.
 */
export async function replay(
  url: string,
  transactions: readonly Transaction[],
  options: { connections: number; seconds: number },
): Promise<{ roundsPerSecond: number; failed: number }> {
  const pool = new pg.Pool({ connectionString: url, max: options.connections })
  const names = new Map<string, string>()
  for (const one of transactions.flat()) if (!names.has(one.text)) names.set(one.text, `r${names.size}`)
  let rounds = 0
  let failed = 0
  const until = performance.now() + options.seconds * 1000
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: options.connections }, async (_, lane) => {
      const client = await pool.connect()
      for (let n = 0; performance.now() < until; n++) {
        const round = `${lane.toString(36).padStart(2, '0')}${n.toString(36).padStart(5, '0')}`
        for (const transaction of transactions) failed += await send(client, transaction, round, names)
        rounds++
      }
      client.release()
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  await pool.end()
  return { roundsPerSecond: rounds / seconds, failed }
}

async function send(
  client: pg.PoolClient,
  transaction: Transaction,
  round: string,
  names: Map<string, string>,
): Promise<number> {
  for (const { text, values } of transaction) {
    try {
      if (values.length === 0) await client.query(text)
      else
        await client.query({ name: names.get(text) ?? '', text, values: values.map((value) => renamed(value, round)) })
    } catch {
      await client.query('rollback').catch(() => {})
      return 1
    }
  }
  return 0
}
