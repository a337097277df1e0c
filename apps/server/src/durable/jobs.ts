import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Log } from '../kernel/log.ts'

/** Work that is scheduled rather than owed: nightly tidying, sweeps, reminders. Imperative names; data holds ids only. */
export interface Jobs {
  /** Every process works on it; each piece is done by one of them, and tried again when it fails. */
  on(name: string, work: (data: Record<string, unknown>) => Promise<void>): Promise<void>
  /** Five cron fields, UTC. The same name again replaces the schedule. */
  every(name: string, cron: string): Promise<void>
  add(name: string, data: Record<string, unknown>, options?: { afterSeconds?: number; key?: string }): Promise<void>
  close(): Promise<void>
}

const schema = 'pgboss'
/** Everything that is ever scheduled. Queues are made by the owner, since the server's role makes no tables. */
const jobNames = ['release-reservations', 'forget-old-answers', 'reconcile-payments'] as const

/** Brings the job tables up to date, as the owner, and lets the server's role work with them. */
export async function migrateJobs(adminUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: adminUrl, schema, supervise: false, schedule: false, max: 2 })
  await boss.start()
  for (const name of jobNames) await boss.createQueue(name, { retryLimit: 5, retryBackoff: true })
  await boss.stop({ graceful: false })
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`grant usage on schema ${schema} to parley_server; grant select, insert, update, delete on all tables in schema ${schema} to parley_server;
      grant usage on all sequences in schema ${schema} to parley_server; grant execute on all functions in schema ${schema} to parley_server`)
  } finally {
    await client.end()
  }
}

export async function openJobs(url: string, log: Log): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    schema,
    migrate: false,
    createSchema: false,
    max: 3,
    application_name: 'parley jobs',
  })
  boss.on('error', (error: unknown) => log.warn({ error }, 'the job queue has trouble'))
  await boss.start()
  return {
    async on(name, work) {
      await boss.work<Record<string, unknown>>(name, { pollingIntervalSeconds: 2 }, async (jobs) => {
        for (const job of jobs) await work(job.data ?? {})
      })
    },
    every: (name, cron) => boss.schedule(name, cron),
    async add(name, data, options = {}) {
      await boss.send(name, data, {
        ...(options.afterSeconds === undefined ? {} : { startAfter: options.afterSeconds }),
        ...(options.key === undefined ? {} : { singletonKey: options.key }),
      })
    },
    close: () => boss.stop({ graceful: false }),
  }
}
