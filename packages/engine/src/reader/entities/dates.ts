import type { SlotValue } from '@parley/contracts'
import { phraseAt } from '../words/phrase-table.ts'
import { claim, isFree, type Sentence } from './sentence.ts'

const time = /^(?:[01]?\d|2[0-3])$/

/** Days as the shopper names them. The engine has no clock: what "tomorrow" is on the calendar is for the flow to say, in the shop's zone. */
export function findDates(sentence: Sentence): void {
  const { tokens } = sentence
  for (let at = 0; at < tokens.length; at++) {
    const found = dayAt(sentence, at) ?? monthDayAt(sentence, at)
    if (!found || !isFree(sentence, at, found.to)) continue
    claim(sentence, { type: 'date', from: at, to: found.to, value: found.value })
    at = found.to - 1
  }
}

function dayAt(sentence: Sentence, at: number): { to: number; value: SlotValue } | null {
  const { tokens, language } = sentence
  const match = phraseAt(language.days, tokens, at)
  if (!match) return null
  const day = match.value
  if (day.kind === 'relative') return { to: match.to, value: { inDays: day.days } }
  if (day.kind === 'next_week') {
    const next = phraseAt(language.days, tokens, match.to)
    if (next?.value.kind === 'weekday') return { to: next.to, value: { weekday: next.value.day, nextWeek: true } }
    return { to: match.to, value: { inDays: 7 } }
  }
  // A short form ("sun", "to", "ma") is a day only where nothing else is likely.
  if ((tokens[at]?.lower.length ?? 0) < 4 && match.to === at + 1) return null
  const next = phraseAt(language.days, tokens, match.to)
  const nextWeek = next?.value.kind === 'next_week'
  return { to: nextWeek ? next.to : match.to, value: { weekday: day.day, ...(nextWeek ? { nextWeek } : {}) } }
}

/** "3 May", "3. maí", "május 3.", "May 3rd". */
function monthDayAt(sentence: Sentence, at: number): { to: number; value: SlotValue } | null {
  const { tokens, language } = sentence
  if (tokens[at]?.kind === 'number') {
    const day = dayNumber(tokens[at]?.lower)
    const month = day === null ? null : phraseAt(language.months, tokens, skipMarks(sentence, at + 1))
    return month && day !== null ? { to: month.to, value: { day, month: month.value } } : null
  }
  const month = phraseAt(language.months, tokens, at)
  const day = month ? dayNumber(tokens[month.to]?.lower) : null
  if (!month || day === null || time.test(tokens[month.to + 1]?.lower ?? '')) return null
  return { to: skipMarks(sentence, month.to + 1), value: { day, month: month.value } }
}

function dayNumber(lower: string | undefined): number | null {
  const day = lower !== undefined && /^\d{1,2}$/.test(lower) ? Number(lower) : 0
  return day >= 1 && day <= 31 ? day : null
}

/** Past the dot or the "st", "nd", "of" between a day and its month. */
function skipMarks(sentence: Sentence, at: number): number {
  let next = at
  while (/^(?:\.|st|nd|rd|th|of)$/.test(sentence.tokens[next]?.lower ?? '')) next++
  return next
}
