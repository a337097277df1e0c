import type { OpeningHours } from '@parley/sdk'
import { Temporal } from 'temporal-polyfill'

type Span = { from: string; to: string }
type Hours = Pick<OpeningHours, 'timeZone' | 'week' | 'exceptions'>

const daysAhead = 21

/** Whether the shop is open at an instant, and when that next changes. Null where it doesn't within three weeks. */
export function openAt(hours: Hours, now: Date): { open: boolean; changesAt: string | null } {
  const spans = openSpans(hours, now, daysAhead)
  const at = now.getTime()
  const current = spans.find((span) => span.from <= at && at < span.to)
  const next = current ? current.to : spans.find((span) => span.from > at)?.from
  return { open: current !== undefined, changesAt: next === undefined ? null : new Date(next).toISOString() }
}

/** The open times from the day before an instant to so many days after it, as milliseconds, in order and joined where they touch. */
export function openSpans(hours: Hours, around: Date, days: number): { from: number; to: number }[] {
  const here = Temporal.Instant.fromEpochMilliseconds(around.getTime()).toZonedDateTimeISO(hours.timeZone)
  const spans: { from: number; to: number }[] = []
  for (let ahead = -1; ahead <= days; ahead++) {
    const date = here.toPlainDate().add({ days: ahead })
    for (const span of spansOn(hours, date)) {
      const from = instantOf(date, span.from, hours.timeZone)
      // "22:00 to 02:00" runs into the next day.
      const end = instantOf(span.to > span.from ? date : date.add({ days: 1 }), span.to, hours.timeZone)
      const last = spans.at(-1)
      if (last && last.to >= from) last.to = Math.max(last.to, end)
      else spans.push({ from, to: end })
    }
  }
  return spans
}

function spansOn(hours: Hours, date: Temporal.PlainDate): Span[] {
  const exception = hours.exceptions.find((one) => one.date === date.toString())
  const spans = exception
    ? exception.spans
    : (Object.entries(hours.week).find(([day]) => Number(day) === date.dayOfWeek)?.[1] ?? [])
  return spans.toSorted((one, other) => (one.from < other.from ? -1 : 1))
}

function instantOf(date: Temporal.PlainDate, time: string, timeZone: string): number {
  const midnight = time === '24:00'
  const plainTime = Temporal.PlainTime.from(midnight ? '00:00' : time)
  return (midnight ? date.add({ days: 1 }) : date).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
}
