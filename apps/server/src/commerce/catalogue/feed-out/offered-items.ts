import { type Currency, type LanguageTag, type Texts, textIn } from '@parley/contracts'
import type { CatalogueItem } from '@parley/sdk'
import type { CategoryTree } from '../category.ts'
import { kindOfOption, type OptionKind } from '../option-kind.ts'
import { outsidePicture } from '../pictures/picture-address.ts'
import { type Product, priceNow, shownVariants, tellsQuantity, type Variant } from '../product.ts'
import { pictureOf, stockWordOf, textsFor } from '../product-view.ts'

/** Whom a feed is for, and where what it links to stands. */
export interface FeedReader {
  shopId: string
  language: LanguageTag
  currency: Currency
  publicUrl: string
  tree: CategoryTree
}

/** What is sold of a product in this currency, variant by variant, as a feed tells it: exactly what the importer reads from such a feed. */
export function offeredItems(product: Product, reader: FeedReader): { variantId: string; item: CatalogueItem }[] {
  if (product.status !== 'published') return []
  return shownVariants(product).flatMap((variant) => {
    const kept = variant.prices[reader.currency]
    return kept ? [{ variantId: variant.id, item: itemOf(product, variant, { ...reader, price: priceNow(kept) }) }] : []
  })
}

function itemOf(
  product: Product,
  variant: Variant,
  reader: FeedReader & { price: ReturnType<typeof priceNow> },
): CatalogueItem {
  const { price, currency } = reader
  const said = textsFor(product, reader.language)
  const id = variant.feedId ?? variant.sku
  const groupId = product.feedId ?? (product.variants.length > 1 ? product.handle.slice(0, longestId) : id)
  const wasMore = price.compareAt !== null && price.compareAt > price.amount
  const { options, attributes } = traits(product, variant, reader.language)
  const highlights = said.facts.slice(0, mostHighlights).map(plain)
  return {
    id,
    ...(groupId === id ? {} : { groupId }),
    title: plain(said.name),
    description: said.description.trim(),
    link: linkOf(product, variant, reader),
    ...present({
      // Where it came from, not our copy of it.
      imageLink:
        outsidePicture(product, variant) ?? absolute(pictureOf(product, variant, reader)?.url, reader.publicUrl),
      brand: product.brand,
      gtin: variant.gtin,
    }),
    price: wasMore ? (price.compareAt ?? price.amount) : price.amount,
    ...(wasMore ? { salePrice: price.amount } : {}),
    currency,
    availability: availabilities[stockWordOf(variant)],
    ...(tellsQuantity(variant) ? { quantity: Math.max(0, variant.available) } : {}),
    categoryPath: categoryPath(product, reader),
    options,
    attributes: { ...attributes, ...(highlights.length > 0 ? { product_highlight: highlights } : {}) },
    ...present({ dimensions: product.dimensions }),
  }
}

export const mostHighlights = 5
const longestId = 50

const availabilities = {
  in_stock: 'in_stock',
  low: 'in_stock',
  out: 'out_of_stock',
  back_order: 'backorder',
  pre_order: 'preorder',
} as const

function linkOf({ handle, texts }: Product, variant: Variant, { publicUrl, language, currency }: FeedReader): string {
  const own = texts[language]?.link
  if (own) return own
  const url = new URL(`/products/${encodeURIComponent(handle)}`, publicUrl)
  for (const [name, value] of Object.entries({ variant: variant.id, lang: language, currency }))
    url.searchParams.set(name, value)
  return url.href
}

const absolute = (address: string | undefined, publicUrl: string): string | undefined =>
  address ? new URL(address, publicUrl).href : undefined

/** From the root, in words of the language. */
function categoryPath(product: Product, { tree, language }: FeedReader): string[] {
  const [first] = product.categories
  if (first === undefined) return []
  return tree
    .pathOf(first)
    .map(({ names }) => plain(textIn(names, language)))
    .reverse()
}

/** Colour, size, material and pattern have columns of their own; all else is told as details. */
function traits(product: Product, variant: Variant, language: LanguageTag) {
  const options: Partial<Record<OptionKind, string>> = {}
  const attributes: Record<string, string[]> = {}
  const add = (names: Texts, code: string, values: readonly string[]) => {
    const kind = kindOfOption(code)
    if (kind && options[kind] === undefined) options[kind] = values.join('/')
    else if (!kind) attributes[plain(textIn(names, language)).replace(/[:,]/g, ' ')] = [...new Set(values)]
  }
  const namesOf = (code: string) => product.options.find((axis) => axis.code === code)?.names ?? { en: code }
  for (const [code, value] of Object.entries(variant.options))
    add(namesOf(code), code, [plain(textIn(value, language))].filter(Boolean))
  for (const { code, names, values } of product.attributes)
    if (values.length > 0) add(names, code, values.map((value) => plain(textIn(value, language))).filter(Boolean))
  return { options: present(options), attributes }
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

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
