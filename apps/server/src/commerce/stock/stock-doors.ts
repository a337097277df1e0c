import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import { supplyOwed, writeLater } from './later-store.ts'
import { readLevels, writeLevel } from './level-store.ts'

const tag = 'stock'
const params = z.object({ variantId: z.string() })
const quantity = z.int().min(0).max(1_000_000)
const soldAs = z.enum(['stock', 'back_order', 'pre_order'])
const stockOf = z.object({
  variantId: z.string(),
  soldAs: z.string(),
  expectedOn: z.string().nullable(),
  levels: z.array(z.object({ locationId: z.string(), onHand: z.int(), reserved: z.int() })),
  later: z.object({ left: z.int(), owed: z.int() }),
})

/** What is on the shelves, and what may be sold before it is there. */
export const stockDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/stock/{variantId}',
    tag,
    summary: 'Read the stock of a variant',
    access: { scope: 'catalogue:read' },
    params,
    answer: stockOf,
    handle: async (tx, input) => {
      const found = await readLevels(tx, input.params.variantId)
      return found ? granted(found) : refuse('stock.variant_missing', 'The shop has no such variant.')
    },
  }),
  door({
    method: 'put',
    path: '/stock/{variantId}/level',
    tag,
    summary: 'Say how many there are in a place',
    description:
      '`seen` is the number that stood there; where it is another one now, the call is refused. Orders that wait for the goods are supplied at once, the oldest first.',
    access: { scope: 'catalogue:write' },
    params,
    body: z.strictObject({ locationId: z.string().min(1).max(60), onHand: quantity, seen: quantity }),
    example: { locationId: 'main', onHand: 12, seen: 10 },
    answer: z.object({ stock: stockOf, supplied: z.array(z.string()) }),
    handle: async (tx, { params: { variantId }, body, principal }) => {
      const written = await writeLevel(tx, { variantId, ...body })
      if (!written.ok) return written
      const supplied = await supplyOwed(tx)
      await audit(tx, principal, 'stock.level', variantId, body)
      const stock = await readLevels(tx, variantId)
      return stock ? granted({ stock, supplied }) : refuse('stock.variant_missing', 'The shop has no such variant.')
    },
  }),
  door({
    method: 'put',
    path: '/stock/{variantId}/later',
    tag,
    summary: 'Say how many may be sold before they are there',
    description:
      'As pre-order or back-order, at most so many owed at once, and the day on which more is expected, where one is known.',
    access: { scope: 'catalogue:write' },
    params,
    body: z.strictObject({ soldAs, most: quantity, expectedOn: z.iso.date().nullable().default(null) }),
    example: { soldAs: 'back_order', most: 20, expectedOn: '2026-12-12' },
    answer: z.object({ soldAs, most: z.int(), expectedOn: z.string().nullable(), owed: z.int() }),
    handle: async (tx, { params: { variantId }, body, principal }) => {
      const written = await writeLater(tx, { variantId, ...body })
      if (!written.ok) return written
      await audit(tx, principal, 'stock.later', variantId, body)
      const { most, expectedOn, owed } = written.value
      return granted({ soldAs: body.soldAs, most, expectedOn, owed })
    },
  }),
]
