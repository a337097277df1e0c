import { type FlowTurn, moneyOf, numberOf, type ProductQuery, type SlotValue, textOf, textsOf } from '@parley/sdk'

/** The slots that make a search, as the reader fills them. */
const filterSlots = [
  'query',
  'category',
  'colour',
  'material',
  'size',
  'brand',
  'without',
  'price_min',
  'price_max',
  'width_max',
  'in_stock',
  'sort',
] as const

export type Filters = Record<string, SlotValue>

/** What was asked for in this wish. */
export function filtersOf(slots: Record<string, SlotValue>): Filters {
  const filters: Filters = {}
  for (const slot of filterSlots) {
    const value = slots[slot]
    if (value !== undefined && value !== null && value !== '') filters[slot] = value
  }
  return filters
}

/** Filters as the catalogue takes them. `seen` products are left out. */
export function productQuery(filters: Filters, limit: number): ProductQuery {
  const query: ProductQuery = { text: textOf(filters.query), onlyNamed: true, limit }
  const lists = {
    categories: 'category',
    colours: 'colour',
    materials: 'material',
    sizes: 'size',
    brands: 'brand',
    without: 'without',
    except: 'seen',
  } as const
  for (const [name, slot] of Object.entries(lists)) {
    const values = textsOf(filters[slot])
    if (values.length > 0) Object.assign(query, { [name]: values })
  }
  const [priceMin, priceMax, width] = [
    moneyOf(filters.price_min),
    moneyOf(filters.price_max),
    numberOf(filters.width_max),
  ]
  if (priceMin !== null) query.priceMin = priceMin
  if (priceMax !== null) query.priceMax = priceMax
  if (width !== null) query.maxWidthMm = width
  if (filters.in_stock === true) query.inStock = true
  const sort = textOf(filters.sort)
  if (sort === 'price_up' || sort === 'price_down') query.sort = sort
  return query
}

/** The wish in words, for "I didn't find …": the shopper's own words where she used some. */
export function wishInWords(turn: FlowTurn, filters: Filters): string {
  const said = turn.said.find((each) => each.type === 'text')
  const query = textOf(filters.query)
  if (query !== '') return query
  return said?.type === 'text' ? said.text.slice(0, 80) : ''
}
