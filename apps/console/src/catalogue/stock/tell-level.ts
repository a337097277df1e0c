import type { StockRow } from '@parley/contracts'
import { z } from 'zod'
import type { AuditEntry } from '../../api/schemas.ts'

const level = z.object({
  locationId: z.string(),
  onHand: z.number(),
  seen: z.number(),
  reason: z.string().catch(''),
})

/** "Klang shelf speaker, black: 7 to 12 in Main, arrived". */
export function tellLevel(
  { subject, detail }: AuditEntry,
  rows: readonly StockRow[],
  locations: readonly { id: string; name: string }[],
): string {
  const row = rows.find(({ variantId }) => variantId === subject)
  const what = row ? [row.title, row.options].filter(Boolean).join(', ') : subject
  const read = level.safeParse(detail)
  if (!read.success) return what
  const { locationId, onHand, seen, reason } = read.data
  const place = locations.find(({ id }) => id === locationId)?.name ?? locationId
  return `${what}: ${seen} to ${onHand} in ${place}${reason ? `, ${reason.toLowerCase()}` : ''}`
}
