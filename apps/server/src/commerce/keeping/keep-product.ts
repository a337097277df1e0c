import { type KeptProduct, type LanguageTag, type ProductDraft, textIn, type VariantDraft } from '@parley/contracts'
import { granted, type Outcome, type Refusal, refused } from '../../kernel/refusals.ts'
import { type CategoryTree, type Product, pictureOf, type Variant } from '../catalogue/index.ts'

/** The product as it stands after its shopkeeper has written it; what a draft does not speak of stays as it is. Refused: `product.*`, by field. */
export function keepProduct(
  before: Product | null,
  draft: ProductDraft,
  known: { tree: CategoryTree; newId: (kind: 'prd' | 'var') => string },
): Outcome<Product> {
  const wrong = [...wrongTexts(draft), ...wrongCategories(draft, known.tree), ...draft.variants.flatMap(wrongPrices)]
  const alike = twoAlike(draft, before)
  if (alike) wrong.push(alike)
  const strangers = draft.variants.flatMap(({ id }, at) =>
    id === null || before?.variants.some((one) => one.id === id)
      ? []
      : [fault('product.variant_missing', 'The product has no such variant.', `variants.${at}.id`)],
  )
  if (wrong.length + strangers.length > 0) return refused(...wrong, ...strangers)
  const written = draft.variants.map((one, at) => keepVariant(before, one, at, known.newId))
  const named = new Set(written.map((one) => one.id))
  const others = (before?.variants ?? []).filter((one) => !named.has(one.id))
  const { handle, texts, brand, categories, options, vatClass, freight, status } = draft
  return granted({
    ...(before ?? emptyProduct(known.newId('prd'))),
    ...{ handle, texts, brand, categories, options, vatClass, freight, status },
    variants: [...written, ...others.map((one, at) => ({ ...one, position: written.length + at }))],
  })
}

/** The product as its shopkeeper reads it. */
export function keptOf(product: Product, reader: { shopId: string; language: LanguageTag }): KeptProduct {
  const { id, handle, texts, brand, categories, options, vatClass, freight, status } = product
  return {
    ...{ id, handle, texts, brand, categories, options, vatClass, freight, status },
    version: product.revision,
    isFed: product.variants.some((variant) => Object.keys(variant.source).length > 0),
    picture: pictureOf(product, product.variants[0], reader)?.url ?? null,
    variants: product.variants.map((variant) => ({
      ...draftOf(variant),
      id: variant.id,
      available: variant.available,
      picture: pictureOf(product, variant, reader)?.url ?? null,
    })),
  }
}

/** Prices that stood before and stand no more. */
export function pricesDropped(before: Product, after: Product): { variantId: string; currency: string }[] {
  const now = new Map(after.variants.map((variant) => [variant.id, variant.prices]))
  return before.variants.flatMap(({ id, prices }) =>
    Object.keys(prices)
      .filter((currency) => !now.get(id)?.[currency])
      .map((currency) => ({ variantId: id, currency })),
  )
}

/** What an edit did to prices, for the record. */
export function pricesChanged(before: Product | null, after: Product) {
  const old = new Map(before?.variants.map((variant) => [variant.id, variant.prices]))
  return after.variants.flatMap(({ id, sku, prices }) => {
    const were = old.get(id) ?? {}
    return [...new Set([...Object.keys(were), ...Object.keys(prices)])].flatMap((currency) => {
      const [from, to] = [were[currency] ?? null, prices[currency] ?? null]
      const isSame = from?.amount === to?.amount && (from?.compareAt ?? null) === (to?.compareAt ?? null)
      return isSame ? [] : [{ sku, currency, from, to }]
    })
  })
}

/** Which fields an edit touched. */
export function fieldsChanged(before: Product | null, after: Product): string[] {
  if (!before) return []
  const fields = ['handle', 'texts', 'brand', 'categories', 'options', 'vatClass', 'freight', 'status'] as const
  const own = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  const variants = JSON.stringify(before.variants.map(draftOf)) !== JSON.stringify(after.variants.map(draftOf))
  return variants ? [...own, 'variants'] : own
}

const draftOf = ({ id, sku, gtin, options, status, prices }: Variant): VariantDraft => ({
  ...{ id, sku, gtin, options, status },
  prices: Object.fromEntries(
    Object.entries(prices).map(([currency, { amount, compareAt }]) => [
      currency,
      { amount, compareAt: compareAt ?? null },
    ]),
  ),
})

function keepVariant(
  before: Product | null,
  draft: VariantDraft,
  position: number,
  newId: (kind: 'var') => string,
): Variant {
  const old = before?.variants.find((one) => one.id === draft.id)
  const { sku, gtin, options, status, prices } = draft
  return { ...(old ?? emptyVariant(newId('var'))), ...{ sku, gtin, options, status, prices, position } }
}

const emptyProduct = (id: string): Product => ({
  id,
  handle: id,
  feedId: null,
  texts: {},
  brand: null,
  categories: [],
  options: [],
  attributes: [],
  dimensions: null,
  images: [],
  drawing: null,
  vatClass: 'standard',
  freight: false,
  popularity: 0,
  status: 'draft',
  revision: 0,
  variants: [],
})

const emptyVariant = (id: string): Variant => ({
  id,
  sku: id,
  feedId: null,
  gtin: null,
  options: {},
  swatch: null,
  images: [],
  position: 0,
  status: 'published',
  soldAs: 'stock',
  source: {},
  prices: {},
  available: 0,
})

const fault = (code: string, message: string, path: string): Refusal => ({ code, message, path, severity: 'error' })

const wrongTexts = ({ texts }: ProductDraft): Refusal[] =>
  Object.keys(texts).length > 0 ? [] : [fault('product.name_missing', 'Give it a name in one language.', 'texts')]

const wrongCategories = ({ categories }: ProductDraft, tree: CategoryTree): Refusal[] =>
  categories.flatMap((id, at) =>
    tree.byId.has(id) ? [] : [fault('product.category_missing', 'There is no such category.', `categories.${at}`)],
  )

const wrongPrices = ({ prices }: VariantDraft, at: number): Refusal[] =>
  Object.entries(prices).flatMap(([currency, { amount, compareAt }]) =>
    compareAt === null || compareAt > amount
      ? []
      : [
          fault(
            'product.sale_price',
            'The sale price is below the usual one.',
            `variants.${at}.prices.${currency}.amount`,
          ),
        ],
  )

/** Two on sale with the same choices could not be told apart; and two of one SKU are one. What was so before is left alone. */
function twoAlike(draft: ProductDraft, before: Product | null): Refusal | null {
  const named = new Set(draft.variants.map((variant) => variant.id))
  const others = (before?.variants ?? []).filter(({ id }) => !named.has(id)).map(draftOf)
  const all = [...draft.variants, ...others].map((variant) => ({
    sku: variant.sku.toLowerCase(),
    choices: draft.options.map(({ code }) => textIn(variant.options[code] ?? {}, 'en').toLowerCase()).join(' / '),
    isSold: variant.status === 'published',
    isNew: isRewritten(variant, before),
  }))
  const sku = all.findIndex((one, at) => all.findIndex((other) => other.sku === one.sku) < at)
  if (sku >= 0) return fault('product.sku_taken', 'Two variants have this SKU.', `variants.${sku}.sku`)
  const alike = all.findIndex(
    (one, at) =>
      one.isNew &&
      one.isSold &&
      all.some((other, place) => place !== at && other.isSold && other.choices === one.choices),
  )
  if (alike < 0) return null
  return fault('product.variants_alike', 'Another variant has the same choices.', `variants.${alike}.options`)
}

function isRewritten({ id, options, status }: VariantDraft, before: Product | null): boolean {
  const old = before?.variants.find((one) => one.id === id)
  return !old || old.status !== status || JSON.stringify(old.options) !== JSON.stringify(options)
}
