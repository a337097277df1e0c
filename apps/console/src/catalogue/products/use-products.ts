import { keptProductRow } from '@parley/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import type { ProductsSearch } from '../catalogue-search.ts'

const answer = z.object({
  products: z.array(keptProductRow),
  total: z.number(),
  next: z.number().nullable(),
  currency: z.string(),
})

/** Products that fit, fifty at a time. */
export function useProducts(search: ProductsSearch) {
  const { api, shopId } = useDesk()
  return useInfiniteQuery({
    queryKey: ['goods', shopId, 'list', search],
    queryFn: ({ pageParam, signal }) =>
      api({ path: '/catalogue/products', query: { ...search, offset: pageParam, limit: 50 }, answer, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
}
