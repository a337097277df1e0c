import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, mkdir, open, readFile, readlink, realpath, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { isAlive } from './lock.ts'
import { type Place, readIfThere, replaceFile } from './place.ts'

export const ownerName = 'parley'

export type Found =
  | { state: 'absent' }
  | { state: 'stale'; pid: number }
  | { state: 'busy'; pid: number; why: string }
  | { state: 'ready'; pid: number; port: number }

/** What runs on this cluster: told by postmaster.pid, believed only when the process is a Postgres and answers as ours. */
export async function inspect(cluster: string, password: string): Promise<Found> {
  const [first, , , fourth] = (await readIfThere(join(cluster, 'postmaster.pid'))).split('\n')
  const pid = Number(first)
  const port = Number(fourth)
  if (!pid) return { state: 'absent' }
  if (!isAlive(pid) || !(await isPostmaster(pid, cluster))) return { state: 'stale', pid }
  if (!port) return { state: 'busy', pid, why: 'it has not opened its port yet' }
  try {
    const folder = await askFolder(port, password)
    if (folder === (await realpath(cluster))) return { state: 'ready', pid, port }
    return { state: 'stale', pid }
  } catch (fault) {
    return { state: 'busy', pid, why: fault instanceof Error ? fault.message : String(fault) }
  }
}

/** Process numbers are used again, above all in containers: a live process of that number may be anything. */
async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'win32') return true
  if (process.platform === 'linux') {
    const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
    if (workingFolder) return workingFolder === (await realpath(cluster))
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return command.includes('postgres')
  }
  const listed = await promisify(execFile)('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return listed.stdout.includes('postgres')
}

async function askFolder(port: number, password: string): Promise<string> {
  const client = await connect(port, password, 'postgres')
  try {
    const answer = await client.query<{ data_directory: string }>('show data_directory')
    return answer.rows[0]?.data_directory ?? ''
  } finally {
    await client.end()
  }
}

export async function connect(port: number, password: string, database: string, as = 'parley'): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: ownerName,
    password,
    database,
    application_name: as,
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Made aside and renamed when finished, so that a kill in the middle leaves nothing half done. */
export async function initialise(place: Place, password: string): Promise<void> {
  const unfinished = `${place.cluster}.new`
  const passwordFile = join(place.folder, 'initial-password')
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  if (place.user) await chown(unfinished, place.user.uid, place.user.gid)
  await replaceFile(passwordFile, `${password}\n`, 0o600, place.user)
  try {
    await promisify(execFile)(
      place.binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${ownerName}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...identity(place), cwd: place.folder, env: environment() },
    )
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(unfinished, place.cluster)
}

/** In the cluster's own folder, where nobody else gets at it. */
export const socketFile = (cluster: string, port: number): string => join(cluster, `.s.PGSQL.${port}`)

/** The system lets the name of a socket be no longer, and knows none where it is Windows. */
const hasRoom = (file: string): boolean => process.platform !== 'win32' && Buffer.byteLength(file) <= 103

/** Its own session, so that the terminal's Ctrl-C reaches the server alone, which then stops Postgres in order. */
export async function launch(place: Place, port: number, settings: Record<string, string>): Promise<ChildProcess> {
  await rm(place.logFile, { force: true })
  const log = await open(place.logFile, 'w', 0o600)
  const sockets = hasRoom(socketFile(place.cluster, port)) ? place.cluster : ''
  const options = Object.entries({ ...ownSettings, unix_socket_directories: sockets, ...settings }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  )
  try {
    const child = spawn(place.binaries.postgres, ['-D', place.cluster, '-p', String(port), ...options], {
      ...identity(place),
      cwd: place.folder,
      env: environment(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    child.on('error', () => undefined)
    child.unref()
    return child
  } finally {
    await log.close()
  }
}

/** Errors are logged without the statement and its details, which may hold what a shopper wrote. */
const ownSettings = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  wal_compression: 'on',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/** A fast shutdown: connections are ended, everything is written. Waits until it is gone. */
export async function stopPostmaster(place: Place, pid: number, patience = 60_000): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)(place.binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-w'])
    return
  }
  signal(pid, 'SIGINT')
  for (const end = Date.now() + patience; Date.now() < end; await wait(25)) {
    if (!isAlive(pid) || !(await readIfThere(join(place.cluster, 'postmaster.pid')))) return
  }
  signal(pid, 'SIGQUIT')
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself meanwhile.
  }
}

function identity(place: Place): { uid: number; gid: number } | Record<string, never> {
  return place.user ? { uid: place.user.uid, gid: place.user.gid } : {}
}

/** Nothing of the server's own environment: it holds secrets. */
function environment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].map((name) => [name, process.env[name]] as const)
  return { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), LC_ALL: 'C', TZ: 'UTC' }
}
