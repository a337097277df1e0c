import type { Currency, LanguageTag, Texts } from '@parley/contracts'
import type { CatalogueItem } from '@parley/sdk'
import type { Attribute, OptionAxis, Product, SoldAs, SourceNews, Variant } from '../product.ts'
import names from './feed-names.json' with { type: 'json' }

/** Which feed speaks: its own statements are compared with what it said before, not with what other feeds say. */
export interface FeedVoice {
  key: string
  language: LanguageTag
  currency: Currency
}

/** Where a feed says "in stock" and no number. */
const plenty = 1000

/**
 * The product with one more row of a feed merged in: its texts and option values in the feed's language, its price in the
 * feed's currency. What has no language (brand, pictures, categories …) is told by the leading variant, so that the order of
 * rows and a second run make no difference.
 */
export function mergeItem(
  product: Product,
  item: CatalogueItem,
  feed: FeedVoice,
  found: { variantId: string; sku: string; categories: string[]; digest: string },
): Product {
  const lead = product.variants[0]
  const leads = !lead || lead.id === found.variantId
  const headed =
    leads || !product.texts[feed.language] ? withHead(product, item, feed, found.categories, leads) : product
  const old = product.variants.find((variant) => variant.id === found.variantId)
  const variant = mergeVariant(
    old ?? newVariant(found.variantId, found.sku, product.variants.length),
    item,
    feed,
    found.digest,
  )
  const variants = old
    ? product.variants.map((one) => (one.id === variant.id ? variant : one))
    : [...product.variants, variant]
  return withAxes({ ...headed, variants, status: product.status === 'draft' ? 'draft' : 'published' })
}

/** Units to set on hand, or null to leave the shelf as it is: sales since the last run must not be undone by an old number. */
export function stockFromFeed(
  item: CatalogueItem,
  before: Readonly<Record<string, SourceNews>> | null,
  feedKey: string,
): number | null {
  const last = before?.[feedKey]
  if (last && last.availability === item.availability && last.quantity === item.quantity) return null
  if (item.availability === 'out_of_stock') return 0
  if (item.quantity === undefined) return before === null || last?.availability === 'out_of_stock' ? plenty : null
  const saidByOthers = Object.values(before ?? {}).some((news) => news.quantity === item.quantity)
  return saidByOthers && !last ? null : item.quantity
}

function withHead(
  product: Product,
  item: CatalogueItem,
  feed: FeedVoice,
  categories: string[],
  leads: boolean,
): Product {
  const { language } = feed
  const { highlight, product_highlight, ...attributes } = item.attributes
  const facts = (product_highlight ?? highlight ?? []).slice(0, 5)
  const said = product.texts[language]
  return {
    ...product,
    texts: {
      ...product.texts,
      [language]: {
        ...said,
        name: productName(item),
        description: item.description,
        facts: facts.length > 0 ? facts : (said?.facts ?? []),
        ...(item.link && { link: item.link }),
      },
    },
    brand: leads ? (item.brand ?? product.brand) : (product.brand ?? item.brand ?? null),
    categories: (leads || product.categories.length === 0) && categories.length > 0 ? categories : product.categories,
    images: item.imageLink && (leads || product.images.length === 0) ? [item.imageLink] : product.images,
    dimensions: item.dimensions ? { ...product.dimensions, ...item.dimensions } : product.dimensions,
    attributes: mergeAttributes(product.attributes, attributes, language),
  }
}

const newVariant = (id: string, sku: string, position: number): Variant => ({
  id,
  sku,
  feedId: null,
  gtin: null,
  options: {},
  swatch: null,
  images: [],
  position,
  status: 'published',
  soldAs: 'stock',
  source: {},
  prices: {},
  available: 0,
})

const soldAsWord: Readonly<Record<CatalogueItem['availability'], SoldAs>> = {
  in_stock: 'stock',
  out_of_stock: 'stock',
  preorder: 'pre_order',
  backorder: 'back_order',
}

function mergeVariant(old: Variant, item: CatalogueItem, feed: FeedVoice, digest: string): Variant {
  const options = { ...old.options }
  for (const [code, value] of Object.entries(item.options)) {
    options[code] = { ...options[code], [feed.language]: value }
  }
  return {
    ...old,
    feedId: item.id,
    gtin: item.gtin ?? old.gtin,
    options,
    images: item.imageLink ? [item.imageLink] : old.images,
    status: 'published',
    soldAs: soldAsWord[item.availability],
    source: {
      ...old.source,
      [feed.key]: {
        availability: item.availability,
        ...(item.quantity !== undefined && { quantity: item.quantity }),
        digest,
      },
    },
    prices: {
      ...old.prices,
      [feed.currency]:
        item.salePrice === undefined
          ? { amount: item.price, compareAt: null }
          : { amount: item.salePrice, compareAt: item.price },
    },
  }
}

/** "Oak chair – red, L" is the chair's name with the variant's own words after it: they go. */
function productName(item: CatalogueItem): string {
  if (!item.groupId) return item.title
  const own = Object.values(item.options).map((value) => value.toLowerCase())
  let name = item.title
  for (let turn = 0; turn <= own.length; turn++) {
    const tail = own.find((value) =>
      name
        .toLowerCase()
        .replace(/[\s)\]]+$/, '')
        .endsWith(value),
    )
    const kept = tail === undefined ? null : name.replace(/[\s)\]]+$/, '').slice(0, -tail.length)
    // Only after a mark or a blank: "Redwood" does not end in the colour "wood".
    if (kept === null || !/[\s,/|(–—-]$/.test(kept)) break
    const next = kept.replace(/[\s,/|([–—:-]+$/, '').replace(/\s+(?:size|storlek|stl|koko|stærð|méret)$/i, '')
    if (next === '') break
    name = next
  }
  return name
}

/** What the shopper chooses between is what differs; what all variants share is told as an attribute. */
function withAxes(product: Product): Product {
  const variants = product.variants.filter((variant) => variant.status === 'published')
  const codes = [...new Set(variants.flatMap((variant) => Object.keys(variant.options)))].sort(byWeight)
  const differing = codes.filter((code) => differs(variants, code))
  const shared = codes.filter((code) => !differing.includes(code))
  const kept = new Map(product.options.map((axis) => [axis.code, axis]))
  const own = product.attributes.filter((attribute) => !codes.includes(attribute.code))
  return {
    ...product,
    options: differing.map((code): OptionAxis => kept.get(code) ?? { code, names: namesOf(code) }),
    attributes: [
      ...shared.map((code): Attribute => ({ code, names: namesOf(code), values: [mergedValue(variants, code)] })),
      ...own,
    ],
  }
}

const weights = ['colour', 'size', 'material', 'pattern']
const byWeight = (a: string, b: string): number => weights.indexOf(a) - weights.indexOf(b)

function differs(variants: readonly Variant[], code: string): boolean {
  const byLanguage = new Map<string, string>()
  for (const variant of variants) {
    for (const [language, value] of Object.entries(variant.options[code] ?? {})) {
      const first = byLanguage.get(language)
      if (first !== undefined && first !== value) return true
      byLanguage.set(language, value)
    }
  }
  return false
}

const mergedValue = (variants: readonly Variant[], code: string): Texts =>
  Object.assign({}, ...variants.map((variant) => variant.options[code] ?? {}))

const known: Readonly<Record<string, Texts>> = names

function mergeAttributes(
  old: readonly Attribute[],
  given: Readonly<Record<string, string[]>>,
  language: LanguageTag,
): Attribute[] {
  const merged = old.map((attribute) => ({ ...attribute, values: attribute.values.map((value) => ({ ...value })) }))
  for (const [name, values] of Object.entries(given)) {
    const code = name.toLowerCase().replace(/\s+/g, '_')
    const found = merged.find((attribute) => attribute.code === code)
    const own = values.map((value) => textsOf(value, language))
    if (!found) merged.push({ code, names: namesOf(code, language, name), values: own })
    else {
      const others = found.values.map(({ [language]: _, ...rest }) => rest)
      found.values = Array.from({ length: Math.max(others.length, own.length) }, (_, at) => ({
        ...others[at],
        ...own[at],
      }))
      found.values = found.values.filter((value) => Object.keys(value).length > 0)
      if (!Object.hasOwn(known, code)) found.names = { ...found.names, ...namesOf(code, language, name) }
    }
  }
  return merged
}

/** Merchant's own words (female, kids …) are told in every language. */
const textsOf = (value: string, language: LanguageTag): Texts =>
  (Object.hasOwn(known, value.toLowerCase()) && known[value.toLowerCase()]) || { [language]: value }

function namesOf(code: string, language: LanguageTag = 'en', given: string = code): Texts {
  const spoken = given.replace(/_/g, ' ')
  return (
    (Object.hasOwn(known, code) && known[code]) || {
      [language]: spoken.charAt(0).toLocaleUpperCase() + spoken.slice(1),
    }
  )
}
