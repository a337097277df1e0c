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

/** The product as search engines read it (schema.org). */
export function productData(
  product: ProductView,
  { url, publicUrl, language }: Reader,
  { summary, reviews }: ProductVoices,
): object {
  const here = new URL(url.pathname, publicUrl).href
  const whole = (address: string | undefined) => (address ? new URL(address, publicUrl).href : undefined)
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name,
    description: product.description,
    inLanguage: language,
    url: here,
    image: whole(product.picture?.url),
    brand: product.brand ? { '@type': 'Brand', name: product.brand } : undefined,
    ...(summary.count === 0 ? {} : ratingData(summary, reviews)),
    offers: product.variants.flatMap((variant) =>
      variant.price
        ? [
            {
              '@type': 'Offer',
              sku: variant.sku,
              price: decimal(variant.price),
              priceCurrency: variant.price.currency,
              availability: `https://schema.org/${availability[variant.stock]}`,
              url: `${here}?variant=${encodeURIComponent(variant.id)}`,
              image: whole(variant.picture?.url),
            },
          ]
        : [],
    ),
  }
}

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
