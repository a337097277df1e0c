import type { Currency } from '@parley/contracts'
import type { ProductQuery } from '@parley/sdk'
import type { SearchDocument } from './search-document.ts'
import { type Family, familyOf, type SearchLanguage } from './search-language.ts'
import type { VariantTraits } from './variant-traits.ts'
import { wordsOf } from './words.ts'

export type FilterName =
  | 'categories'
  | 'colours'
  | 'materials'
  | 'sizes'
  | 'brands'
  | 'without'
  | 'priceMin'
  | 'priceMax'
  | 'inStock'
  | 'maxWidthMm'

/** What is let go first where all together leave nothing; what she does not want is kept to the last. */
export const letGoFirst: readonly FilterName[] = [
  'maxWidthMm',
  'materials',
  'sizes',
  'colours',
  'brands',
  'inStock',
  'priceMin',
  'priceMax',
  'categories',
]

export interface Filters {
  given: readonly FilterName[]
  /** Whether the product passes, and its variants that meet all of a variant's filters at once, what is in stock first. */
  pass(document: SearchDocument, without?: ReadonlySet<FilterName>): { variants: readonly VariantTraits[] } | null
}

export interface FilterContext {
  currency: Currency
  languages: readonly SearchLanguage[]
  /** Category ids meant by an id or a name, with all below them. */
  categoriesOf: (value: string) => ReadonlySet<string>
  /** What everybody pays for a variant now; undefined where it is not sold in this currency. */
  priceOf: (variant: VariantTraits) => number | undefined
  /** Whether any variant of the shop bears this very word. */
  isBorne: (kind: Family, word: string) => boolean
}

type VariantTest = (variant: VariantTraits, document: SearchDocument) => boolean
type ProductTest = (document: SearchDocument) => boolean

export function filtersOf(query: ProductQuery, context: FilterContext): Filters {
  const variantTests = new Map<FilterName, VariantTest>()
  const productTests = new Map<FilterName, ProductTest>()
  const { priceMin, priceMax, maxWidthMm } = query

  const traits = [
    ['colours', query.colours],
    ['materials', query.materials],
    ['sizes', query.sizes],
  ] as const
  for (const [kind, values] of traits) {
    if (values?.length) variantTests.set(kind, traitTest(kind, values, context))
  }
  if (priceMin?.currency === context.currency)
    variantTests.set('priceMin', (variant) => (context.priceOf(variant) ?? -1) >= priceMin.amount)
  if (priceMax?.currency === context.currency)
    variantTests.set('priceMax', (variant) => (context.priceOf(variant) ?? Infinity) <= priceMax.amount)
  if (query.inStock) variantTests.set('inStock', ({ available }) => available > 0)

  if (query.brands?.length) {
    const brands = new Set(query.brands.map((brand) => brand.toLowerCase().trim()))
    productTests.set('brands', ({ brand }) => brands.has(brand))
  }
  if (query.categories?.length) {
    const wanted = query.categories.map(context.categoriesOf)
    productTests.set('categories', ({ categories }) => wanted.some((ids) => overlap(ids, categories)))
  }
  if (maxWidthMm !== undefined)
    productTests.set('maxWidthMm', ({ widthMm }) => widthMm !== null && widthMm <= maxWidthMm)
  const unwanted = query.without?.map((value) => unwantedTest(value, context)) ?? []
  if (unwanted.length > 0)
    variantTests.set('without', (variant, document) => !unwanted.some((isUnwanted) => isUnwanted(variant, document)))

  const given = [...productTests.keys(), ...variantTests.keys()]
  return {
    given,
    pass(document, without) {
      for (const [name, test] of productTests) if (!without?.has(name) && !test(document)) return null
      const tests = [...variantTests].filter(([name]) => !without?.has(name)).map(([, test]) => test)
      if (tests.length === 0) return { variants: document.variants }
      const fitting = document.variants.filter((variant) => tests.every((test) => test(variant, document)))
      const inStock = fitting.filter((variant) => variant.available > 0)
      return fitting.length > 0 ? { variants: [...inStock, ...fitting.filter((one) => one.available <= 0)] } : null
    },
  }
}

/** A family code means the family; a word that some variant bears means that word; any other word means its family. */
function traitTest(kind: Family, values: readonly string[], { languages, isBorne }: FilterContext): VariantTest {
  const wanted = values.map((value) => {
    const lower = value.toLowerCase().trim()
    const family = familyOf(lower, kind, languages)
    const isLoose = family !== null && (isFamily(lower, family, languages, kind) || !isBorne(kind, lower))
    return { lower, family, isLoose, stems: languages.map((one) => one.stem(lower)) }
  })
  return (variant, document) =>
    wanted.some(({ lower, family, isLoose, stems }) => {
      const borne = variant[kind]
      if (borne.has(lower)) return true
      if (family !== null && isLoose && borne.has(family)) return true
      // Where nothing is said of the trait, the name may say it: "red mug".
      return (
        borne.size === 0 &&
        (stems.some((stem) => document.described().has(stem)) || saysFamily(document, family, kind, languages))
      )
    })
}

/** "Green" takes in sage and moss; "forest green" is one of them and takes in no other. */
const isFamily = (lower: string, family: string, languages: readonly SearchLanguage[], kind: Family): boolean =>
  lower === family || languages.some((language) => language.families[kind].has(lower))

function saysFamily(
  document: SearchDocument,
  family: string | null,
  kind: Family,
  languages: readonly SearchLanguage[],
): boolean {
  if (family === null || kind === 'sizes') return false
  return languages.some(({ tag, families }) =>
    wordsOf(document.texts.get(tag)?.[0] ?? '').some((word) => families[kind].get(word) === family),
  )
}

const overlap = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  some.values().some((one) => others.has(one))

function unwantedTest(value: string, context: FilterContext): VariantTest {
  const { languages } = context
  const isColour = traitTest('colours', [value], context)
  const isMaterial = traitTest('materials', [value], context)
  const lower = value.toLowerCase().trim()
  const stems = new Set(languages.map((language) => language.stem(lower)))
  const isTrait = familyOf(lower, 'colours', languages) !== null || familyOf(lower, 'materials', languages) !== null
  return (variant, document) =>
    isColour(variant, document) ||
    isMaterial(variant, document) ||
    document.brand === lower ||
    // A colour or material word in a name speaks of one variant of many.
    (!isTrait && overlap(stems, document.described()))
}
