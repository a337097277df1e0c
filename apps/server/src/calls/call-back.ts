import { Temporal } from 'temporal-polyfill'

interface Span {
  from: number
  to: number
}

const minuteMs = 60_000
/** Sooner than that nobody can have seen it. */
const soonestMs = 15 * minuteMs
/** A talk begun just before closing is no talk. */
const beforeClosingMs = 30 * minuteMs
const mostADay = 2
const most = 6

/**
 * When somebody could call: on the hour as her clock shows it, while the shop is open, two a day so that there is a choice of days.
 * Her wall time and the shop's differ by half hours in places, so hours are counted in her zone and openness in instants.
 */
export function offeredTimes(spans: readonly Span[], zone: string, now: Date): Date[] {
  const offered: Date[] = []
  const perDay = new Map<string, number>()
  for (const { from, to } of spans) {
    const earliest = Math.max(from, now.getTime() + soonestMs)
    for (let at = nextHour(earliest, zone); at.epochMilliseconds <= to - beforeClosingMs; at = at.add({ hours: 1 })) {
      const day = at.toPlainDate().toString()
      const taken = perDay.get(day) ?? 0
      if (taken >= mostADay) continue
      perDay.set(day, taken + 1)
      offered.push(new Date(at.epochMilliseconds))
      if (offered.length === most) return offered
    }
  }
  return offered
}

function nextHour(at: number, zone: string): Temporal.ZonedDateTime {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return here.round({ smallestUnit: 'hour', roundingMode: 'ceil' })
}

/** Whether the shop is open at an instant that is still to come. */
export const canCallAt = (spans: readonly Span[], at: Date, now: Date): boolean =>
  at.getTime() > now.getTime() && spans.some(({ from, to }) => from <= at.getTime() && at.getTime() < to)

/** The day and the time as she reads them, in her own zone. */
export function tellTime(at: Date, zone: string, language: string): string {
  const form = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...form, timeZone: zone }).format(at)
}
