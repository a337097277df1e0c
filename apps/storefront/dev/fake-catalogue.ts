import type { Money, Picture, ProductView, StockWord, VariantView } from '@parley/contracts'
import { loadTorget, type Torget, type TorgetProduct, type TorgetVariant } from '../../server/src/demo/index.ts'
import type { Card, DeliveryPromise, Department, FacetValue, Listing, ListQuery } from '../src/shop-port.ts'

/** The demo shop's goods, read from its folder: enough of a catalogue to look at every page. */
export type Language = 'en' | 'sv' | 'fi' | 'is' | 'hu'
export type Currency = 'EUR' | 'SEK' | 'ISK' | 'HUF'
export interface FakeReader {
  language: Language
  currency: Currency
}

export const torget: Torget = loadTorget()
/** What tests have altered: stock by SKU, names by product. */
export const altered = { stock: new Map<string, number>(), names: new Map<string, string>() }

export const stockOf = (variant: TorgetVariant) => altered.stock.get(variant.sku) ?? variant.stock

export function findVariant(sku: string): { product: TorgetProduct; variant: TorgetVariant } | undefined {
  for (const product of torget.products) {
    const variant = product.variants.find((one) => one.sku === sku)
    if (variant) return { product, variant }
  }
  return undefined
}

export const nameOf = (product: TorgetProduct, { language }: FakeReader) =>
  altered.names.get(product.id) ?? product.texts[language].name

export const pictureOf = (product: TorgetProduct, variant: TorgetVariant, reader: FakeReader): Picture => ({
  url: `/media/${variant.sku}.svg`,
  alt: nameOf(product, reader),
})

const wordFor = (kind: string, code: string, { language }: FakeReader) =>
  torget.vocabulary[kind]?.values[code]?.names[language] ?? code

export const optionsText = (variant: TorgetVariant, reader: FakeReader) =>
  Object.entries(variant.options)
    .map(([kind, code]) => wordFor(kind, code, reader))
    .join(', ')

const wordOf = (stock: number): StockWord => (stock <= 0 ? 'out' : stock <= 3 ? 'low' : 'in_stock')
const swatchOf = (variant: TorgetVariant) => torget.vocabulary.colour?.values[variant.options.colour ?? '']?.hex

export function cardOf(product: TorgetProduct, reader: FakeReader): Card {
  const [first] = product.variants
  if (!first) throw new Error(`${product.id} has no variants`)
  const shown = product.variants.find((one) => stockOf(one) > 0) ?? first
  const prices = product.variants.map((one) => one.prices[reader.currency])
  const least = Math.min(...prices)
  const stocks = product.variants.map(stockOf)
  return {
    productId: product.id,
    handle: product.id,
    title: nameOf(product, reader),
    subtitle: product.texts[reader.language].tagline,
    price: { amount: least, currency: reader.currency },
    priceIsFrom: prices.some((amount) => amount !== least),
    ...(first.compareAt && { compareAt: { amount: first.compareAt[reader.currency], currency: reader.currency } }),
    stock: wordOf(Math.max(...stocks)),
    picture: pictureOf(product, shown, reader),
    facts: product.texts[reader.language].facts,
    swatches: [...new Set(product.variants.flatMap((one) => swatchOf(one) ?? []))],
  }
}

export function viewOf(product: TorgetProduct, reader: FakeReader): ProductView {
  const { language, currency } = reader
  const texts = product.texts[language]
  const prices = product.variants.map((one) => one.prices[currency])
  const name = (kind: string) => torget.vocabulary[kind]?.names[language] ?? kind
  return {
    id: product.id,
    handle: product.id,
    name: nameOf(product, reader),
    tagline: texts.tagline,
    description: texts.description,
    facts: texts.facts,
    brand: product.brand,
    categories: product.categories.map((id) => ({ id, name: categoryName(id, reader) })),
    options: product.options.map((code) => ({
      code,
      name: name(code),
      values: [...new Set(product.variants.map((one) => wordFor(code, one.options[code] ?? '', reader)))],
    })),
    attributes: Object.entries(product.attributes).map(([code, values]) => ({
      code,
      name: name(code),
      values: values.map((value) => wordFor(code, value, reader)),
    })),
    dimensions: product.dimensions,
    priceFrom: { amount: Math.min(...prices), currency },
    priceTo: { amount: Math.max(...prices), currency },
    stock: cardOf(product, reader).stock,
    variants: product.variants.map((one): VariantView => variantView(product, one, reader)),
  }
}

function variantView(product: TorgetProduct, variant: TorgetVariant, reader: FakeReader): VariantView {
  const swatch = swatchOf(variant)
  const { currency } = reader
  return {
    id: variant.sku,
    sku: variant.sku,
    options: Object.fromEntries(
      Object.entries(variant.options).map(([kind, code]) => [kind, wordFor(kind, code, reader)]),
    ),
    price: { amount: variant.prices[currency], currency },
    ...(variant.compareAt && { compareAt: { amount: variant.compareAt[currency], currency } }),
    stock: wordOf(stockOf(variant)),
    available: stockOf(variant),
    picture: pictureOf(product, variant, reader),
    ...(swatch && { swatch }),
  }
}

export function departments(reader: FakeReader): Department[] {
  const below = (id: string | null) =>
    torget.categories.filter(({ parent }) => parent === id).sort((one, other) => one.order - other.order)
  return below(null).map(({ id, names }) => {
    const face = [...torget.products]
      .sort((one, other) => other.popularity - one.popularity)
      .slice(1)
      .find(({ categories }) => categories.some((one) => one.startsWith(`${id}/`)))
    const picture = face && cardOf(face, reader).picture
    return {
      id,
      name: names[reader.language],
      children: below(id).map((child) => ({ id: child.id, name: child.names[reader.language] })),
      ...(picture && { picture }),
    }
  })
}

const categoryName = (id: string, { language }: FakeReader) =>
  torget.categories.find((one) => one.id === id)?.names[language] ?? id

export function picks(limit: number, reader: FakeReader): Card[] {
  const kinds = new Set<string>()
  return [...torget.products]
    .sort((one, other) => other.popularity - one.popularity)
    .filter(({ drawing }) => !kinds.has(drawing.kind) && kinds.add(drawing.kind))
    .slice(0, limit)
    .map((product) => cardOf(product, reader))
}

const sizeKinds = ['size', 'shoe-size', 'sock-size', 'waist', 'bed-size', 'rug-size']
const traits = {
  colours: (product: TorgetProduct) => product.variants.flatMap((one) => one.options.colour ?? []),
  materials: (product: TorgetProduct) => product.attributes.material ?? [],
  sizes: (product: TorgetProduct) =>
    product.variants.flatMap((one) => sizeKinds.flatMap((kind) => one.options[kind] ?? [])),
}
const traitNames = ['colours', 'materials', 'sizes'] as const

export function list(query: ListQuery, reader: FakeReader): Listing {
  const unit = reader.currency === 'ISK' ? 1 : 100
  const { text, corrected } = spelled(query.text)
  const inPlace = torget.products.filter(
    (product) =>
      (!query.category || product.categories.some((one) => `${one}/`.startsWith(`${query.category}/`))) &&
      (!text ||
        JSON.stringify([nameOf(product, reader), product.texts])
          .toLowerCase()
          .includes(text.toLowerCase())),
  )
  const price = (product: TorgetProduct) => product.variants[0]?.prices[reader.currency] ?? 0
  const found = inPlace
    .filter((product) => traitNames.every((kind) => meets(traits[kind](product), query[kind])))
    .filter((product) => query.priceMin === null || price(product) >= query.priceMin * unit)
    .filter((product) => query.priceMax === null || price(product) <= query.priceMax * unit)
    .filter((product) => !query.inStock || product.variants.some((one) => stockOf(one) > 0))
    .sort((one, other) =>
      query.sort === 'relevance'
        ? other.popularity - one.popularity
        : (price(one) - price(other)) * (query.sort === 'price_up' ? 1 : -1),
    )
  const prices = inPlace.map(price)
  const money = (amount: number): Money => ({ amount, currency: reader.currency })
  const from = (query.page - 1) * query.pageSize
  return {
    cards: found.slice(from, from + query.pageSize).map((product) => cardOf(product, reader)),
    total: found.length,
    facets: {
      colours: counted(inPlace, traits.colours, (code) => ({
        label: wordFor('colour', code, reader),
        ...swatch(code),
      })),
      materials: counted(inPlace, traits.materials, (code) => ({ label: wordFor('material', code, reader) })),
      sizes: counted(inPlace, traits.sizes, (code) => ({
        label: sizeKinds.map((kind) => wordFor(kind, code, reader)).find((word) => word !== code) ?? code,
      })),
      categories: counted(
        inPlace,
        ({ categories }) => [...new Set(categories.flatMap((id) => [id, id.split('/').slice(0, 2).join('/')]))],
        (id) => ({ label: categoryName(id, reader) }),
      ),
    },
    priceMin: prices.length > 0 ? money(Math.min(...prices)) : null,
    priceMax: prices.length > 0 ? money(Math.max(...prices)) : null,
    ...(corrected && { corrected }),
  }
}

const spelled = (text: string) =>
  text === 'sofaa' ? { text: 'sofa', corrected: 'sofa' } : { text, corrected: undefined }
const meets = (borne: string[], wanted: string[]) => wanted.length === 0 || wanted.some((one) => borne.includes(one))
const swatch = (code: string) => {
  const hex = torget.vocabulary.colour?.values[code]?.hex
  return hex ? { swatch: hex } : {}
}

function counted(
  products: TorgetProduct[],
  read: (product: TorgetProduct) => string[],
  tell: (value: string) => { label: string; swatch?: string },
): FacetValue[] {
  const counts = new Map<string, number>()
  for (const product of products) for (const one of new Set(read(product))) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].map(([value, count]) => ({ value, count, ...tell(value) }))
}

export function deliveryOf(sku: string, { language, currency }: FakeReader): DeliveryPromise[] {
  const isFreight = findVariant(sku)?.product.freight === true
  return torget.shop.deliveryMethods
    .filter((way) => (way.forFreightOnly === true) === isFreight && way.id !== 'store-pickup')
    .map((way) => ({
      name: way.texts[language].name,
      price: { amount: way.prices[currency], currency },
      freeAbove: { amount: way.freeAbove[currency], currency },
      days: way.days,
    }))
}
