import type { FlowTurn, OpeningHours, Step } from '@parley/sdk'

type Spans = { from: string; to: string }[]

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** A Monday, to name the days of the week by. */
const aMonday = Date.UTC(2024, 0, 1, 12)
const dayMs = 86_400_000

export const hoursSteps: Record<string, Step> = {
  hours: {
    do: async (turn) => {
      const [{ hours }, now] = [await turn.facets.store.info(), await turn.facets.store.openNow()]
      const at = now.changesAt === null ? null : turn.date(new Date(now.changesAt), true)
      if (at === null) turn.sayText(now.open ? 'open' : 'closed')
      else turn.sayText(now.open ? 'open_until' : 'closed_until', { at })
      turn.say({ type: 'text', text: [...week(turn, hours), ...exceptions(turn, hours)].join('\n') })
      return { done: true }
    },
  },
}

/** Days with the same hours stand together: "Monday – Friday: 9–18". */
function week(turn: FlowTurn, hours: OpeningHours): string[] {
  const groups: { first: number; last: number; spans: string }[] = []
  for (const day of weekdays) {
    const spans = spansText(turn, hours.week[day])
    const last = groups.at(-1)
    if (last !== undefined && last.spans === spans) last.last = day
    else groups.push({ first: day, last: day, spans })
  }
  return groups.map(({ first, last, spans }) => {
    const days = first === last ? dayName(turn, first) : `${dayName(turn, first)} – ${dayName(turn, last)}`
    return `${days}: ${spans}`
  })
}

function exceptions(turn: FlowTurn, hours: OpeningHours): string[] {
  const today = turn.now.toISOString().slice(0, 10)
  const coming = hours.exceptions.filter((each) => each.date >= today).slice(0, 5)
  return coming.map((each) => {
    const day = turn.date(new Date(`${each.date}T12:00:00Z`))
    const name = each.name === undefined ? day : `${each.name}, ${day}`
    return `${name}: ${spansText(turn, each.spans)}`
  })
}

function spansText(turn: FlowTurn, spans: Spans): string {
  return spans.length === 0 ? turn.text('closed_day') : spans.map((each) => `${each.from}–${each.to}`).join(', ')
}

function dayName(turn: FlowTurn, day: number): string {
  const name = new Intl.DateTimeFormat(turn.language, { weekday: 'long', timeZone: 'UTC' })
  return name.format(new Date(aMonday + (day - 1) * dayMs))
}
