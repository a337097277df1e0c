import type { WorkingHours } from '@parley/contracts'
import { openSpans } from '../knowledge/index.ts'

const dayMs = 86_400_000
/** Looked ahead at a time, and how often: whoever does not open within two years does not open. */
const lookAheadDays = 60
const mostLooks = 12

/** When so much working time after `from` has passed; null for somebody who never works. */
export function afterWorking(hours: WorkingHours, from: Date, ms: number): Date | null {
  let left = ms
  let at = from.getTime()
  for (let look = 0; look < mostLooks; look++) {
    const until = at + lookAheadDays * dayMs
    for (const span of openSpans(hours, new Date(at), lookAheadDays)) {
      const [begins, ends] = [Math.max(span.from, at), Math.min(span.to, until)]
      if (ends <= begins) continue
      if (ends - begins >= left) return new Date(begins + left)
      left -= ends - begins
    }
    at = until
  }
  return null
}

/** How much of the time between two instants was working time. */
export function workingBetween(hours: WorkingHours, from: Date, to: Date): number {
  const [begin, end] = [from.getTime(), to.getTime()]
  if (end <= begin) return 0
  const days = Math.ceil((end - begin) / dayMs) + 1
  return openSpans(hours, from, days).reduce(
    (all, span) => all + Math.max(0, Math.min(span.to, end) - Math.max(span.from, begin)),
    0,
  )
}
