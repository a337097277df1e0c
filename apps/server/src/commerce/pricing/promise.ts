import { Temporal } from 'temporal-polyfill'

export interface CutOff {
  /** Wall time of the shop, `14:00`. */
  time: string
  /** Monday is 1. */
  weekdays: readonly number[]
}

/** From the first to the last day on which it comes, if it is ordered before an instant. Days of the calendar, wherever it goes. */
export interface DeliveryPromise {
  from: string
  to: string
  orderBefore: string
}

const mostDays = 400

/**
 * When it comes if it is ordered now. It is sent on the next day on which the shop sends, today while the hour has not come, and travels on working
 * days: Monday to Friday, and not when the shop is shut.
 *
 * @example promiseOf({ timeZone: 'Europe/Stockholm', closedDays: [] }, { cutOff: { time: '14:00', weekdays: [1, 2, 3, 4, 5] }, days: { min: 1, max: 2 }, at })
 */
export function promiseOf(
  shop: { timeZone: string; closedDays: readonly string[] },
  asked: { cutOff: CutOff; days: { min: number; max: number }; at: Date },
): DeliveryPromise {
  const here = Temporal.Instant.fromEpochMilliseconds(asked.at.getTime()).toZonedDateTimeISO(shop.timeZone)
  const closed = new Set(shop.closedDays)
  const plainTime = Temporal.PlainTime.from(asked.cutOff.time)
  const sends = (day: Temporal.PlainDate) =>
    asked.cutOff.weekdays.includes(day.dayOfWeek) && !closed.has(day.toString())
  const late = Temporal.PlainTime.compare(here.toPlainTime(), plainTime) >= 0
  const today = here.toPlainDate()
  const sent = firstFrom(late ? today.add({ days: 1 }) : today, sends)
  const works = (day: Temporal.PlainDate) => day.dayOfWeek <= 5 && !closed.has(day.toString())
  return {
    from: after(sent, asked.days.min, works).toString(),
    to: after(sent, asked.days.max, works).toString(),
    orderBefore: sent.toZonedDateTime({ timeZone: shop.timeZone, plainTime }).toInstant().toString(),
  }
}

/** The first day from this one on that will do; the day itself where none does in more than a year. */
function firstFrom(day: Temporal.PlainDate, fits: (day: Temporal.PlainDate) => boolean): Temporal.PlainDate {
  for (let ahead = 0; ahead < mostDays; ahead++) {
    const candidate = day.add({ days: ahead })
    if (fits(candidate)) return candidate
  }
  return day
}

function after(
  day: Temporal.PlainDate,
  count: number,
  works: (day: Temporal.PlainDate) => boolean,
): Temporal.PlainDate {
  let reached = day
  for (let left = count; left > 0; left--) reached = firstFrom(reached.add({ days: 1 }), works)
  return reached
}
