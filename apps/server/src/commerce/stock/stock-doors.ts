import { keptStock, languageTag, stockRow } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import { lowFrom, readingAs } from '../catalogue/index.ts'
import { supplyOwed, writeLater } from './later-store.ts'
import { readLevels, writeLevel } from './level-store.ts'
import { pageStock, readLocations } from './stock-list.ts'

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
    path: '/stock',
    tag,
    summary: 'List what there is',
    description:
      'Variant by variant and place by place. `level` is reckoned over all places, or over `location` alone; so many as `low` or fewer are low.',
    access: { scope: 'catalogue:read' },
    query: z.object({
      q: z.string().max(200).optional(),
      location: z.string().max(60).optional(),
      level: keptStock.optional(),
      low: z.coerce.number().int().min(1).max(100_000).default(lowFrom),
      sort: z.enum(['name', 'least']).default('name'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      language: languageTag.optional(),
    }),
    answer: z.object({
      rows: z.array(stockRow),
      locations: z.array(z.object({ id: z.string(), name: z.string() })),
      total: z.int(),
      next: z.int().nullable(),
    }),
    handle: async (tx, { query, language: asked }) => {
      const { language } = await readingAs(tx, { language: query.language ?? asked })
      const { rows, total } = await pageStock(tx, { ...query, language })
      const next = query.offset + rows.length < total ? query.offset + query.limit : null
      return granted({ rows, locations: await readLocations(tx), total, next })
    },
  }),
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
    body: z.strictObject({
      locationId: z.string().min(1).max(60),
      onHand: quantity,
      seen: quantity,
      /** Why: counted, arrived, broken … Kept with who did it. */
      reason: z.string().trim().max(200).default(''),
    }),
    example: { locationId: 'main', onHand: 12, seen: 10, reason: 'counted' },
    answer: z.object({ stock: stockOf, supplied: z.array(z.string()) }),
    handle: async (tx, { params: { variantId }, body, principal }) => {
      const { reason: _, ...level } = body
      const written = await writeLevel(tx, { variantId, ...level })
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
