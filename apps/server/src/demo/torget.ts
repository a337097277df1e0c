import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { DrawingInput } from './drawings/pen.ts'

const folder = join(import.meta.dirname, 'torget')

/** Reads the demo shop from its folder. Throws where a file does not have the shape below. */
export function loadTorget(): Torget {
  const productFiles = readdirSync(join(folder, 'products'))
    .filter((name) => name.endsWith('.json'))
    .sort()
  return {
    shop: shopFile.parse(readJson('shop.json')),
    vocabulary: vocabularyFile.parse(readJson('vocabulary.json')),
    categories: z.array(category).parse(readJson('categories.json')),
    products: productFiles.flatMap((name) => z.array(product).parse(readJson(join('products', name)))),
    articles: readdirSync(join(folder, 'articles'))
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map(readArticle),
  }
}

/** What `drawProduct` needs for one variant: its own colour, or the product's where colour is not an option. */
export function drawingOf(torget: Torget, product: TorgetProduct, variant: TorgetVariant): DrawingInput {
  const code = variant.options.colour ?? product.drawing.colour
  const colour = code === undefined ? undefined : torget.vocabulary.colour?.values[code]
  if (!colour?.hex) throw new Error(`${variant.sku} has no colour to be drawn in`)
  const { kind, params } = product.drawing
  const material = product.drawing.material ?? product.attributes.material?.[0] ?? ''
  return {
    kind,
    params,
    dimensions: product.dimensions,
    colour: { hex: colour.hex, family: colour.family ?? 'grey' },
    material,
  }
}

export const torgetLanguages = ['en', 'sv', 'fi', 'is', 'hu'] as const

export const torgetCurrencies = ['EUR', 'SEK', 'ISK', 'HUF'] as const

const text = z.string().trim().min(1)
const inEveryLanguage = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ en: value, sv: value, fi: value, is: value, hu: value })
const texts = inEveryLanguage(text)
/** Minor units: 8900 is 89.00 EUR, 13490 is 13,490 ISK, 3499000 is 34 990 HUF. */
const prices = z.strictObject({ EUR: z.int().min(0), SEK: z.int().min(0), ISK: z.int().min(0), HUF: z.int().min(0) })
const code = z.string().regex(/^[a-z0-9][a-z0-9-]*$/)
const day = z.iso.date()
const hours = z.array(z.strictObject({ from: z.iso.time({ precision: -1 }), to: z.iso.time({ precision: -1 }) }))

const category = z.strictObject({ id: text, parent: text.nullable(), names: texts, order: z.int().min(1) })

const variant = z.strictObject({
  sku: z.string().regex(/^[A-Z0-9][A-Z0-9-]*$/),
  options: z.record(code, code),
  prices,
  compareAt: prices.optional(),
  stock: z.int().min(0),
  gtin: z
    .string()
    .regex(/^\d{13}$/)
    .optional(),
})

const product = z.strictObject({
  id: code,
  brand: text,
  categories: z.array(text).min(1),
  drawing: z.strictObject({
    kind: code,
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    /** The colour to draw in where no option decides it. */
    colour: code.optional(),
    /** The material to draw in where it is not the first of the attributes. */
    material: code.optional(),
  }),
  dimensions: z.strictObject({
    widthMm: z.int().min(1),
    heightMm: z.int().min(1),
    depthMm: z.int().min(1),
    weightG: z.int().min(1),
  }),
  texts: inEveryLanguage(
    z.strictObject({ name: text, tagline: text, description: text, facts: z.array(text).length(3) }),
  ),
  attributes: z.record(code, z.array(code).min(1)),
  options: z.array(code),
  variants: z.array(variant).min(1),
  vatClass: z.literal('standard'),
  freight: z.literal(true).optional(),
  popularity: z.int().min(0).max(100),
})

const vocabularyFile = z.record(
  code,
  z.strictObject({
    names: texts,
    values: z.record(
      code,
      z.strictObject({
        names: texts,
        hex: z
          .string()
          .regex(/^#[0-9a-f]{6}$/)
          .optional(),
        family: code.optional(),
      }),
    ),
  }),
)

const deliveryMethod = z.strictObject({
  id: z.enum(['parcel', 'pickup-point', 'store-pickup', 'freight']),
  texts: inEveryLanguage(z.strictObject({ name: text, description: text })),
  prices,
  freeAbove: prices,
  days: z.strictObject({ min: z.int().min(0), max: z.int().min(0) }),
  countries: z.array(z.string().length(2)).min(1),
  forFreightOnly: z.literal(true).optional(),
})

const shopFile = z.strictObject({
  name: text,
  legalName: text,
  organisationNumber: text,
  email: z.email(),
  phone: text,
  address: z.strictObject({ street: text, postcode: text, city: text, country: z.string().length(2) }),
  timeZone: text,
  defaultLanguage: z.enum(torgetLanguages),
  languages: z.array(z.enum(torgetLanguages)),
  currencies: z.array(z.enum(torgetCurrencies)),
  defaultCurrencyByLanguage: inEveryLanguage(z.enum(torgetCurrencies)),
  countries: z.array(z.strictObject({ code: z.string().length(2), vatPercent: z.number().min(0).max(30) })),
  openingHours: z.strictObject({
    weekdays: z.strictObject({
      monday: hours,
      tuesday: hours,
      wednesday: hours,
      thursday: hours,
      friday: hours,
      saturday: hours,
      sunday: hours,
    }),
    exceptions: z.array(z.strictObject({ date: day, hours, names: texts })),
  }),
  deliveryMethods: z.array(deliveryMethod).min(1),
  returnPolicy: z.strictObject({ days: z.int().min(1), finalSale: z.array(text), texts }),
  accentColour: z.string().regex(/^#[0-9a-f]{6}$/),
  tagline: texts,
  home: z.strictObject({ title: texts, intro: texts }),
  asked: inEveryLanguage(z.array(text).length(3)),
})

const article = z.strictObject({
  slug: code,
  language: z.enum(torgetLanguages),
  title: text,
  topic: code,
  keywords: z.array(text).min(2),
  body: text,
})

export type TorgetShop = z.infer<typeof shopFile>
export type TorgetCategory = z.infer<typeof category>
export type TorgetProduct = z.infer<typeof product>
export type TorgetVariant = z.infer<typeof variant>
export type TorgetVocabulary = z.infer<typeof vocabularyFile>
/** A help article in one language; `body` is Markdown without the front matter. */
export type TorgetArticle = z.infer<typeof article>
export type Torget = {
  shop: TorgetShop
  vocabulary: TorgetVocabulary
  categories: TorgetCategory[]
  products: TorgetProduct[]
  articles: TorgetArticle[]
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))

/** An article begins with `---`, lines of `key: value`, and `---`; keywords are separated by commas. */
function readArticle(name: string): TorgetArticle {
  const [, slug, language] = /^([a-z0-9-]+)\.([a-z]{2})\.md$/.exec(name) ?? []
  const [, head, body] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(folder, 'articles', name), 'utf8')) ?? []
  const fields = Object.fromEntries(
    (head ?? '')
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const keywords = fields.keywords?.split(',').map((word) => word.trim())
  return article.parse({ slug, language, title: fields.title, topic: fields.topic, keywords, body })
}
