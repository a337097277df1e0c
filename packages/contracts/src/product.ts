import { z } from 'zod'
import { money } from './money.ts'

export const stockWord = z.enum(['in_stock', 'low', 'out', 'back_order', 'pre_order'])
export type StockWord = z.infer<typeof stockWord>

/** A picture by address; `alt` in the language of the reader. */
export const picture = z.object({ url: z.string(), alt: z.string() })
export type Picture = z.infer<typeof picture>

/** A variant as one reader sees it: one language, one currency. */
export const variantView = z.object({
  id: z.string(),
  sku: z.string(),
  /** The id that the shop's own feed gave it; cards and carts carry it. */
  feedId: z.string().optional(),
  /** Option code → value in the reader's language: `{ colour: 'red', size: 'M' }`. */
  options: z.record(z.string(), z.string()),
  price: money.nullable(),
  compareAt: money.optional(),
  stock: stockWord,
  /** Units that can be bought now; absent where the shop does not tell. */
  available: z.int().optional(),
  picture: picture.optional(),
  swatch: z.string().optional(),
})
export type VariantView = z.infer<typeof variantView>

/** A product as one reader sees it. */
export const productView = z.object({
  id: z.string(),
  feedId: z.string().optional(),
  handle: z.string(),
  name: z.string(),
  tagline: z.string().optional(),
  description: z.string(),
  facts: z.array(z.string()),
  brand: z.string().optional(),
  categories: z.array(z.object({ id: z.string(), name: z.string() })),
  options: z.array(z.object({ code: z.string(), name: z.string(), values: z.array(z.string()) })),
  attributes: z.array(z.object({ code: z.string(), name: z.string(), values: z.array(z.string()) })),
  dimensions: z
    .object({ widthMm: z.int(), heightMm: z.int(), depthMm: z.int(), weightG: z.int() })
    .partial()
    .optional(),
  priceFrom: money.nullable(),
  priceTo: money.nullable(),
  stock: stockWord,
  picture: picture.optional(),
  url: z.string().optional(),
  variants: z.array(variantView),
})
export type ProductView = z.infer<typeof productView>

/** What a product card shows. A card may stand for a product or for one variant of it. */
export const productCard = z.object({
  productId: z.string(),
  variantId: z.string().optional(),
  feedId: z.string().optional(),
  title: z.string(),
  subtitle: z.string().optional(),
  price: money.nullable(),
  /** True where variants differ in price: shown as "from …". */
  priceIsFrom: z.boolean(),
  compareAt: money.optional(),
  stock: stockWord,
  picture: picture.optional(),
  url: z.string().optional(),
  facts: z.array(z.string()),
  swatches: z.array(z.string()),
})
export type ProductCard = z.infer<typeof productCard>
