import { execFile } from 'node:child_process'
import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

export type SystemUser = { name: string; uid: number; gid: number }

const run = promisify(execFile)
const ownName = 'parley'

/**
 * Postgres refuses to run as root, so root lends it a system user: whoever owns the data already, else our own, created on
 * first use. Anyone but root runs it as herself (undefined).
 */
export async function chooseSystemUser(clusterFolder: string): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await ownerOf(clusterFolder)
  if (owner) return owner
  const known = await findUser(ownName)
  if (known) return known
  await createUser()
  const created = (await findUser(ownName)) ?? (await findUser('postgres')) ?? (await findUser('nobody'))
  if (!created) throw new Error('root has no other user to run Postgres as, and none could be created')
  return created
}

/** Whether the user may pass every folder on the way to a path, which must exist, and read what is there. */
export async function canReach(path: string, user: SystemUser): Promise<boolean> {
  let place = await realpath(path)
  if (!(await permits(place, user, 0o5))) return false
  while (place !== dirname(place)) {
    place = dirname(place)
    if (!(await permits(place, user, 0o1))) return false
  }
  return true
}

async function permits(path: string, user: SystemUser, wanted: number): Promise<boolean> {
  const { uid, gid, mode } = await stat(path)
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
  return ((mode >> shift) & wanted) === wanted
}

async function ownerOf(folder: string): Promise<SystemUser | undefined> {
  const found = await stat(folder).catch(() => undefined)
  if (!found || found.uid === 0) return undefined
  return (await passwordFile()).find((user) => user.uid === found.uid)
}

async function passwordFile(): Promise<SystemUser[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && !fields[0]?.startsWith('#'))
    .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }))
}

async function findUser(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

async function createUser(): Promise<void> {
  const shadow = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ownName]
  await run('useradd', shadow).catch(() => run('adduser', ['-S', '-D', '-H', ownName]).catch(() => undefined))
}
