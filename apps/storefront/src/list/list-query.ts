import type { ListQuery, Sort } from '../shop-port.ts'

const sorts: readonly Sort[] = ['relevance', 'price_up', 'price_down']
export const facetNames = { colours: 'colour', materials: 'material', sizes: 'size' } as const
export type FacetName = keyof typeof facetNames

const pageSize = 24

/** What the address asks for. Anything odd in it is passed over: a list is always shown. */
export function readQuery(search: URLSearchParams): ListQuery {
  const values = (name: string) => [...new Set(search.getAll(name).filter((value) => value && value.length <= 80))]
  const sort = sorts.find((one) => one === search.get('sort'))
  return {
    text: (search.get('q') ?? '').trim().slice(0, 200),
    category: search.get('category')?.slice(0, 120) || null,
    colours: values(facetNames.colours).slice(0, 12),
    materials: values(facetNames.materials).slice(0, 12),
    sizes: values(facetNames.sizes).slice(0, 12),
    priceMin: amount(search.get('min')),
    priceMax: amount(search.get('max')),
    inStock: search.get('stock') === '1',
    sort: sort ?? 'relevance',
    page: Math.min(500, Math.max(1, Math.trunc(Number(search.get('page') ?? 1)) || 1)),
    pageSize,
  }
}

/** The address of a query: what is not asked for is not in it. */
export function addressOf(query: ListQuery): string {
  const search = new URLSearchParams()
  const put = (name: string, value: string | null | false) => value && search.append(name, value)
  put('q', query.text)
  put('category', query.category)
  for (const colour of query.colours) put(facetNames.colours, colour)
  for (const material of query.materials) put(facetNames.materials, material)
  for (const size of query.sizes) put(facetNames.sizes, size)
  put('min', query.priceMin !== null && String(query.priceMin))
  put('max', query.priceMax !== null && String(query.priceMax))
  put('stock', query.inStock && '1')
  put('sort', query.sort !== 'relevance' && query.sort)
  put('page', query.page > 1 && String(query.page))
  const text = search.toString()
  return text ? `/products?${text}` : '/products'
}

/** The address with one thing altered, back on its first page. */
export function altered(query: ListQuery, change: Partial<ListQuery>): string {
  return addressOf({ ...query, page: 1, ...change })
}

export function toggled(values: string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
}

export function isFiltered(query: ListQuery): boolean {
  const { colours, materials, sizes, priceMin, priceMax, inStock } = query
  return colours.length + materials.length + sizes.length > 0 || priceMin !== null || priceMax !== null || inStock
}

export const unfiltered = { colours: [], materials: [], sizes: [], priceMin: null, priceMax: null, inStock: false }

/** Whole units, as people write them: "1 290", "1.290", "49,90". */
function amount(text: string | null): number | null {
  const plain = (text ?? '').replace(/[^\d.,]/g, '').replace(/[.,]\d{1,2}$/, '')
  const digits = plain.replace(/[.,]/g, '')
  return digits === '' || digits.length > 9 ? null : Number(digits)
}
