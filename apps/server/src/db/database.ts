import type { EventType } from '@parley/contracts'
import { type CompiledQuery, type Kysely, sql } from 'kysely'
import pg from 'pg'
import type { Clock } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import type { Outcome } from '../kernel/refusals.ts'
import { BatchingSocket } from './batching-socket.ts'
import { overClient, sendOver } from './single-client.ts'
import type { Tables } from './tables.generated.ts'

// bigint columns hold counts and minor units, all far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export type Sql = Kysely<Tables>

/** What a committed transaction makes others look at: a conversation's changes, an owed turn, a lane of the outbox, a cart … */
export type WakeTopic =
  | 'changes'
  | 'turn'
  | 'outbox'
  | 'events'
  | 'cart'
  | 'catalogue'
  | 'presence'
  | 'desk'
  | 'call'
  | 'room'
export interface Wake {
  topic: WakeTopic
  shopId: string
  key: string
  /** What the transaction has just made true, for listeners in this process; others look for themselves. */
  news?: object | undefined
}

/** A statement made with `sql` or with the builder. */
export interface Statement {
  compile(by: Sql): CompiledQuery
}

/** One transaction in one shop. Everything that reads or writes a shop's rows is given one of these. */
export interface ShopTransaction {
  readonly shopId: string
  readonly sql: Sql
  /** The transaction's instant. */
  readonly now: Date
  /** Sends a statement whose answer nobody waits for. It takes its place among the others, and the transaction commits only if it held. */
  send(statement: Statement): void
  id(prefix: Parameters<typeof newId>[0]): string
  /** Records a fact that becomes true with this transaction. Subjects by id; `person` and `conversation` are indexed. No personal data. */
  event(type: EventType, subjects: Record<string, string | null | undefined>, data?: Record<string, unknown>): void
  /** Wakes whoever waits for this, in this and every other process, once committed. */
  wake(topic: WakeTopic, key: string, news?: object): void
  afterCommit(run: () => void): void
  /** Runs a part that leaves nothing behind when it is refused or throws: rows, events and wakes are taken back to where they stood. */
  attempt<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>>
}

export interface Database {
  /** Runs `work` in one transaction of the shop: all of it, or nothing. Deadlocks and serialisation failures are tried again. */
  inShop<T>(shopId: string, work: (tx: ShopTransaction) => Promise<T>): Promise<T>
  /** For the few tables and functions that stand outside the shops. */
  outside<T>(work: (db: Sql) => Promise<T>): Promise<T>
  pool: pg.Pool
  onWake(listener: (wakes: Wake[]) => void): () => void
  close(): Promise<void>
}

const shopIdPattern = /^[a-z0-9_-]{1,64}$/
const tries = 4

/** Opens the server's connections. `url` is that of the restricted role. */
export function openDatabase(url: string, options: { clock: Clock; connections?: number }): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 16,
    application_name: 'parley',
    // What nobody waits for travels with what follows.
    pipeline: true,
    stream: () => new BatchingSocket(),
  })
  // A connection that dies while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  // The same while it is in use but between two statements: the next statement then tells of it.
  pool.on('connect', (client) => client.on('error', () => {}))
  const listeners = new Set<(wakes: Wake[]) => void>()

  async function attempt<T>(shopId: string, work: (tx: ShopTransaction) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let broken: Error | undefined
    const pending = new Pending(shopId, client, options.clock.now())
    try {
      pending.begin()
      const value = await work(pending)
      pending.sendEvents()
      await pending.commit()
      pending.committed(listeners)
      return value
    } catch (error) {
      // Whatever keeps it from being taken back, also what is thrown before it is sent: nobody else may go on in what stands half done.
      try {
        await client.query('rollback')
      } catch (failure) {
        broken = failure instanceof Error ? failure : new Error(String(failure))
      }
      throw pending.failure ?? error
    } finally {
      pending.hasEnded = true
      client.release(broken)
    }
  }

  return {
    pool,
    async inShop(shopId, work) {
      if (!shopIdPattern.test(shopId)) throw new Error(`not a shop id: ${JSON.stringify(shopId)}`)
      for (let turn = 1; ; turn++) {
        try {
          return await attempt(shopId, work)
        } catch (error) {
          if (turn >= tries || !isRetryable(error)) throw error
        }
      }
    },
    async outside(work) {
      const client = await pool.connect()
      let open = true
      try {
        return await work(overClient<Tables>(client, () => open))
      } finally {
        open = false
        client.release()
      }
    },
    onWake(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => pool.end(),
  }
}

/** 40001 serialisation failure, 40P01 deadlock: the same work can succeed the next time. */
function isRetryable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')
}

interface OwedEvent {
  event_id: string
  type: string
  person_id: string | null
  conversation_id: string | null
  subjects: Record<string, string>
  data: Record<string, unknown>
}

class Pending implements ShopTransaction {
  readonly shopId: string
  readonly sql: Sql
  readonly now: Date
  readonly #events: OwedEvent[] = []
  readonly #wakes = new Map<string, Wake>()
  readonly #after: (() => void)[] = []
  readonly #client: pg.PoolClient
  #sent: Promise<unknown>[] = []
  /** Why the first statement that nobody waited for did not hold; what came after it only says that it came too late. */
  failure: unknown
  /** From then on its connection is somebody else's. */
  hasEnded = false
  #parts = 0

  constructor(shopId: string, client: pg.PoolClient, now: Date) {
    this.shopId = shopId
    this.#client = client
    this.sql = overClient<Tables>(client, () => !this.hasEnded)
    this.now = now
  }

  begin(): void {
    this.#follow(this.#client.query(`begin; select set_config('parley.shop_id', '${this.shopId}', true)`))
  }

  send(statement: Statement): void {
    if (this.hasEnded) throw new Error('its transaction has ended')
    this.#follow(sendOver(this.#client, statement.compile(this.sql)))
  }

  async commit(): Promise<void> {
    const done = this.#client.query('commit')
    this.#follow(done)
    await this.#settle()
    // Postgres answers a commit of what has failed by taking it back, and does not call that an error.
    if ((await done).command !== 'COMMIT') throw new Error('a transaction was taken back at its end')
  }

  #follow(sent: Promise<unknown>): void {
    this.#sent.push(
      sent.catch((error: unknown) => {
        this.failure ??= error
      }),
    )
  }

  async #settle(): Promise<void> {
    const sent = this.#sent
    this.#sent = []
    await Promise.all(sent)
    if (this.failure !== undefined) throw this.failure
  }

  id(prefix: Parameters<typeof newId>[0]): string {
    return newId(prefix, this.now.getTime())
  }

  event(
    type: EventType,
    subjects: Record<string, string | null | undefined>,
    data: Record<string, unknown> = {},
  ): void {
    const known: Record<string, string> = {}
    for (const [name, id] of Object.entries(subjects)) if (id) known[name] = id
    this.#events.push({
      event_id: this.id('evt'),
      type,
      person_id: known.person ?? null,
      conversation_id: known.conversation ?? null,
      subjects: known,
      data,
    })
  }

  wake(topic: WakeTopic, key: string, news?: object): void {
    const name = `${topic} ${key}`
    // Woken twice, the news would be but a part of it.
    this.#wakes.set(name, { topic, shopId: this.shopId, key, news: this.#wakes.has(name) ? undefined : news })
  }

  afterCommit(run: () => void): void {
    this.#after.push(run)
  }

  async attempt<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const before = { events: this.#events.length, after: this.#after.length, wakes: new Map(this.#wakes) }
    const name = `part_${++this.#parts}`
    this.send(sql.raw(`savepoint ${name}`))
    try {
      const outcome = await work()
      await this.#settle()
      if (outcome.ok) return outcome
      await this.#takeBack(name, before)
      return outcome
    } catch (error) {
      await this.#takeBack(name, before)
      throw error
    }
  }

  async #takeBack(name: string, before: { events: number; after: number; wakes: Map<string, Wake> }): Promise<void> {
    await sql.raw(`rollback to savepoint ${name}`).execute(this.sql)
    this.failure = undefined
    this.#events.length = before.events
    this.#after.length = before.after
    this.#wakes.clear()
    for (const [key, wake] of before.wakes) this.#wakes.set(key, wake)
  }

  /** All events of the transaction in one statement, last, so that their numbers are taken as late as can be. */
  sendEvents(): void {
    if (this.#events.length === 0) return
    this.send(sql`insert into event (shop_id, event_id, type, at, person_id, conversation_id, subjects, data)
      select ${this.shopId}, e.event_id, e.type, ${this.now}, e.person_id, e.conversation_id, e.subjects, e.data
      from jsonb_to_recordset(${JSON.stringify(this.#events)}::jsonb)
        as e(event_id text, type text, person_id text, conversation_id text, subjects jsonb, data jsonb)`)
    for (const { type } of this.#events) this.wake('events', type)
  }

  committed(listeners: Set<(wakes: Wake[]) => void>): void {
    const wakes = [...this.#wakes.values()]
    if (wakes.length > 0) for (const listener of listeners) listener(wakes)
    for (const run of this.#after) run()
  }
}
