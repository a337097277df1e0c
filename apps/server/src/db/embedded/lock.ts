import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

const heartbeat = 1_000
const staleAfter = 10_000

/**
 * One process at a time does `work`; others wait their turn. The holder keeps touching the file, so a lock left by a killed
 * process is taken over: at once where its process is seen to be gone, else when the touching has stopped.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const token = randomUUID()
  while (!(await take(path, token))) {
    if (await isStale(path)) await remove(path, token)
    else await wait(50)
  }
  const touching = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), heartbeat)
  try {
    return await work()
  } finally {
    clearInterval(touching)
    if ((await holder(path))?.token === token) await rm(path, { force: true })
  }
}

const holderFile = z.object({ token: z.string(), pid: z.number(), host: z.string() })

async function take(path: string, token: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o644)
    await file.writeFile(JSON.stringify({ token, pid: process.pid, host: hostname() }))
    await file.close()
    return true
  } catch (fault) {
    if (isCode(fault, 'EEXIST')) return false
    throw fault
  }
}

async function holder(path: string): Promise<z.infer<typeof holderFile> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  try {
    return holderFile.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

async function isStale(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return false
  if (Date.now() - found.mtimeMs > staleAfter) return true
  const by = await holder(path)
  return by !== undefined && by.host === hostname() && !isAlive(by.pid)
}

/** Renaming first means that of two processes which saw the same stale lock only one removes it. */
async function remove(path: string, token: string): Promise<void> {
  const aside = `${path}.${token}`
  await rename(path, aside).catch(() => undefined)
  await rm(aside, { force: true })
}

/** Whether a process of this number runs here; one of another user's counts, one that has ended and waits to be buried does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (fault) {
    return isCode(fault, 'EPERM')
  }
  return process.platform !== 'linux' || !isZombie(pid)
}

function isZombie(pid: number): boolean {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function isCode(fault: unknown, code: string): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === code
}
