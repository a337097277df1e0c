/** How long someone has waited, in as few signs as tell it: "now", "4 min", "2 h", "3 d". */
export function shortSpan(fromIso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(fromIso)) / 60_000)
  if (minutes < 1) return 'now'
  if (minutes < 60) return `${minutes} min`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h`
  return `${Math.floor(minutes / 1440)} d`
}

/** Two minutes are patience, five are too long. */
export function waitHeat(fromIso: string, now: number): 'calm' | 'warm' | 'hot' {
  const minutes = (now - Date.parse(fromIso)) / 60_000
  if (minutes >= 5) return 'hot'
  return minutes >= 2 ? 'warm' : 'calm'
}

const locale = typeof navigator === 'undefined' ? 'en-GB' : navigator.language
const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const dayAndMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const fullDate = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' })

export const clockTime = (iso: string): string => time.format(new Date(iso))
export const exactTime = (iso: string): string => exact.format(new Date(iso))
export const dateOf = (iso: string): string => fullDate.format(new Date(iso))

/** The time today, the day before that: what a list needs. */
export function listTime(iso: string, now: number): string {
  const at = new Date(iso)
  return at.toDateString() === new Date(now).toDateString() ? time.format(at) : dayAndMonth.format(at)
}

/** "Today", "Yesterday", else the day: the heading under which messages of a day stand. */
export function dayHeading(iso: string, now: number): string {
  const at = new Date(iso)
  if (at.toDateString() === new Date(now).toDateString()) return 'Today'
  if (at.toDateString() === new Date(now - 86_400_000).toDateString()) return 'Yesterday'
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).format(at)
}
