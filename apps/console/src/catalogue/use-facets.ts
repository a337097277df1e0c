import { textIn, texts } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'

const answer = z.object({
  categories: z.array(z.object({ id: z.string(), parentId: z.string().nullable(), names: texts })),
  brands: z.array(z.object({ brand: z.string(), count: z.number() })),
  vatClasses: z.array(z.string()),
  languages: z.array(z.string()),
  language: z.string(),
  currencies: z.array(z.string()),
})
export type Facets = z.infer<typeof answer>

/** What goods are put under: categories, brands, languages, currencies. */
export function useFacets() {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['facets', shopId],
    queryFn: ({ signal }) => api({ path: '/catalogue/facets', answer, signal }),
    staleTime: 60_000,
  })
}

/** Categories to choose from, each with those above it: "Furniture › Chairs". */
export function categoryChoices(facets: Facets | undefined): { value: string; label: string }[] {
  const all = facets?.categories ?? []
  const byId = new Map(all.map((category) => [category.id, category]))
  const pathOf = (id: string, deep = 0): string[] => {
    const found = byId.get(id)
    if (!found || deep > 8) return []
    const above = found.parentId === null ? [] : pathOf(found.parentId, deep + 1)
    return [...above, textIn(found.names, 'en', facets?.language) || id]
  }
  return all
    .map(({ id }) => ({ value: id, label: pathOf(id).join(' › ') }))
    .toSorted((one, other) => one.label.localeCompare(other.label))
}

export const categoryName = (facets: Facets | undefined, id: string): string => {
  const found = facets?.categories.find((category) => category.id === id)
  return found ? textIn(found.names, 'en', facets?.language) : id
}
