import { z } from 'zod'
import { languageTag, texts } from './language.ts'
import { currency } from './money.ts'

const amount = z.int().min(0).max(1e12)
/** Option code → the value in each language. */
const optionValues = z.record(z.string().min(1).max(60), texts)

export const productStatus = z.enum(['draft', 'published', 'withdrawn'])
export type ProductStatus = z.infer<typeof productStatus>

/** What is asked now; `compareAt` is what is struck beside it while it is on sale. */
const keptPrice = z.strictObject({ amount, compareAt: amount.nullable().default(null) })

export const keptTexts = z.strictObject({
  name: z.string().trim().min(1).max(200),
  tagline: z.string().trim().max(500).optional(),
  description: z.string().max(20_000).default(''),
  facts: z.array(z.string().trim().min(1).max(200)).max(10).default([]),
  link: z.string().max(2000).optional(),
})
export type KeptTexts = z.infer<typeof keptTexts>

const variantDraft = z.strictObject({
  /** Null for one that is new. */
  id: z.string().max(100).nullable(),
  sku: z.string().trim().min(1).max(100),
  gtin: z.string().trim().max(20).nullable().default(null),
  options: optionValues.default({}),
  status: z.enum(['published', 'withdrawn']).default('published'),
  /** A currency that is left out is one it is not sold in. */
  prices: z.record(currency, keptPrice),
})
export type VariantDraft = z.infer<typeof variantDraft>

/** A product as the shopkeeper writes it. Variants that are left out stay as they are: orders name them. */
export const productDraft = z.strictObject({
  handle: z
    .string()
    .regex(/^[\p{L}\p{N}_]+(?:-+[\p{L}\p{N}_]+)*$/u, 'letters, digits and hyphens only')
    .max(120),
  texts: z.record(languageTag, keptTexts),
  brand: z.string().trim().min(1).max(120).nullable().default(null),
  /** The most telling first. */
  categories: z.array(z.string().min(1).max(300)).max(20).default([]),
  options: z
    .array(z.strictObject({ code: z.string().min(1).max(60), names: texts }))
    .max(5)
    .default([]),
  vatClass: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,40}$/)
    .default('standard'),
  freight: z.boolean().default(false),
  status: productStatus.default('draft'),
  variants: z.array(variantDraft).min(1).max(500),
})
export type ProductDraft = z.infer<typeof productDraft>

/** A product whole, as its shopkeeper reads it. Whatever stands there is told, also what could not be written so by hand. */
export const keptProduct = z.object({
  id: z.string(),
  /** Raised by whatever changes it; an edit names the one it saw. */
  version: z.int(),
  /** It comes from a feed: what the feed says anew of it is taken over. */
  isFed: z.boolean(),
  picture: z.string().nullable(),
  handle: z.string(),
  texts: z.record(
    languageTag,
    z.object({ ...keptTexts.shape, name: z.string(), description: z.string(), facts: z.array(z.string()) }),
  ),
  brand: z.string().nullable(),
  categories: z.array(z.string()),
  options: z.array(z.object({ code: z.string(), names: texts })),
  vatClass: z.string(),
  freight: z.boolean(),
  status: productStatus,
  variants: z.array(
    z.object({
      ...variantDraft.shape,
      id: z.string(),
      sku: z.string(),
      gtin: z.string().nullable(),
      options: z.record(z.string(), texts),
      available: z.int(),
      picture: z.string().nullable(),
    }),
  ),
})
export type KeptProduct = z.infer<typeof keptProduct>

/** A product in a list. Prices in the currency that was asked for. */
export const keptProductRow = z.object({
  id: z.string(),
  name: z.string(),
  brand: z.string().nullable(),
  categories: z.array(z.object({ id: z.string(), name: z.string() })),
  status: productStatus,
  version: z.int(),
  variants: z.int(),
  available: z.int(),
  priceFrom: z.int().nullable(),
  priceTo: z.int().nullable(),
  isOnSale: z.boolean(),
  picture: z.string().nullable(),
  updatedAt: z.iso.datetime(),
})
export type KeptProductRow = z.infer<typeof keptProductRow>

export const keptStock = z.enum(['in', 'low', 'out'])
export const keptSort = z.enum(['updated', 'name', 'price_up', 'price_down', 'stock'])

/** Which products: all that fit everything that is said. */
export const keptFilter = z.strictObject({
  /** Part of a name, a brand, an SKU or a bar code. */
  q: z.string().max(200).optional(),
  status: productStatus.optional(),
  /** With all below it. */
  category: z.string().max(300).optional(),
  brand: z.string().max(120).optional(),
  stock: keptStock.optional(),
})
export type KeptFilter = z.infer<typeof keptFilter>

/** Hundredths of a per cent. */
const share = z.int().min(1).max(9_900)

/** The same done to many products. */
export const bulkDeed = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('status'), status: productStatus }),
  z.strictObject({ do: z.literal('price'), percent: z.int().min(-9_900).max(100_000) }),
  /** So much off the usual price, which is struck beside it. */
  z.strictObject({ do: z.literal('sale'), percent: share }),
  z.strictObject({ do: z.literal('end_sale') }),
  z.strictObject({
    do: z.literal('category'),
    category: z.string().min(1).max(300),
    /** As its first, or taken out. */
    how: z.enum(['put', 'take']),
  }),
])
export type BulkDeed = z.infer<typeof bulkDeed>

export const bulkWish = z.strictObject({
  which: z.union([
    z.strictObject({ ids: z.array(z.string().max(100)).min(1).max(5_000) }),
    z.strictObject({ fitting: keptFilter }),
  ]),
  deed: bulkDeed,
})
export type BulkWish = z.infer<typeof bulkWish>

/** What a deed touches of a product. */
export const bulkPart = z.strictObject({
  status: productStatus.optional(),
  categories: z.array(z.string()).optional(),
  prices: z
    .array(z.strictObject({ variantId: z.string(), currency, amount: z.int(), compareAt: z.int().nullable() }))
    .optional(),
})
export type BulkPart = z.infer<typeof bulkPart>

export const bulkState = z.enum(['proposed', 'applied', 'undone'])

/** What would be, or was, done to many products; the first of them one by one. */
export const bulkChange = z.object({
  id: z.string(),
  deed: bulkDeed,
  state: bulkState,
  /** How many change, and how many are so already. */
  count: z.int(),
  same: z.int(),
  /** The first hundred, as they were and as they are afterwards. */
  changes: z.array(z.object({ productId: z.string(), name: z.string(), before: bulkPart, after: bulkPart })),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type BulkChange = z.infer<typeof bulkChange>

/** What there is of a variant, place by place. */
export const stockRow = z.object({
  variantId: z.string(),
  productId: z.string(),
  title: z.string(),
  /** "forest green, M"; empty where the product has one variant. */
  options: z.string(),
  sku: z.string(),
  picture: z.string().nullable(),
  soldAs: z.enum(['stock', 'back_order', 'pre_order']),
  expectedOn: z.string().nullable(),
  levels: z.array(
    z.object({
      locationId: z.string(),
      onHand: z.int(),
      /** Set aside for orders that are not paid yet. */
      reserved: z.int(),
    }),
  ),
})
export type StockRow = z.infer<typeof stockRow>

/** What a feed would do, before it does it. */
export const feedPreview = z.object({
  rows: z.int(),
  /** Rows of goods that the shop does not have yet, that say something new, and that say what they said before. */
  fresh: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** With `full`: what the feed once brought and no longer names. */
  withdrawn: z.int(),
  /** The first thousand. */
  problems: z.array(z.object({ line: z.int(), id: z.string().optional(), code: z.string(), message: z.string() })),
  /** A few, as they were read. */
  sample: z.array(
    z.object({
      line: z.int(),
      id: z.string(),
      title: z.string(),
      price: z.int(),
      salePrice: z.int().nullable(),
      availability: z.string(),
      isNew: z.boolean(),
    }),
  ),
})
export type FeedPreview = z.infer<typeof feedPreview>
