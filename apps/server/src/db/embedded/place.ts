import { createHash, randomBytes } from 'node:crypto'
import { chown, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { findBinaries, type PostgresBinaries } from './binaries.ts'
import { canReach, chooseSystemUser, type SystemUser } from './system-user.ts'

/** Where one embedded Postgres lives, what it runs and as whom. */
export type Place = {
  folder: string
  cluster: string
  logFile: string
  lockFile: string
  binaries: PostgresBinaries
  user: SystemUser | undefined
}

const openFolder = '/var/lib/parley'

/** The wished folder, or one under /var/lib/parley where the system user can't get at the wished one. */
export async function preparePlace(dataFolder: string): Promise<Place> {
  const wished = resolve(dataFolder)
  await mkdir(wished, { recursive: true, mode: 0o755 })
  const user = await chooseSystemUser(join(wished, 'cluster'))
  const folder = !user || (await canReach(wished, user)) ? await realpath(wished) : await folderElsewhere(wished)
  return {
    folder,
    cluster: join(folder, 'cluster'),
    logFile: join(folder, 'postgres.log'),
    lockFile: join(folder, 'lock'),
    binaries: await findBinaries(user, join(openFolder, 'programs')),
    user,
  }
}

async function folderElsewhere(wished: string): Promise<string> {
  const mark = createHash('sha256')
    .update(await realpath(wished))
    .digest('hex')
    .slice(0, 16)
  const folder = join(openFolder, mark)
  await mkdir(folder, { recursive: true, mode: 0o755 })
  return folder
}

/** The owner role's password: made once, readable by the one who starts the server alone. */
export async function ownerPassword(place: Place): Promise<string> {
  const path = join(place.folder, 'password')
  const kept = await readIfThere(path)
  if (kept) return kept.trim()
  const password = randomBytes(24).toString('base64url')
  await replaceFile(path, `${password}\n`, 0o600)
  return password
}

export async function keptPort(place: Place): Promise<number | undefined> {
  const port = Number(await readIfThere(join(place.folder, 'port')))
  return port > 0 ? port : undefined
}

export async function keepPort(place: Place, port: number): Promise<void> {
  await replaceFile(join(place.folder, 'port'), `${port}\n`, 0o644)
}

/** The port asked for while nobody listens on it, else any free one. */
export function freePort(wished = 0): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', () => (wished === 0 ? failed(new Error('no local port is free')) : found(freePort())))
    probe.listen({ port: wished, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address()
      const port = address && typeof address === 'object' ? address.port : wished
      probe.close(() => found(port))
    })
  })
}

/** Written aside and renamed, so that nobody ever reads half a file, and one of another owner is replaced. */
export async function replaceFile(path: string, text: string, mode: number, user?: SystemUser): Promise<void> {
  const aside = `${path}.${process.pid}`
  await rm(aside, { force: true })
  await writeFile(aside, text, { mode })
  if (user) await chown(aside, user.uid, user.gid)
  await rename(aside, path)
}

export async function readIfThere(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return ''
    throw fault
  })
}
