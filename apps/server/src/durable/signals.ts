import pg from 'pg'
import type { Database, Wake, WakeTopic } from '../db/database.ts'
import type { Log } from '../kernel/log.ts'

export interface Signals {
  on(topic: WakeTopic, listener: (wake: Wake) => void): () => void
  /** Tells every process, also this one, of something that is in no table (who is typing). Lost where nobody listens. */
  tell(wake: Wake): void
  /**
   * A new name for a lease. It begins with this process's session in the database, by which others see that its holder has died
   * and need not wait for its time to be up; without one while that session is being renewed.
   */
  newLease(): string
  close(): Promise<void>
}

const channel = 'parley'
/** Postgres takes 8,000 bytes a notice. */
const mostBytes = 7_000
const reconnectMs = 500

/**
 * Wakes listeners in this process at once and in all others by NOTIFY. Notices leave outside the transactions, many in one statement:
 * a NOTIFY inside each would make them commit one by one. One that is lost with a killed process is made up for by the sweeps of whoever waits.
 */
export async function openSignals(db: Database, url: string, log: Log): Promise<Signals> {
  const listeners = new Map<WakeTopic, Set<(wake: Wake) => void>>()
  const sender = crypto.randomUUID().slice(0, 8)
  let queue = new Map<string, Wake>()
  let sending: Promise<void> | null = null
  let closed = false
  let client: pg.Client | null = null
  let session = ''

  const deliver = (wake: Wake) => {
    for (const listener of listeners.get(wake.topic) ?? []) listener(wake)
  }

  const send = async (): Promise<void> => {
    while (queue.size > 0 && !closed) {
      const batch = [...queue.values()]
      queue = new Map()
      for (const payload of payloads(sender, batch)) {
        await db.pool
          .query('select pg_notify($1, $2)', [channel, payload])
          .catch((error: unknown) => log.warn({ error }, 'a wake-up was not passed on'))
      }
    }
  }

  const pass = (wakes: readonly Wake[]) => {
    for (const wake of wakes) {
      deliver(wake)
      queue.set(`${wake.topic} ${wake.shopId} ${wake.key}`, wake)
    }
    // After the current turn of the loop, so that what commits together is told together.
    sending ??= new Promise<void>((done) => setImmediate(done)).then(send).finally(() => {
      sending = null
    })
  }

  const listen = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'parley signals' })
    next.on('notification', (notice) => {
      const [from, ...lines] = (notice.payload ?? '').split('\n')
      if (from !== sender) for (const line of lines) deliver(parseWake(line))
    })
    next.on('error', () => {})
    next.on('end', () => {
      session = ''
      if (!closed) setTimeout(() => void listen().catch(() => {}), reconnectMs)
    })
    await next.connect()
    await next.query(`listen ${channel}`)
    const { rows } = await next.query<{ session: number }>('select pg_backend_pid() as session')
    session = String(rows[0]?.session ?? '')
    client = next
  }

  await listen()
  const stop = db.onWake(pass)
  return {
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set.add(listener))
      return () => set.delete(listener)
    },
    tell: (wake) => pass([wake]),
    newLease: () => `${session} ${crypto.randomUUID()}`,
    async close() {
      closed = true
      stop()
      await sending
      await client?.end()
    },
  }
}

function payloads(sender: string, wakes: readonly Wake[]): string[] {
  const all: string[] = []
  let current = sender
  for (const wake of wakes) {
    const line = `\n${wake.topic} ${wake.shopId} ${wake.key}`
    if (current.length + line.length > mostBytes) {
      all.push(current)
      current = sender
    }
    current += line
  }
  return [...all, current]
}

const topics: readonly WakeTopic[] = [
  'changes',
  'turn',
  'outbox',
  'events',
  'cart',
  'catalogue',
  'presence',
  'desk',
  'call',
]

function parseWake(line: string): Wake {
  const [topic = '', shopId = '', ...key] = line.split(' ')
  return { topic: topics.find((known) => known === topic) ?? 'events', shopId, key: key.join(' ') }
}
