import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '../../apps/server/src/db/embedded-postgres.ts'
import { ensureServerRole, migrate } from '../../apps/server/src/db/migrate.ts'
import { freePort, startTestParley, type TestParley } from '../../apps/server/test/parley.ts'
import { databaseUrl, serverRole } from '../../apps/server/test/test-cluster.ts'
import { furnishShop, stockShelves } from '../../stories/support/furnish.ts'
import { openLedger } from '../../stories/support/ledger.ts'
import { openMailBox } from './mail-box.ts'
import type { Fault } from './plan.ts'
import type { Shop } from './shopper.ts'

export const unitsAtFirst = 100_000

/** A Postgres of its own, with the disk waited for as in earnest; one server on it, started anew after each kill; a mail server. */
export async function openWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-prove-'))
  // Postgres runs as a user of its own, which must get at its folder.
  await chmod(folder, 0o755)
  const cluster = join(folder, 'postgres')
  const postgres = await startEmbeddedPostgres({ dataFolder: cluster, log: () => {} })
  const adminUrl = postgres.url
  await ensureServerRole(adminUrl, serverRole.password)
  await migrate(adminUrl)
  const mailBox = await openMailBox()
  const port = await freePort()
  const faultFile = join(folder, 'fault.json')
  const start = (): Promise<TestParley> =>
    startTestParley({
      database: { adminUrl },
      dataFolder: join(folder, 'data'),
      port,
      env: {
        NODE_OPTIONS: `--import ${join(import.meta.dirname, '../fault-points.ts')}`,
        PROVE_FAULT: faultFile,
        SMTP_URL: mailBox.url,
      },
    })
  const furnished = await furnishShop(databaseUrl(adminUrl, 'parley', serverRole))
  let server = await start()
  const shelves = ['Paper lantern', 'Storm lantern', 'Brass lantern'].map((title, at) => ({
    feedId: `L-${at}`,
    title,
    price: `${12 + at}.00`,
    units: unitsAtFirst,
  }))
  const variants = await stockShelves(server.url, furnished.apiKey, shelves)
  const shop: Shop = { url: server.url, ...furnished, variants: [...variants.values()] }
  return {
    shop,
    adminUrl,
    mailBox,
    ledger: () => openLedger(adminUrl),
    output: () => server.output(),
    killServer: () => server.kill('SIGKILL'),
    /** It still answers for itself. */
    serverLives: async () => (await fetch(`${server.url}/health/live`)).ok,
    postgresAnswers: () => untilPostgresAnswers(adminUrl),
    /** Started again on the same database, folder and port. */
    async restart(): Promise<void> {
      await rm(faultFile, { force: true })
      await untilPostgresAnswers(adminUrl)
      server = await start()
    },
    /** Whole at once: the server looks for it before each statement, and what it throws there would be no fault of its own. */
    async arm(fault: Fault): Promise<void> {
      await writeFile(`${faultFile}.new`, JSON.stringify(fault))
      await rename(`${faultFile}.new`, faultFile)
    },
    killPostgres: () => killPostmaster(cluster),
    async close(): Promise<void> {
      await server.kill('SIGTERM')
      await mailBox.close()
      await postgres.stop()
      await stopEmbeddedPostgres(cluster)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

async function killPostmaster(cluster: string): Promise<void> {
  const [pid = ''] = (await readFile(join(cluster, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

/** It is brought up again by whoever uses it: here by this process. */
async function untilPostgresAnswers(adminUrl: string): Promise<void> {
  for (const end = Date.now() + 60_000; ; await wait(50)) {
    try {
      await (await openLedger(adminUrl)).close()
      return
    } catch (fault) {
      if (Date.now() > end) throw fault
    }
  }
}
