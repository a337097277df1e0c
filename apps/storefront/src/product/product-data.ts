import type { Money, ProductView, StockWord } from '@parley/contracts'
import type { Reader } from '../reader.ts'

const availability: Readonly<Record<StockWord, string>> = {
  in_stock: 'InStock',
  low: 'LimitedAvailability',
  out: 'OutOfStock',
  back_order: 'BackOrder',
  pre_order: 'PreOrder',
}

/** The product as search engines read it (schema.org). */
export function productData(product: ProductView, { url, publicUrl, language }: Reader): object {
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

/** "49.90", with as many decimals as the currency has by ISO 4217. */
function decimal({ amount, currency }: Money): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
  return (amount / 10 ** (digits ?? 2)).toFixed(digits)
}
