import type { Texts } from '@parley/contracts'
import type { Product, Variant } from '../catalogue/index.ts'
import { type Family, familyOf, type SearchLanguage } from './search-language.ts'

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

const optionKinds: Readonly<Record<string, Family>> = {
  colour: 'colours',
  color: 'colours',
  size: 'sizes',
  'shoe-size': 'sizes',
  material: 'materials',
}
/** Which family words an option or attribute is told in, where it is one of those. */
export const kindOf = (code: string): Family | undefined =>
  optionKinds[code] ?? (code.endsWith('-size') ? 'sizes' : undefined)

export function traitsOf(
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
