import { keptFilter, keptSort, promotionStatus } from '@parley/contracts'
import { z } from 'zod'

const { q, status, category, brand, stock } = keptFilter.shape

/** What is looked for among the products, kept in the address. */
export const productsSearch = z.object({
  q: q.catch(undefined),
  status: status.catch(undefined),
  category: category.catch(undefined),
  brand: brand.catch(undefined),
  stock: stock.catch(undefined),
  sort: keptSort.optional().catch(undefined),
  currency: z.string().optional().catch(undefined),
})
export type ProductsSearch = z.infer<typeof productsSearch>

/** What is looked for among what there is. */
export const stockSearch = z.object({
  q: q.catch(undefined),
  location: z.string().optional().catch(undefined),
  level: stock.catch(undefined),
  low: z.number().int().min(1).optional().catch(undefined),
  sort: z.enum(['name', 'least']).optional().catch(undefined),
})
export type StockSearch = z.infer<typeof stockSearch>

export const promotionsSearch = z.object({
  q: q.catch(undefined),
  status: promotionStatus.optional().catch(undefined),
})
