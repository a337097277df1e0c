import { type Currency, type KeptProductRow, type LanguageTag, textIn } from '@parley/contracts'
import { type CategoryTree, type Product, pictureOf, shownVariants, textsFor } from '../catalogue/index.ts'

/** A product as a line of its keeper's list. */
export function rowOf(
  product: Product,
  of: { shopId: string; language: LanguageTag; currency: Currency; tree: CategoryTree; updatedAt: Date },
): KeptProductRow {
  const variants = shownVariants(product)
  const prices = variants.flatMap((variant) => variant.prices[of.currency] ?? [])
  const amounts = prices.map((price) => price.amount)
  return {
    id: product.id,
    name: textsFor(product, of.language).name,
    brand: product.brand,
    categories: product.categories.map((id) => ({
      id,
      name: textIn(of.tree.names.get(id) ?? { en: id }, of.language),
    })),
    status: product.status,
    version: product.revision,
    variants: variants.length,
    available: variants.reduce((sum, variant) => sum + variant.available, 0),
    priceFrom: amounts.length > 0 ? Math.min(...amounts) : null,
    priceTo: amounts.length > 0 ? Math.max(...amounts) : null,
    isOnSale: prices.some(({ amount, compareAt }) => compareAt != null && compareAt > amount),
    picture: pictureOf(product, variants[0] ?? product.variants[0], of, 160)?.url ?? null,
    updatedAt: of.updatedAt.toISOString(),
  }
}
