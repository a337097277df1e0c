import { type BulkDeed, type BulkPart, shownUnit } from '@parley/contracts'
import type { Product, Variant } from '../catalogue/index.ts'
import { divideRound } from '../pricing/index.ts'

/** What a deed makes of a product: the part it touches, before and after; null where it is so already. */
export function doneTo(product: Product, deed: BulkDeed): { before: BulkPart; after: BulkPart } | null {
  const before = partOf(product, deed)
  const after = afterOf(before, deed)
  return JSON.stringify(before) === JSON.stringify(after) ? null : { before, after }
}

/** The part of a product that a deed touches, as it stands. */
export function partOf(product: Product, deed: BulkDeed): BulkPart {
  if (deed.do === 'status') return { status: product.status }
  if (deed.do === 'category') return { categories: product.categories }
  return { prices: product.variants.flatMap(pricesOf) }
}

/** The product with the part put into it. Prices of variants it does not have any more are left out. */
export function withPart(product: Product, { status, categories, prices }: BulkPart): Product {
  return {
    ...product,
    ...(status && { status }),
    ...(categories && { categories }),
    ...(prices && { variants: product.variants.map((variant) => withPrices(variant, prices)) }),
  }
}

type PartPrice = NonNullable<BulkPart['prices']>[number]

const pricesOf = (variant: Variant): PartPrice[] =>
  Object.entries(variant.prices)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([currency, { amount, compareAt }]) => ({
      variantId: variant.id,
      currency,
      amount,
      compareAt: compareAt ?? null,
    }))

const withPrices = (variant: Variant, prices: readonly PartPrice[]): Variant => ({
  ...variant,
  prices: {
    ...variant.prices,
    ...Object.fromEntries(
      prices
        .filter((price) => price.variantId === variant.id)
        .map(({ currency, amount, compareAt }) => [currency, { amount, compareAt }]),
    ),
  },
})

function afterOf(before: BulkPart, deed: BulkDeed): BulkPart {
  switch (deed.do) {
    case 'status':
      return { status: deed.status }
    case 'category': {
      const others = (before.categories ?? []).filter((id) => id !== deed.category)
      return { categories: deed.how === 'put' ? [deed.category, ...others] : others }
    }
    case 'price':
      return {
        prices: before.prices?.map((price) => ({
          ...price,
          amount: part(price.amount, 10_000 + deed.percent, price.currency),
          compareAt: price.compareAt === null ? null : part(price.compareAt, 10_000 + deed.percent, price.currency),
        })),
      }
    case 'sale':
      return { prices: before.prices?.map((price) => onSale(price, deed.percent)) }
    case 'end_sale':
      return {
        prices: before.prices?.map((price) => ({ ...price, amount: usualOf(price), compareAt: null })),
      }
  }
}

/** A sale is reckoned from the usual price, so that a second one is not taken off the first. */
function onSale(price: PartPrice, percent: number): PartPrice {
  const usual = usualOf(price)
  const amount = part(usual, 10_000 - percent, price.currency)
  return amount < usual ? { ...price, amount, compareAt: usual } : { ...price, amount: usual, compareAt: null }
}

const usualOf = ({ amount, compareAt }: PartPrice): number => Math.max(amount, compareAt ?? 0)

/** In steps that people see. */
function part(amount: number, share: number, currency: string): number {
  const unit = BigInt(shownUnit(currency))
  return Number(unit) * divideRound(BigInt(amount) * BigInt(share), 10_000n * unit)
}
