import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts a process's time in hundredths of a second. */
const msPerTick = 10

/** Milliseconds of CPU that these processes have used since they began, and all that they have started, ended ones included. */
export function cpuMsOf(pids: readonly number[]): number {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []))
  const family = new Set(pids)
  for (let known = 0; known < family.size; ) {
    known = family.size
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid)
  }
  return all.filter(({ pid }) => family.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0) * msPerTick
}

/** Null where it has ended meanwhile. */
function statOf(pid: number): { pid: number; parent: number; ticks: number } | null {
  try {
    // The name stands in parentheses and may hold anything; what follows are numbers.
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (?=[A-Z] )/)
    const fields = rest.split(' ')
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    return { pid, parent: Number(fields[1]), ticks }
  } catch {
    return null
  }
}
