import type { Texts } from '@parley/contracts'
import { type CategoryTree, type Product, shownVariants, type Variant } from '../catalogue/index.ts'
import { type Family, familyOf, type SearchLanguage } from './search-language.ts'
import type { FieldWeight } from './text-index.ts'
import { codeOf, wordsOf } from './words.ts'

/** Fields of a product's text, in the order of `textFields`; the head of the name tells what the thing is. */
export const fieldWeights: readonly FieldWeight[] = [
  { boost: 3, lengthMatters: 0.5 },
  { boost: 2.5, lengthMatters: 0.3 },
  { boost: 2, lengthMatters: 0.2 },
  { boost: 1.2, lengthMatters: 0.6 },
  { boost: 1, lengthMatters: 0.75 },
]

/** A variant as filters see it. */
export interface VariantTraits {
  id: string
  available: number
  prices: Readonly<Record<string, number>>
  /** Families and literal words, lower case. */
  colours: ReadonlySet<string>
  sizes: ReadonlySet<string>
  materials: ReadonlySet<string>
}

/** A product as search sees it. */
export interface SearchDocument {
  id: string
  popularity: number
  brand: string
  /** As the shop writes it. */
  brandName: string
  /** The values of options, materials and colours, in every language they are told in. */
  spokenTraits: readonly { kind: 'colour' | 'material' | 'size' | 'option'; texts: Texts }[]
  /** Own categories and all above them. */
  categories: ReadonlySet<string>
  widthMm: number | null
  variants: readonly VariantTraits[]
  /** Own codes without marks: SKU, feed id, GTIN. */
  codes: ReadonlySet<string>
  /** By language: name, kind, brand, attributes and options, description. */
  texts: ReadonlyMap<string, readonly string[]>
  /** Stems of all but the description, in every language: what the product may be said to be. */
  described: ReadonlySet<string>
}

export function searchDocument(
  product: Product,
  tree: CategoryTree,
  languages: readonly SearchLanguage[],
): SearchDocument {
  const variants = shownVariants(product)
  const texts = new Map(
    languages
      .filter(
        ({ tag }) => product.texts[tag] !== undefined || (tag === 'en' && Object.keys(product.texts).length === 0),
      )
      .map((language) => [language.tag, textFields(product, variants, tree, language.tag)]),
  )
  const described = new Set<string>()
  for (const language of languages) {
    const fields = texts.get(language.tag) ?? []
    for (const word of fields.slice(0, 4).flatMap(wordsOf)) described.add(language.stem(word))
  }
  return {
    id: product.id,
    popularity: product.popularity,
    brand: product.brand?.toLowerCase() ?? '',
    brandName: product.brand ?? '',
    spokenTraits: spokenTraits(product, variants),
    categories: new Set(product.categories.flatMap((id) => [id, ...tree.pathOf(id).map((one) => one.id)])),
    widthMm: product.dimensions?.widthMm ?? null,
    variants: traitsOf(product, variants, languages),
    codes: new Set(
      [product.feedId, product.handle, ...variants.flatMap((one) => [one.sku, one.feedId, one.gtin])].flatMap((code) =>
        code ? [codeOf(code)] : [],
      ),
    ),
    texts,
    described,
  }
}

function textFields(product: Product, variants: readonly Variant[], tree: CategoryTree, tag: string): string[] {
  const said = product.texts[tag]
  const named = (texts: Texts | undefined) => texts?.[tag] ?? ''
  const kinds = product.categories.flatMap((id) => tree.pathOf(id).map((one) => named(one.names)))
  const attributes = product.attributes.flatMap((one) => [named(one.names), ...one.values.map(named)])
  const options = new Set(variants.flatMap((variant) => Object.values(variant.options).map(named)))
  return [
    said?.name ?? '',
    [...new Set(kinds)].join(' '),
    product.brand ?? '',
    [...attributes, ...options].join(' '),
    [said?.tagline ?? '', said?.description ?? '', ...(said?.facts ?? [])].join(' '),
  ]
}

function spokenTraits(product: Product, variants: readonly Variant[]): SearchDocument['spokenTraits'] {
  const options = variants.flatMap((variant) =>
    Object.entries(variant.options).map(([code, texts]) => ({ kind: spokenKind(kindOf(code)), texts })),
  )
  const attributes = product.attributes.flatMap(({ code, values }) => {
    const kind = kindOf(code)
    return kind ? values.map((texts) => ({ kind: spokenKind(kind), texts })) : []
  })
  return [...options, ...attributes]
}

const spokenKind = (kind: Family | undefined) =>
  kind === 'colours' ? 'colour' : kind === 'materials' ? 'material' : kind === 'sizes' ? 'size' : 'option'

const optionKinds: Readonly<Record<string, Family>> = {
  colour: 'colours',
  color: 'colours',
  size: 'sizes',
  'shoe-size': 'sizes',
  material: 'materials',
}
const kindOf = (code: string): Family | undefined => optionKinds[code] ?? (code.endsWith('-size') ? 'sizes' : undefined)

function traitsOf(
  product: Product,
  variants: readonly Variant[],
  languages: readonly SearchLanguage[],
): VariantTraits[] {
  const shared: Record<Family, Set<string>> = { colours: new Set(), materials: new Set(), sizes: new Set() }
  for (const attribute of product.attributes) {
    const kind = kindOf(attribute.code)
    if (kind) for (const value of attribute.values) addTraits(shared[kind], value, kind, languages)
  }
  if (product.drawing?.colour) shared.colours.add(product.drawing.colour.family)
  const traits = variants.map((variant) => {
    const own: Record<Family, Set<string>> = { colours: new Set(), materials: new Set(), sizes: new Set() }
    for (const [code, value] of Object.entries(variant.options)) {
      const kind = kindOf(code)
      if (kind) addTraits(own[kind], value, kind, languages)
    }
    const drawn = product.drawing?.colours[variant.sku]
    if (drawn) own.colours.add(drawn.family)
    return { variant, own }
  })
  return traits.map(({ variant, own }) => ({
    id: variant.id,
    available: variant.available,
    prices: Object.fromEntries(Object.entries(variant.prices).map(([currency, price]) => [currency, price.amount])),
    colours: own.colours.size > 0 ? own.colours : shared.colours,
    sizes: own.sizes.size > 0 ? own.sizes : shared.sizes,
    materials: own.materials.size > 0 ? own.materials : shared.materials,
  }))
}

function addTraits(to: Set<string>, value: Texts, kind: Family, languages: readonly SearchLanguage[]): void {
  for (const [tag, text] of Object.entries(value)) {
    const lower = text.toLowerCase().trim()
    to.add(lower)
    // "42 EU" is a 42; "160 × 230" is neither of its numbers.
    const numbers = lower.match(/\d+(?:[.,]\d+)?/g) ?? []
    if (kind === 'sizes' && numbers.length === 1) to.add(numbers[0] ?? lower)
    const own = languages.filter((language) => language.tag === tag)
    // "Oak / steel" is of both.
    for (const part of [lower, ...lower.split(/\s*[/,&+]\s*/)]) {
      const family = familyOf(part, kind, own.length > 0 ? own : languages)
      if (family) to.add(family)
    }
  }
}
