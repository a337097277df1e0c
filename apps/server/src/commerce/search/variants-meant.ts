import { type Product, shownVariants, type Variant } from '../catalogue/index.ts'
import { familyOf, type SearchLanguage } from './search-language.ts'
import { traitsOf } from './variant-traits.ts'
import { editDistance, wordsOf } from './words.ts'

/** The variants that fit all the words, each word in any language: "blue", "42", "set of two", "skogsgrön". */
export function variantsMeant(
  product: Product,
  words: readonly string[],
  languages: readonly SearchLanguage[],
): Variant[] {
  const variants = shownVariants(product)
  const traits = new Map(traitsOf(product, variants, languages).map((one) => [one.id, one]))
  return words.reduce<Variant[]>((left, word) => {
    const lower = word.toLowerCase().trim()
    if (lower === '') return left
    for (const fits of [literally, byFamily, byWords, nearly]) {
      const fitting = left.filter((variant) => fits({ lower, variant, traits: traits.get(variant.id), languages }))
      if (fitting.length > 0) return fitting
    }
    return []
  }, variants)
}

interface Question {
  lower: string
  variant: Variant
  traits: ReturnType<typeof traitsOf>[number] | undefined
  languages: readonly SearchLanguage[]
}

const valuesOf = (variant: Variant): string[] =>
  Object.values(variant.options).flatMap((texts) => Object.values(texts).map((text) => text.toLowerCase()))

const literally = ({ lower, variant, traits }: Question): boolean =>
  valuesOf(variant).includes(lower) ||
  lower === variant.sku.toLowerCase() ||
  ((traits?.colours.has(lower) || traits?.sizes.has(lower) || traits?.materials.has(lower)) ?? false)

const byFamily = ({ lower, traits, languages }: Question): boolean =>
  (['colours', 'sizes', 'materials'] as const).some((kind) => {
    const family = familyOf(lower, kind, languages)
    return family !== null && (traits?.[kind].has(family) ?? false)
  })

/** "The green one" or "42:an": all telling words of what was said stand in one value, or all of a value in what was said. */
function byWords({ lower, variant, languages }: Question): boolean {
  return languages.some(({ tag, stem, stopWords }) => {
    const said = wordsOf(lower)
      .filter((word) => !stopWords.has(word))
      .map(stem)
    if (said.length === 0) return false
    return Object.values(variant.options).some((texts) => {
      const value = wordsOf(texts[tag] ?? Object.values(texts)[0] ?? '').map(stem)
      if (value.length === 0) return false
      return said.every((word) => value.includes(word)) || value.every((word) => said.includes(word))
    })
  })
}

const nearly = ({ lower, variant }: Question): boolean =>
  lower.length >= 4 && valuesOf(variant).some((value) => editDistance(lower, value, 1) <= 1)
