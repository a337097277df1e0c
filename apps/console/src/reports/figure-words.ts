import { type ReportFigure, type ReportMetric, reportMetrics } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { languageName, plainWords } from '../words/names.ts'
import { dateOf } from '../words/times.ts'
import type { Grouping } from './report-search.ts'

/** The one number that a figure is known by: median of a time, mean of a score, sum of money, else how many. */
export function headline(metric: ReportMetric, figure: ReportFigure, clock: 'all' | 'business'): number | null {
  switch (reportMetrics[metric].unit) {
    case 'time':
      return clock === 'business' ? (figure.business?.median ?? null) : figure.median
    case 'score':
      return figure.mean
    case 'money':
      return figure.sum
    case 'count':
      return figure.count
  }
}

/** A measure in words: "4 min", "4.6", "1 290,00 kr". */
export function sayMeasure(metric: ReportMetric, value: number | null, currency?: string): string {
  if (value === null) return '–'
  switch (reportMetrics[metric].unit) {
    case 'time':
      return sayTime(value)
    case 'score':
      return value.toFixed(1)
    case 'money':
      return currency ? formatMoney({ amount: value, currency }, 'en-GB') : String(value)
    case 'count':
      return value.toLocaleString('en-GB')
  }
}

export function sayTime(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 60) return `${seconds}\u00a0s`
  const minutes = seconds / 60
  if (minutes < 60) return `${minutes < 10 ? minutes.toFixed(1).replace('.0', '') : Math.round(minutes)}\u00a0min`
  const hours = minutes / 60
  return hours < 48 ? `${hours.toFixed(1).replace('.0', '')}\u00a0h` : `${Math.round(hours / 24)}\u00a0d`
}

/** What stands at a row of the report. */
export function sayKey(by: Grouping, key: string, label: string): string {
  if (by === 'language') return languageName(key)
  if (by === 'hour') return `${key}:00`
  if (by === 'day') return dateOf(key)
  if (by === 'reason') return plainWords(key)
  return label
}
