import type { CatalogueFacet, ProductHit, ProductQuery } from '@parley/sdk'
import { type FakeProduct, fakeCategories, productCard, productView, variantIds, variantView } from './fake-goods.ts'

const currency = 'EUR'

/** Search by whole words over name, category and material; filters as the contract has them. */
export function fakeCatalogue(goods: FakeProduct[]): CatalogueFacet {
  const find = (id: string) => goods.find((item) => item.id === id)
  const ownerOf = (variantId: string) => goods.find((item) => item.stock.has(variantId))
  const hit = (item: FakeProduct, score: number): ProductHit => ({
    card: productCard(item, currency),
    score,
    variantId: null,
  })
  return {
    async search(query) {
      const scored = goods.map((item) => ({ item, score: scoreOf(item, query) })).filter(({ score }) => score > 0)
      const fitting = scored.filter(({ item }) => holds(item, query))
      const loosened = fitting.length === 0 && scored.length > 0 ? filterNames(query) : []
      const pool = (fitting.length > 0 ? fitting : scored).filter(({ item }) => !query.except?.includes(item.id))
      const hits = pool.toSorted((a, b) => order(query, a, b)).map(({ item, score }) => hit(item, score))
      return { hits: hits.slice(0, query.limit ?? 10), total: hits.length, loosened }
    },
    product: async (id) => {
      const item = find(id)
      return item === undefined ? null : productView(item, currency)
    },
    variant: async (id) => {
      const item = ownerOf(id)
      return item === undefined
        ? null
        : { product: productView(item, currency), variant: variantView(item, id, currency) }
    },
    card: async (id, variantId) => {
      const item = find(id)
      return item === undefined ? null : productCard(item, currency, variantId)
    },
    async variantsFor(id, words) {
      const item = find(id)
      if (item === undefined) return []
      const views = variantIds(item).map((each) => variantView(item, each, currency))
      const known = words.map((word) => word.toLowerCase())
      return views.filter((view) =>
        known.every((word) => Object.values(view.options).some((value) => value.toLowerCase() === word)),
      )
    },
    similar: async (id, limit) => {
      const item = find(id)
      return goods
        .filter((each) => each.id !== id && each.category === item?.category)
        .slice(0, limit)
        .map((each) => hit(each, 1))
    },
    categories: async () => fakeCategories,
  }
}

function scoreOf(item: FakeProduct, query: ProductQuery): number {
  const category = fakeCategories.find((each) => each.id === item.category)?.name ?? ''
  const known = `${item.name} ${category} ${item.material ?? ''}`.toLowerCase()
  const words = query.text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
  if (query.categories !== undefined && !query.categories.includes(item.category)) return 0
  if (words.length === 0) return 1
  return words.filter((word) => known.includes(word.replace(/s$/, ''))).length
}

function holds(item: FakeProduct, query: ProductQuery): boolean {
  const values = item.options.flatMap((option) => option.values)
  const some = (wanted: string[] | undefined, has: string[]) =>
    wanted === undefined || wanted.some((each) => has.includes(each))
  return (
    some(query.colours, values) &&
    some(query.sizes, values) &&
    some(query.materials, [item.material ?? '']) &&
    !(query.without ?? []).includes(item.material ?? '') &&
    item.price <= (query.priceMax?.amount ?? Number.POSITIVE_INFINITY) &&
    item.price >= (query.priceMin?.amount ?? 0)
  )
}

function filterNames(query: ProductQuery): string[] {
  const names = ['colours', 'sizes', 'materials', 'priceMax', 'priceMin', 'without'] as const
  return names.filter((name) => query[name] !== undefined)
}

function order(
  query: ProductQuery,
  a: { item: FakeProduct; score: number },
  b: { item: FakeProduct; score: number },
): number {
  if (query.sort === 'price_up') return a.item.price - b.item.price
  if (query.sort === 'price_down') return b.item.price - a.item.price
  return b.score - a.score
}
