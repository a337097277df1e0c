import type { ChildProcess } from 'node:child_process'
import { access, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { withLock } from './embedded/lock.ts'
import { freePort, keepPort, keptPort, ownerPassword, type Place, preparePlace } from './embedded/place.ts'
import {
  connect,
  type Found,
  initialise,
  inspect,
  launch,
  ownerName,
  socketFile,
  stopPostmaster,
} from './embedded/postmaster.ts'

export type EmbeddedPostgres = {
  /** The owner role's address, for migrating; the server role's is derived from it. */
  url: string
  /** True where a Postgres left running was taken over. */
  adopted: boolean
  /** Ends Postgres, unless another process still uses it: the last one out stops it. */
  stop(): Promise<void>
}

export type EmbeddedPostgresOptions = {
  dataFolder: string
  log: (line: string) => void
  /** Extra Postgres settings; tests use them to trade durability for speed. */
  settings?: Record<string, string>
}

const databaseName = 'parley'
const leaseName = 'parley-lease'
const startPatience = 600_000

/**
 * Starts a real Postgres of our own below `dataFolder`, or adopts the one that a killed server left running there. If it
 * dies while in use it is started again on the same port. Throws one sentence that names DATABASE_URL when it can't start.
 *
 * @example const postgres = await startEmbeddedPostgres({ dataFolder: '.data/postgres', log: console.log })
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(options)
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    const sentence = `The embedded Postgres could not start (${reason.replace(/\s+/g, ' ').trim()}); set DATABASE_URL to use a Postgres server of your own.`
    throw new Error(sentence, { cause: fault })
  }
}

/** Ends whatever Postgres runs below `dataFolder`, used or not; for clearing up after a run of tests. */
export async function stopEmbeddedPostgres(dataFolder: string): Promise<void> {
  const place = await preparePlace(dataFolder)
  if (!(await exists(place.cluster))) return
  await withLock(place.lockFile, async () => {
    const found = await inspect(place.cluster, await ownerPassword(place))
    if (found.state === 'ready' || found.state === 'busy') await stopPostmaster(place, found.pid)
  })
}

async function start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await preparePlace(options.dataFolder)
  const password = await withLock(place.lockFile, () => ownerPassword(place))
  const user: User = { place, password, options, lease: undefined, leaving: false }
  const { port, adopted } = await withLock(place.lockFile, () => enter(user))
  const url = new URL(`postgres://${ownerName}:${password}@127.0.0.1:${port}/${databaseName}`)
  // A socket of the file system costs a third less a round trip; one left running by an earlier version may have none.
  if (await exists(socketFile(place.cluster, port))) url.searchParams.set('host', place.cluster)
  return {
    url: url.href,
    adopted,
    stop: () => leave(user),
  }
}

/** One process's use of the cluster. The open connection `lease` tells every other process that it is in use. */
type User = {
  place: Place
  password: string
  options: EmbeddedPostgresOptions
  lease: pg.Client | undefined
  leaving: boolean
}

async function enter(user: User, onlyPort?: number): Promise<{ port: number; adopted: boolean }> {
  const running = await bringUp(user, onlyPort)
  await ensureDatabase(running.port, user.password)
  user.lease = await connect(running.port, user.password, databaseName, leaseName)
  user.lease.on('end', () => void revive(user, running.port))
  return running
}

async function leave(user: User): Promise<void> {
  user.leaving = true
  await withLock(user.place.lockFile, async () => {
    const found = await inspect(user.place.cluster, user.password)
    const others = found.state === 'ready' ? await otherUsers(user, found.port) : 0
    await user.lease?.end().catch(() => undefined)
    if (found.state === 'ready' && others === 0) await stopPostmaster(user.place, found.pid)
  })
}

async function otherUsers(user: User, port: number): Promise<number> {
  const client = await connect(port, user.password, databaseName)
  try {
    const leases = 'select count(*)::int as held from pg_stat_activity where application_name = $1'
    const answer = await client.query<{ held: number }>(leases, [leaseName])
    const own = user.lease ? 1 : 0
    return (answer.rows[0]?.held ?? 0) - own
  } finally {
    await client.end()
  }
}

/** Everybody holds an address with this port in it, so it is this port or none: it is tried until it works. */
async function revive(user: User, port: number): Promise<void> {
  user.lease = undefined
  for (let pause = 50; !user.leaving; pause = Math.min(pause * 2, 5_000)) {
    try {
      await withLock(user.place.lockFile, async () => {
        if (!user.leaving) await enter(user, port)
      })
      user.options.log(`The embedded Postgres had ended and runs again on port ${port}.`)
      return
    } catch (fault) {
      user.options.log(`The embedded Postgres has ended and does not start: ${String(fault)}`)
      await wait(pause)
    }
  }
}

async function bringUp(
  { place, password, options }: User,
  onlyPort?: number,
): Promise<{ port: number; adopted: boolean }> {
  if (!(await exists(join(place.cluster, 'PG_VERSION')))) {
    options.log('Preparing the embedded Postgres for its first start.')
    await initialise(place, password)
  }
  const deadline = Date.now() + startPatience
  let found: Found = await inspect(place.cluster, password)
  for (; Date.now() < deadline; found = await inspect(place.cluster, password)) {
    if (found.state === 'ready') return { port: found.port, adopted: true }
    if (found.state === 'busy') {
      if (found.why.includes('password authentication')) throw new Error('its password file does not fit its data')
      await wait(100)
      continue
    }
    if (found.state === 'stale') await rm(join(place.cluster, 'postmaster.pid'), { force: true })
    const port = onlyPort ?? (await freePort(await keptPort(place)))
    if (await startedAt(place, password, port, options, deadline)) {
      await keepPort(place, port)
      return { port, adopted: false }
    }
    await wait(200)
  }
  throw new Error(found.state === 'busy' ? found.why : 'it did not answer in time')
}

/** False when it is worth another try: what is left of a killed Postgres still holds its memory, or the port was taken. */
async function startedAt(
  place: Place,
  password: string,
  port: number,
  { log, settings = {} }: EmbeddedPostgresOptions,
  deadline: number,
): Promise<boolean> {
  const child = await launch(place, port, settings)
  const ended = whenEnded(child)
  for (let told = Date.now(); Date.now() < deadline; ) {
    const found = await inspect(place.cluster, password)
    if (found.state === 'ready' && found.pid === child.pid) return true
    if (await Promise.race([ended, wait(15, false)])) {
      const fatal = await lastFault(place)
      if (/still in use|already exists|Address already in use|could not bind/.test(fatal)) return false
      throw new Error(fatal)
    }
    if (Date.now() - told > 5_000) {
      told = Date.now()
      log('The embedded Postgres is recovering after a hard stop; this can take a while.')
    }
  }
  throw new Error('it did not answer in time')
}

function whenEnded(child: ChildProcess): Promise<boolean> {
  return new Promise((ended) => {
    child.once('exit', () => ended(true))
    child.once('error', () => ended(true))
  })
}

async function lastFault(place: Place): Promise<string> {
  const lines = (await readFile(place.logFile, 'utf8').catch(() => '')).trim().split('\n')
  const telling = lines.filter((line) => /FATAL|error while loading|could not|not found/.test(line))
  return (telling.length > 0 ? telling.slice(-2) : lines.slice(-1)).join(' ') || 'its program does not run here'
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = await connect(port, password, 'postgres')
  try {
    const known = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (known.rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
