import type { KeptProduct, ProductDraft, VariantDraft } from '@parley/contracts'

/** The product as it is written back: what the server alone knows is left out. */
export function draftOf(product: KeptProduct): ProductDraft {
  const { handle, texts, brand, categories, options, vatClass, freight, status, variants } = product
  return {
    ...{ handle, texts, brand, categories, options, vatClass, freight, status },
    variants: variants.map(({ available: _, picture: __, ...variant }) => variant),
  }
}

export const newDraft = (): ProductDraft => ({
  handle: '',
  texts: {},
  brand: null,
  categories: [],
  options: [],
  vatClass: 'standard',
  freight: false,
  status: 'draft',
  variants: [newVariant()],
})

export const newVariant = (): VariantDraft => ({
  id: null,
  sku: '',
  gtin: null,
  options: {},
  status: 'published',
  prices: {},
})

/** What is sent: languages in which nothing is said and empty option values are left out, a missing address is made of the name. */
export function tidied(draft: ProductDraft, language: string): ProductDraft {
  const texts = Object.fromEntries(
    Object.entries(draft.texts).filter(
      ([, { name, description, facts, tagline }]) => name.trim() || description.trim() || facts.length > 0 || tagline,
    ),
  )
  const name = texts[language]?.name ?? Object.values(texts)[0]?.name ?? ''
  return {
    ...draft,
    texts: Object.fromEntries(
      Object.entries(texts).map(([tag, said]) => [
        tag,
        { ...said, facts: said.facts.map((fact) => fact.trim()).filter((fact) => fact !== '') },
      ]),
    ),
    handle: draft.handle.trim() || slug(name),
    brand: draft.brand?.trim() || null,
    variants: draft.variants.map((variant) => ({
      ...variant,
      gtin: variant.gtin?.trim() || null,
      options: Object.fromEntries(
        Object.entries(variant.options).map(([code, values]) => [
          code,
          Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== '')),
        ]),
      ),
    })),
  }
}

/** "Röd stol" → "rod-stol". */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80)

/** What it usually costs and what it costs on sale, as a shopkeeper thinks of it. */
export function usualAndSale(price: { amount: number; compareAt: number | null } | undefined) {
  if (!price) return { usual: null, sale: null }
  return price.compareAt === null ? { usual: price.amount, sale: null } : { usual: price.compareAt, sale: price.amount }
}

/** The prices with that of one currency set; without a usual price it is not sold in it. */
export function withPrice(
  prices: VariantDraft['prices'],
  currency: string,
  { usual, sale }: { usual: number | null; sale: number | null },
): VariantDraft['prices'] {
  const { [currency]: _, ...others } = prices
  if (usual === null) return sale === null ? others : { ...others, [currency]: { amount: sale, compareAt: null } }
  return {
    ...others,
    [currency]: sale === null ? { amount: usual, compareAt: null } : { amount: sale, compareAt: usual },
  }
}
