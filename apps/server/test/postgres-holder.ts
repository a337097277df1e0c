import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts'

/** A process that starts (or adopts) the embedded Postgres, says so on one line, and stops it when told on its input. */
const postgres = await startEmbeddedPostgres({ dataFolder: process.argv[2] ?? '', log: () => undefined })
console.log(JSON.stringify({ url: postgres.url, adopted: postgres.adopted }))
process.stdin.once('data', async () => {
  await postgres.stop()
  process.exit(0)
})
