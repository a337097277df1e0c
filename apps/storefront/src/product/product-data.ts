import type { Money, ProductView, StockWord } from '@parley/contracts'
import type { Reader } from '../reader.ts'
import type { ProductVoices } from '../shop-port.ts'

const availability: Readonly<Record<StockWord, string>> = {
  in_stock: 'InStock',
  low: 'LimitedAvailability',
  out: 'OutOfStock',
  back_order: 'BackOrder',
  pre_order: 'PreOrder',
}

/** The product as search engines read it (schema.org): one thing with its offer, or a group of variants, each with its own. */
export function productData(product: ProductView, reader: Reader, { summary, reviews }: ProductVoices): object {
  const [only, ...others] = product.variants
  const whole = {
    '@context': 'https://schema.org',
    name: product.name,
    description: product.description,
    url: addressOf(reader),
    image: absolute(product.picture?.url, reader),
    brand: product.brand ? { '@type': 'Brand', name: product.brand } : undefined,
    ...(summary.count === 0 ? {} : ratingData(summary, reviews)),
  }
  if (only && others.length === 0) return { ...whole, '@type': 'Product', sku: only.sku, offers: offerOf(only, reader) }
  const named = product.options.flatMap(({ code }) => properties[code] ?? [])
  return {
    ...whole,
    '@type': 'ProductGroup',
    productGroupID: product.feedId ?? product.handle,
    variesBy: named.map((property) => `https://schema.org/${property}`),
    hasVariant: product.variants.map((variant) => variantData(product, variant, reader)),
  }
}

type Variant = ProductView['variants'][number]

/** Options that schema.org has a property for; others are told by name. */
const properties: Readonly<Record<string, string>> = {
  colour: 'color',
  size: 'size',
  'shoe-size': 'size',
  material: 'material',
  pattern: 'pattern',
}

function variantData(product: ProductView, variant: Variant, reader: Reader): object {
  const chosen = product.options.flatMap(({ code, name }) => {
    const value = variant.options[code]
    return value === undefined ? [] : [{ code, name, value }]
  })
  const others = chosen.filter(({ code }) => properties[code] === undefined)
  return {
    '@type': 'Product',
    name: [product.name, ...chosen.map(({ value }) => value)].join(', '),
    sku: variant.sku,
    image: absolute(variant.picture?.url ?? product.picture?.url, reader),
    ...Object.fromEntries(
      chosen.flatMap(({ code, value }) => {
        const property = properties[code]
        return property ? [[property, value]] : []
      }),
    ),
    additionalProperty:
      others.length > 0 ? others.map(({ name, value }) => ({ '@type': 'PropertyValue', name, value })) : undefined,
    offers: offerOf(variant, reader),
  }
}

/** Left out where it is not sold in this currency. */
function offerOf(variant: Variant, reader: Reader): object | undefined {
  if (!variant.price) return undefined
  return {
    '@type': 'Offer',
    price: decimal(variant.price),
    priceCurrency: variant.price.currency,
    availability: `https://schema.org/${availability[variant.stock]}`,
    itemCondition: 'https://schema.org/NewCondition',
    url: `${addressOf(reader)}?variant=${encodeURIComponent(variant.id)}`,
  }
}

const addressOf = ({ url, publicUrl }: Reader): string => new URL(url.pathname, publicUrl).href
const absolute = (address: string | undefined, { publicUrl }: Reader): string | undefined =>
  address ? new URL(address, publicUrl).href : undefined

/** What real buyers said; where nobody has said anything there is nothing to tell. */
function ratingData({ count, average }: ProductVoices['summary'], reviews: ProductVoices['reviews']): object {
  const rating = { bestRating: 5, worstRating: 1 }
  return {
    aggregateRating: { '@type': 'AggregateRating', ratingValue: average, reviewCount: count, ...rating },
    review: reviews.slice(0, 6).map(({ stars, title, text, author, at, language }) => ({
      '@type': 'Review',
      reviewRating: { '@type': 'Rating', ratingValue: stars, ...rating },
      name: title || undefined,
      reviewBody: text || undefined,
      inLanguage: language,
      datePublished: at.slice(0, 10),
      author: author === '' ? undefined : { '@type': 'Person', name: author },
    })),
  }
}

/** "49.90", with as many decimals as the currency has by ISO 4217. */
function decimal({ amount, currency }: Money): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
  return (amount / 10 ** (digits ?? 2)).toFixed(digits)
}
