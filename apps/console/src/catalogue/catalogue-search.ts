import { keptFilter, keptSort } from '@parley/contracts'
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
