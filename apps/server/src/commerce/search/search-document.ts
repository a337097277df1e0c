import type { Texts } from '@parley/contracts'
import { type CategoryTree, type Product, shownVariants, type Variant } from '../catalogue/index.ts'
import { headsOf } from './heads.ts'
import { type Family, otherLanguages, type SearchLanguage } from './search-language.ts'
import type { FieldWeight } from './text-index.ts'
import { kindOf, traitsOf, type VariantTraits } from './variant-traits.ts'
import { codeOf, wordsOf } from './words.ts'

/** Fields of a product's text, in the order of `textFields`: name, head of the name, kind, brand, traits, description. */
export const fieldWeights: readonly FieldWeight[] = [
  { boost: 3, lengthMatters: 0.5 },
  { boost: 1, lengthMatters: 0.3 },
  { boost: 2, lengthMatters: 0.2 },
  { boost: 3, lengthMatters: 0.5 },
  { boost: 0.8, lengthMatters: 0.75 },
  { boost: 1.5, lengthMatters: 0.6 },
]

/** How many of the fields describe the product in few words: all but the description. */
const shortFields = 5

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
  /** By language: the fields of `fieldWeights`. */
  texts: ReadonlyMap<string, readonly string[]>
  /** Stems of all but the description, in every language: what the product may be said to be. */
  described(): ReadonlySet<string>
}

export function searchDocument(
  product: Product,
  tree: CategoryTree,
  languages: readonly SearchLanguage[],
): SearchDocument {
  const variants = shownVariants(product)
  const spoken = new Set(languages.map((language) => language.tag))
  const texts = new Map(
    Object.keys(product.texts).map((tag) => [
      spoken.has(tag) ? tag : otherLanguages.tag,
      textFields(product, variants, tree, tag, languages.find((language) => language.tag === tag) ?? otherLanguages),
    ]),
  )
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
    described: once(() => describedBy(texts, languages)),
  }
}

function describedBy(texts: SearchDocument['texts'], languages: readonly SearchLanguage[]): ReadonlySet<string> {
  const described = new Set<string>()
  for (const language of languages) {
    const fields = texts.get(language.tag) ?? []
    for (const word of fields.slice(0, shortFields).flatMap(wordsOf)) described.add(language.stem(word))
  }
  return described
}

/** Only few filters ask for it, so it is made when one does. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Attributes that say what kind of thing it is. */
const saysType = /^(?:product[_ -]?type|type|kind)$/i

function textFields(
  product: Product,
  variants: readonly Variant[],
  tree: CategoryTree,
  tag: string,
  language: SearchLanguage,
): string[] {
  const said = product.texts[tag]
  const named = (texts: Texts | undefined) => texts?.[tag] ?? ''
  const kinds = product.categories.flatMap((id) => tree.pathOf(id).map((one) => named(one.names)))
  const types = product.attributes.flatMap((one) => (saysType.test(one.code) ? one.values.map(named) : []))
  const attributes = product.attributes.flatMap((one) => [named(one.names), ...one.values.map(named)])
  const options = new Set(variants.flatMap((variant) => Object.values(variant.options).map(named)))
  return [
    said?.name ?? '',
    headsOf(said?.name ?? '', language).join(' '),
    [...new Set([...kinds, ...types])].join(' '),
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

const spokenKinds = { colours: 'colour', materials: 'material', sizes: 'size' } as const
type SpokenKind = SearchDocument['spokenTraits'][number]['kind']
const spokenKind = (kind: Family | undefined): SpokenKind => (kind ? spokenKinds[kind] : 'option')
