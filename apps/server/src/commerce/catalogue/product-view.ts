import {
  type Currency,
  type LanguageTag,
  type Money,
  type Picture,
  type ProductCard,
  type ProductView,
  type StockWord,
  type Texts,
  textIn,
  type VariantView,
} from '@parley/contracts'
import { outsidePicture, pictureAddress } from './pictures/picture-address.ts'
import type { Width } from './pictures/picture-shelf.ts'
import { type Product, type ProductTexts, priceNow, shownVariants, tellsQuantity, type Variant } from './product.ts'

/** Who reads: everything is shown in one language and one currency. */
export interface Reader {
  shopId: string
  language: LanguageTag
  currency: Currency
  /** Names of categories by id, for the whole shop. */
  categoryNames?: ReadonlyMap<string, Texts>
}

/** A product as this reader sees it. Variants that are withdrawn are left out. */
export function productView(product: Product, reader: Reader): ProductView {
  const said = textsFor(product, reader.language)
  const variants = shownVariants(product).map((variant) => variantView(product, variant, reader))
  const prices = variants.flatMap((variant) => (variant.price ? [variant.price] : []))
  return {
    id: product.id,
    ...present({ feedId: product.feedId }),
    handle: product.handle,
    name: said.name,
    ...present({ tagline: said.tagline }),
    description: said.description,
    facts: said.facts,
    ...present({ brand: product.brand }),
    categories: product.categories.map((id) => ({
      id,
      name: textIn(reader.categoryNames?.get(id) ?? { en: id }, reader.language),
    })),
    options: product.options.map((axis) => ({
      code: axis.code,
      name: textIn(axis.names, reader.language),
      values: [...new Set(variants.flatMap((variant) => variant.options[axis.code] ?? []))],
    })),
    attributes: attributesFor(product, reader.language),
    ...present({ dimensions: product.dimensions }),
    priceFrom: leastOf(prices),
    priceTo: mostOf(prices),
    stock: bestStock(variants),
    ...present({ picture: pictureOf(product, shownVariants(product)[0], reader), url: said.link }),
    variants,
  }
}

export function variantView(product: Product, variant: Variant, reader: Reader): VariantView {
  const kept = variant.prices[reader.currency]
  const price = kept && priceNow(kept)
  const compareAt = price?.compareAt
  const codes = new Set(product.options.map((axis) => axis.code))
  return {
    id: variant.id,
    sku: variant.sku,
    ...present({ feedId: variant.feedId }),
    options: Object.fromEntries(
      Object.entries(variant.options).flatMap(([code, values]) =>
        codes.has(code) ? [[code, textIn(values, reader.language)]] : [],
      ),
    ),
    price: price ? { amount: price.amount, currency: reader.currency } : null,
    ...(price && compareAt && compareAt > price.amount
      ? { compareAt: { amount: compareAt, currency: reader.currency } }
      : {}),
    stock: stockWordOf(variant),
    ...(tellsQuantity(variant) ? { available: Math.max(0, variant.available) } : {}),
    ...present({ picture: pictureOf(product, variant, reader), swatch: variant.swatch }),
  }
}

/**
 * The card of a product, or of one of its variants. A variant that is withdrawn is not shown as itself. `pictured` lends the
 * card its picture alone: the blue one where blue was asked for and the size is still open.
 */
export function productCard(product: Product, reader: Reader, variantId?: string, pictured?: string): ProductCard {
  const variants = shownVariants(product)
  const variant = variants.find((one) => one.id === variantId)
  const shown = variant ?? variants.find((one) => one.id === pictured) ?? variants[0]
  const view = shown && variantView(product, shown, reader)
  const said = textsFor(product, reader.language)
  const prices = variants.flatMap((one) => {
    const kept = one.prices[reader.currency]
    return kept ? [priceNow(kept).amount] : []
  })
  const least = Math.min(...prices)
  const from = prices.length > 0 ? { amount: least, currency: reader.currency } : null
  const options = variant ? optionsText(product, variant, reader.language) : ''
  const picture = pictureOf(product, shown, reader, 640)
  return {
    productId: product.id,
    ...present({ variantId: variant?.id, feedId: shown?.feedId ?? product.feedId }),
    title: said.name,
    ...present({ subtitle: options || said.tagline }),
    price: variant ? (view?.price ?? null) : from,
    priceIsFrom: !variant && prices.some((amount) => amount !== least),
    ...present({ compareAt: variant || prices.every((amount) => amount === least) ? view?.compareAt : undefined }),
    stock: variant ? stockWordOf(variant) : bestStock(variants.map((one) => ({ stock: stockWordOf(one) }))),
    ...present({ picture, url: said.link }),
    facts: said.facts.length > 0 ? said.facts.slice(0, 3) : plainFacts(product, reader.language),
    swatches: [...new Set(variants.flatMap((one) => one.swatch ?? []))],
  }
}

/** "forest green, M": the values that tell this variant from its siblings. */
export function optionsText(
  product: Pick<Product, 'options'>,
  variant: Pick<Variant, 'options'>,
  language: LanguageTag,
) {
  return product.options
    .flatMap((axis) => {
      const values = variant.options[axis.code]
      return values ? [textIn(values, language)] : []
    })
    .join(', ')
}

/** Three or fewer is low: time to say so. */
export const lowFrom = 3

export function stockWordOf(variant: Pick<Variant, 'available' | 'soldAs'>): StockWord {
  if (variant.available <= 0) return 'out'
  if (variant.soldAs !== 'stock') return variant.soldAs
  return variant.available <= lowFrom ? 'low' : 'in_stock'
}

/** The product's texts in the language, else English, else any. */
export function textsFor(product: Pick<Product, 'texts'>, language: LanguageTag): ProductTexts {
  const said = product.texts[language] ?? product.texts.en ?? Object.values(product.texts)[0]
  return said ?? { name: '', description: '', facts: [] }
}

export function pictureOf(
  product: Pick<Product, 'id' | 'texts' | 'images' | 'drawing'>,
  variant: Pick<Variant, 'id' | 'images'> | undefined,
  reader: Pick<Reader, 'shopId' | 'language'>,
  width: Width = 960,
): Picture | undefined {
  const alt = textsFor(product, reader.language).name
  const { shopId } = reader
  const url = outsidePicture(product, variant)
  if (url) return { url: pictureAddress({ shopId, productId: product.id, variantId: variant?.id, url, width }), alt }
  if (product.drawing && variant) return { url: `/media/${shopId}/${product.id}/${variant.id}.svg`, alt }
  return undefined
}

const stockOrder: readonly StockWord[] = ['in_stock', 'low', 'pre_order', 'back_order', 'out']
const bestStock = (variants: { stock: StockWord }[]): StockWord =>
  stockOrder.find((word) => variants.some((variant) => variant.stock === word)) ?? 'out'

function attributesFor(product: Product, language: LanguageTag): ProductView['attributes'] {
  return product.attributes.map((attribute) => {
    const own = attribute.values.filter((value) => value[language] !== undefined)
    const values = (own.length > 0 ? own : attribute.values).map((value) => textIn(value, language))
    return { code: attribute.code, name: textIn(attribute.names, language), values: [...new Set(values)] }
  })
}

const plainFacts = (product: Product, language: LanguageTag): string[] =>
  attributesFor(product, language)
    .slice(0, 3)
    .map((attribute) => `${attribute.name}: ${attribute.values.slice(0, 3).join(', ')}`)

const leastOf = (prices: Money[]): Money | null =>
  prices.reduce<Money | null>((least, price) => (!least || price.amount < least.amount ? price : least), null)
const mostOf = (prices: Money[]): Money | null =>
  prices.reduce<Money | null>((most, price) => (!most || price.amount > most.amount ? price : most), null)

/** Leaves out what is not there, so that optional fields are absent rather than null. */
function present<Fields extends Record<string, unknown>>(
  fields: Fields,
): { [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  const kept: { [Name in keyof Fields]?: NonNullable<Fields[Name]> } = {}
  for (const name in fields) {
    const value = fields[name]
    if (value !== null && value !== undefined && value !== '') kept[name] = value
  }
  return kept
}
