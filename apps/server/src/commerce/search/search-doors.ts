import { currency, languageTag, productCard } from '@parley/contracts'
import type { ProductQuery } from '@parley/sdk'
import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { granted } from '../../kernel/refusals.ts'
import { readingAs } from '../catalogue/index.ts'
import { catalogueFacet } from './catalogue-facet.ts'
import type { Search } from './search.ts'

/** Values apart by commas: `colour=red,blue`. */
const words = z
  .string()
  .max(500)
  .transform((text) => text.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()])))
  .optional()
const amount = z.coerce.number().int().min(0).max(1e12).optional()

const searchQuery = z.object({
  q: z.string().max(300).default(''),
  category: words,
  colour: words,
  material: words,
  size: words,
  brand: words,
  without: words,
  priceMin: amount,
  priceMax: amount,
  inStock: z.enum(['true', 'false']).optional(),
  maxWidthMm: z.coerce.number().int().min(1).optional(),
  sort: z.enum(['relevance', 'price_up', 'price_down']).default('relevance'),
  limit: z.coerce.number().int().min(1).max(50).default(12),
  language: languageTag.optional(),
  currency: currency.optional(),
})

/** The same search that the chat uses. */
export function searchDoors({ search }: { search: Search }): readonly Door[] {
  return [
    door({
      method: 'get',
      path: '/search',
      tag: 'catalogue',
      summary: 'Search products',
      description:
        'Words in any language the shop speaks; filters by words or codes, several apart by commas; prices in minor units of `currency`. `corrected` names the spelling that was searched instead, `loosened` the filters that had to be let go to find anything.',
      access: { visitor: true, scope: 'catalogue:read' },
      query: searchQuery,
      answer: z.object({
        hits: z.array(z.object({ card: productCard, score: z.number(), variantId: z.string().nullable() })),
        total: z.int(),
        corrected: z.string().optional(),
        loosened: z.array(z.string()),
      }),
      handle: async (tx, { query, language }) => {
        const reader = await readingAs(tx, { language, currency: query.currency })
        return granted(await catalogueFacet({ tx, search, ...reader }).search(asQuery(query, reader.currency)))
      },
    }),
  ]
}

function asQuery(query: z.infer<typeof searchQuery>, money: string): ProductQuery {
  const { q, category, colour, material, size, brand, without, priceMin, priceMax, maxWidthMm, sort, limit } = query
  return {
    text: q,
    sort,
    limit,
    ...(category && { categories: category }),
    ...(colour && { colours: colour }),
    ...(material && { materials: material }),
    ...(size && { sizes: size }),
    ...(brand && { brands: brand }),
    ...(without && { without }),
    ...(priceMin !== undefined && { priceMin: { amount: priceMin, currency: money } }),
    ...(priceMax !== undefined && { priceMax: { amount: priceMax, currency: money } }),
    ...(query.inStock === 'true' && { inStock: true }),
    ...(maxWidthMm !== undefined && { maxWidthMm }),
  }
}
