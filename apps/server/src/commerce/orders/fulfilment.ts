import { z } from 'zod'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'

export const tracking = z.object({
  carrier: z.string().min(1).max(80),
  number: z.string().min(1).max(80),
  url: z.url().max(500).optional(),
})
export type Tracking = z.infer<typeof tracking>

export const fulfilmentStatus = z.enum(['packed', 'shipped', 'delivered'])
export type FulfilmentStatus = z.infer<typeof fulfilmentStatus>

/** A parcel of an order: what is in it, and how far it has come. */
export const fulfilment = z.object({
  id: z.string(),
  orderId: z.string(),
  status: fulfilmentStatus,
  tracking: tracking.nullable(),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })),
  packedAt: z.iso.datetime(),
  shippedAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
})
export type Fulfilment = z.infer<typeof fulfilment>

export interface ParcelLine {
  lineId: string
  quantity: number
}

/** Where a parcel may go from where it stands. What is sent without having been packed is packed by that. */
const parcelMoves = {
  packed: ['shipped'],
  shipped: ['delivered'],
  delivered: [],
} as const satisfies Record<FulfilmentStatus, readonly FulfilmentStatus[]>

export function moveParcel(from: FulfilmentStatus, to: FulfilmentStatus): Outcome<FulfilmentStatus> {
  const allowed: readonly FulfilmentStatus[] = parcelMoves[from]
  if (allowed.includes(to)) return granted(to)
  return refuse('fulfilment.wrong_state', `A parcel that is ${from} can't become ${to}.`, {
    path: 'status',
    values: { from, to },
  })
}

/** What is not in a parcel yet. */
export function leftToPack(ordered: readonly ParcelLine[], parcels: readonly Fulfilment[]): ParcelLine[] {
  return ordered
    .map(({ lineId, quantity }) => {
      const packed = parcels.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId)
      return { lineId, quantity: quantity - packed.reduce((sum, line) => sum + line.quantity, 0) }
    })
    .filter(({ quantity }) => quantity > 0)
}

/** What goes into the next parcel: what is named, else all that is left. Refused: `fulfilment.too_many`, `fulfilment.nothing_left`. */
export function packNext(left: readonly ParcelLine[], named: readonly ParcelLine[] | null): Outcome<ParcelLine[]> {
  if (left.length === 0) return refuse('fulfilment.nothing_left', 'All of it is in parcels already.', { path: 'lines' })
  if (named === null) return granted([...left])
  for (const [at, line] of named.entries()) {
    const available = left.find(({ lineId }) => lineId === line.lineId)?.quantity ?? 0
    const wanted = named.filter(({ lineId }) => lineId === line.lineId).reduce((sum, each) => sum + each.quantity, 0)
    if (wanted > available)
      return refuse('fulfilment.too_many', `Only ${available} of it are left to pack.`, {
        path: `lines.${at}.quantity`,
        values: { available },
      })
  }
  return granted([...named])
}
