import { Temporal } from 'temporal-polyfill'

export interface Span {
  level: 'day' | 'month'
  from: string
  to: string
}

/** The fewest whole months and single days that make up the days from `from` to `to`, both included. */
export function spansOf(from: string, to: string): Span[] {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  if (Temporal.PlainDate.compare(first, last) > 0) return []
  const monthsFrom = first.day === 1 ? first : first.with({ day: 1 }).add({ months: 1 })
  const monthsTo = last.day === last.daysInMonth ? last : last.with({ day: 1 }).subtract({ days: 1 })
  if (Temporal.PlainDate.compare(monthsFrom, monthsTo) > 0) return [{ level: 'day', from, to }]
  const before = { level: 'day' as const, from, to: monthsFrom.subtract({ days: 1 }).toString() }
  const months = { level: 'month' as const, from: monthsFrom.toString(), to: monthsTo.toString() }
  const after = { level: 'day' as const, from: monthsTo.add({ days: 1 }).toString(), to }
  return [before, months, after].filter((span) => span.from <= span.to)
}

/** The day and hour of an instant where the shop is. */
export function dayAndHour(at: Date, timeZone: string): { day: string; hour: number } {
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return { day: here.toPlainDate().toString(), hour: here.hour }
}
