import type { Currency, Money, ProductCard, ProductView, StockWord, VariantView } from '@parley/contracts'

/** A product of the little shop that stories and walks talk to. Prices in minor units; `stock` is the units of each variant. */
export interface FakeProduct {
  id: string
  name: string
  category: string
  price: number
  material?: string
  size?: { widthMm: number; heightMm: number; depthMm: number }
  options: { code: string; name: string; values: string[] }[]
  stock: Map<string, number>
}

export const fakeCategories = [
  { id: 'cat_lamps', name: 'Lamps' },
  { id: 'cat_chairs', name: 'Chairs' },
  { id: 'cat_shoes', name: 'Shoes' },
  { id: 'cat_jars', name: 'Jars' },
]

const colour = (...values: string[]) => ({ code: 'colour', name: 'Colour', values })
const size = (...values: string[]) => ({ code: 'size', name: 'Size', values })

/** Made anew for every talk, so that stock sold in one is there in the next. */
export function fakeGoods(): FakeProduct[] {
  return [
    product('prd_havn', 'Havn lamp', 'cat_lamps', 12_900, [colour('blue', 'green')], 5, {
      material: 'oak',
      size: { widthMm: 300, heightMm: 420, depthMm: 300 },
    }),
    product('prd_lyst', 'Lyst lamp', 'cat_lamps', 8_900, [], 9, {
      material: 'steel',
      size: { widthMm: 200, heightMm: 300, depthMm: 200 },
    }),
    product('prd_fjell', 'Fjell lamp', 'cat_lamps', 24_900, [colour('black', 'white')], 3, { material: 'glass' }),
    product('prd_stol', 'Stol chair', 'cat_chairs', 45_000, [colour('red', 'blue')], 4, { material: 'birch' }),
    product('prd_sko', 'Sko shoe', 'cat_shoes', 7_500, [colour('black', 'brown'), size('40', '41', '42')], 2, {
      material: 'leather',
    }),
    product(
      'prd_bord',
      'Bord table',
      'cat_chairs',
      99_000,
      [{ code: 'legs', name: 'Legs', values: ['oak legs', 'steel legs'] }],
      2,
      {
        size: { widthMm: 1400, heightMm: 740, depthMm: 800 },
      },
    ),
    product('prd_krukke', 'Krukke jar', 'cat_jars', 1_900, [], 40, {}),
  ]
}

export const variantIds = (item: FakeProduct): string[] => [...item.stock.keys()]

export function variantView(item: FakeProduct, id: string, currency: Currency): VariantView {
  const values = id.split('.').slice(1)
  const options = Object.fromEntries(item.options.map((option, index) => [option.code, values[index] ?? '']))
  const available = item.stock.get(id) ?? 0
  return {
    id,
    sku: id.toUpperCase(),
    options,
    price: { amount: item.price, currency },
    stock: stockWord(available),
    available,
  }
}

export function productView(item: FakeProduct, currency: Currency): ProductView {
  const price: Money = { amount: item.price, currency }
  const category = fakeCategories.find((each) => each.id === item.category)
  const material = item.material === undefined ? [] : [{ code: 'material', name: 'Material', values: [item.material] }]
  return {
    id: item.id,
    handle: item.id,
    name: item.name,
    description: `A ${item.name} for every day. It lasts.`,
    facts: item.material === undefined ? [] : [`Made of ${item.material}`],
    categories: category === undefined ? [] : [category],
    options: item.options,
    attributes: material,
    ...(item.size === undefined ? {} : { dimensions: item.size }),
    priceFrom: price,
    priceTo: price,
    stock: stockWord([...item.stock.values()].reduce((all, units) => all + units, 0)),
    variants: variantIds(item).map((id) => variantView(item, id, currency)),
  }
}

export function productCard(item: FakeProduct, currency: Currency, variantId?: string): ProductCard {
  const view = productView(item, currency)
  return {
    productId: item.id,
    ...(variantId === undefined ? {} : { variantId }),
    title: item.name,
    price: view.priceFrom,
    priceIsFrom: false,
    stock: view.stock,
    facts: view.facts,
    swatches: [],
  }
}

function stockWord(units: number): StockWord {
  return units <= 0 ? 'out' : units < 3 ? 'low' : 'in_stock'
}

function product(
  id: string,
  name: string,
  category: string,
  price: number,
  options: FakeProduct['options'],
  units: number,
  more: Partial<FakeProduct>,
): FakeProduct {
  let ids = [id.replace('prd_', 'var_')]
  for (const option of options) ids = ids.flatMap((each) => option.values.map((value) => `${each}.${value}`))
  return { id, name, category, price, options, stock: new Map(ids.map((each) => [each, units])), ...more }
}
