import type { ReportRow } from '@parley/contracts'

/** The rows as a file for a spreadsheet: raw numbers, times in milliseconds, money in minor units. */
export function csvOf(rows: readonly ReportRow[]): string {
  const head = [
    'key',
    'label',
    'count',
    'sum',
    'mean',
    'median',
    'p90',
    'business_mean',
    'business_median',
    'business_p90',
  ]
  const lines = rows.map(({ key, label, count, sum, mean, median, p90, business }) =>
    [key, label, count, sum, mean, median, p90, business?.mean, business?.median, business?.p90].map(cell).join(','),
  )
  return `${[head.join(','), ...lines].join('\r\n')}\r\n`
}

/** What begins like a formula is text: a spreadsheet must not run what somebody called herself. */
function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function download(name: string, text: string, type = 'text/csv'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
