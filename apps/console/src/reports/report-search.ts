import { type ReportMetric, reportDimension, reportMetric } from '@parley/contracts'
import { z } from 'zod'

export const groupings = ['day', 'month', ...reportDimension.options] as const
export type Grouping = (typeof groupings)[number]

const day = z.iso.date().optional().catch(undefined)

/** What of the reports stands in the address. */
export const reportSearch = z.object({
  from: day,
  to: day,
  metric: reportMetric.optional().catch(undefined),
  by: z.enum(groupings).optional().catch(undefined),
  clock: z.enum(['all', 'business']).optional().catch(undefined),
})

export interface Asked {
  from: string
  to: string
  metric: ReportMetric
  by: Grouping
  clock: 'all' | 'business'
}

/** The last thirty days where nothing else is asked. */
export function askedOf(search: z.infer<typeof reportSearch>, now: number): Asked {
  return {
    from: search.from ?? isoDay(now - 29 * 86_400_000),
    to: search.to ?? isoDay(now),
    metric: search.metric ?? 'first_answer',
    by: search.by ?? 'day',
    clock: search.clock ?? 'all',
  }
}

export const isoDay = (at: number): string => {
  const here = new Date(at)
  return [here.getFullYear(), here.getMonth() + 1, here.getDate()]
    .map((part, place) => String(part).padStart(place === 0 ? 4 : 2, '0'))
    .join('-')
}

/** Groupings that say something of a metric: reasons belong to hand-overs, currencies to money. */
export function groupingsFor(metric: ReportMetric): readonly Grouping[] {
  const isMoney = metric === 'sales_in' || metric === 'sales_after'
  return groupings.filter((each) => {
    if (each === 'all') return false
    if (each === 'reason') return metric === 'handed_over'
    if (each === 'currency') return isMoney
    // Money of several currencies adds up to nothing.
    return !isMoney
  })
}

export const groupingWords: Readonly<Record<Grouping, string>> = {
  day: 'Day',
  month: 'Month',
  all: 'Everything',
  agent: 'Person',
  team: 'Team',
  channel: 'Channel',
  language: 'Language',
  hour: 'Hour',
  reason: 'Reason',
  currency: 'Currency',
}
