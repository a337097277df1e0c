import { currency, languageTag, texts } from '@parley/contracts'
import { z } from 'zod'

const productTexts = z.object({
  name: z.string(),
  tagline: z.string().optional(),
  description: z.string().default(''),
  facts: z.array(z.string()).default([]),
  /** Where the shop itself shows the product, by its feed. */
  link: z.string().optional(),
})
/** What a product is called and said to be, in one language. */
export type ProductTexts = z.infer<typeof productTexts>

/** A choice that tells variants apart: colour, size … */
const optionAxis = z.object({ code: z.string(), names: texts })
export type OptionAxis = z.infer<typeof optionAxis>

const attribute = z.object({ code: z.string(), names: texts, values: z.array(texts) })
export type Attribute = z.infer<typeof attribute>

const dimensions = z.object({ widthMm: z.int(), heightMm: z.int(), depthMm: z.int(), weightG: z.int() }).partial()

const drawnColour = z.object({ hex: z.string(), family: z.string() })
const drawing = z.object({
  kind: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  material: z.string(),
  colour: drawnColour.optional(),
  /** By SKU, where the variant's own colour decides. */
  colours: z.record(z.string(), drawnColour).default({}),
})
/** What a picture is drawn from where the shop has no photograph. */
export type ProductDrawing = z.infer<typeof drawing>

const price = z.object({
  amount: z.int(),
  compareAt: z.int().nullable().optional(),
  /** The lowest that a price list asks of everybody now, where one asks less. Read, never written: lists begin and end by themselves. */
  listed: z.int().optional(),
})
export type Price = z.infer<typeof price>

/** What a feed last said of a variant, by feed (name, language and currency). */
const sourceNews = z.object({ availability: z.string(), quantity: z.int().optional(), digest: z.string() })
export type SourceNews = z.infer<typeof sourceNews>

export const soldAs = z.enum(['stock', 'back_order', 'pre_order'])
export type SoldAs = z.infer<typeof soldAs>

export const variant = z.object({
  id: z.string(),
  sku: z.string(),
  feedId: z.string().nullable(),
  gtin: z.string().nullable(),
  /** Option code → the value in each language. */
  options: z.record(z.string(), texts),
  swatch: z.string().nullable(),
  images: z.array(z.string()),
  position: z.int(),
  status: z.enum(['published', 'withdrawn']),
  soldAs,
  source: z.record(z.string(), sourceNews),
  prices: z.record(currency, price),
  /** What can be bought now, over all locations. */
  available: z.int(),
})
export type Variant = z.infer<typeof variant>

const productStatus = z.enum(['draft', 'published', 'withdrawn'])

/** A product whole: every language, currency and variant. */
export const product = z.object({
  id: z.string(),
  handle: z.string(),
  feedId: z.string().nullable(),
  texts: z.record(languageTag, productTexts),
  brand: z.string().nullable(),
  /** Category ids, the most telling first. */
  categories: z.array(z.string()),
  options: z.array(optionAxis),
  attributes: z.array(attribute),
  dimensions: dimensions.nullable(),
  images: z.array(z.string()),
  drawing: drawing.nullable(),
  vatClass: z.string(),
  freight: z.boolean(),
  popularity: z.int(),
  status: productStatus,
  revision: z.int(),
  variants: z.array(variant),
})
export type Product = z.infer<typeof product>

/** What everybody pays for one now, and what is struck beside it. */
export function priceNow({ amount, compareAt, listed }: Price): { amount: number; compareAt: number | null } {
  if (listed === undefined || listed >= amount) return { amount, compareAt: compareAt ?? null }
  return { amount: listed, compareAt: Math.max(amount, compareAt ?? 0) }
}

/** The variants that can be shown, in the shop's order. */
export const shownVariants = (of: Product): Variant[] => of.variants.filter((one) => one.status === 'published')

/** Whether the shop tells how many are left: a feed that says "in stock" and no number is not told as a number. */
export function tellsQuantity(of: Variant): boolean {
  const news = Object.values(of.source)
  return news.length === 0 || news.some((one) => one.quantity !== undefined)
}
