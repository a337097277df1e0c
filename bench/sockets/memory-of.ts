import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

const told = z.object({ rss: z.number(), held: z.number(), cpuMs: z.number() })
export type Memory = z.infer<typeof told>

/** What makes a process tell its memory in this file. */
export const tellingMemory = (file: string): Record<string, string> => ({
  NODE_OPTIONS: `--import ${join(import.meta.dirname, 'tell-memory.ts')}`,
  PARLEY_BENCH_MEMORY: file,
})

/** Asks a process that was started so. */
export async function memoryOf(pid: number, file: string): Promise<Memory> {
  rmSync(file, { force: true })
  process.kill(pid, 'SIGUSR2')
  for (let tries = 0; tries < 200; tries++) {
    await wait(50)
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    if (text.endsWith('}')) return told.parse(JSON.parse(text))
  }
  throw new Error('the process does not tell its memory')
}

/** Kilobytes that each of so many sockets holds. What a process has from the system says little: a large one takes them into room it has. */
export const kilobytesEach = (before: Memory, after: Memory, sockets: number): number =>
  (after.held - before.held) / 1024 / sockets
