import type { Currency, LanguageTag, ProductCard } from '@parley/contracts'
import type { CatalogueFacet, ProductHit, ProductQuery, SearchAnswer } from '@parley/sdk'
import type { ShopTransaction } from '../../db/database.ts'
import {
  type CategoryTree,
  type Product,
  priceNow,
  productCard,
  productView,
  type Reader,
  readCategories,
  readProductOfVariant,
  readProducts,
  shownVariants,
  topCategories,
  variantView,
} from '../catalogue/index.ts'
import type { Search } from './search.ts'
import type { RankedHit } from './shop-index.ts'
import { variantsMeant } from './variants-meant.ts'

export interface CatalogueFacetParts {
  tx: ShopTransaction
  search: Search
  language: LanguageTag
  currency: Currency
}

/** The catalogue as flows, pages and the API read it: ranked by the index, then prices and stock read in this transaction. */
export function catalogueFacet({ tx, search, language, currency }: CatalogueFacetParts): CatalogueFacet {
  const reader: Reader = { shopId: tx.shopId, language, currency }
  let categories: Promise<CategoryTree> | null = null
  const tree = (): Promise<CategoryTree> => {
    categories ??= readCategories(tx)
    return categories
  }
  const withNames = async (): Promise<Reader> => ({ ...reader, categoryNames: (await tree()).names })
  // A turn asks again and again for what it has just found: read once, told alike.
  const read = new Map<string, Promise<Product | null>>()
  const readTogether = together((ids) => readProducts(tx, ids))
  const published = async (productId: string): Promise<Product | null> => {
    const asked = read.get(productId) ?? readTogether(productId)
    read.set(productId, asked)
    const found = await asked
    return found?.status === 'published' ? found : null
  }
  const publishedWith = async (variantId: string): Promise<Product | null> => {
    for (const asked of read.values()) {
      const known = await asked
      if (known?.variants.some((variant) => variant.id === variantId)) return published(known.id)
    }
    const found = await readProductOfVariant(tx, variantId)
    if (found) read.set(found.id, Promise.resolve(found))
    return found && published(found.id)
  }

  const hits = async (query: ProductQuery): Promise<SearchAnswer> => {
    const limit = query.limit ?? 10
    // A few more than asked for: some may have sold out, or changed their price, since the index saw them.
    const ranking = await search.within(tx, { ...query, limit: limit + 5 }, { language, currency })
    const products = new Map(
      (
        await readProducts(
          tx,
          ranking.hits.map((hit) => hit.id),
        )
      ).map((one) => [one.id, one]),
    )
    for (const [id, product] of products) read.set(id, Promise.resolve(product))
    const kept = ranking.hits.flatMap((hit) => {
      const product = products.get(hit.id)
      return product ? freshHit(product, hit, query, ranking.loosened, reader) : []
    })
    const gone = ranking.hits.length - kept.length
    return {
      hits: kept.slice(0, limit),
      total: Math.max(kept.length, ranking.total - gone),
      ...(ranking.corrected !== undefined && { corrected: ranking.corrected }),
      ...(ranking.mentioned && { mentioned: true }),
      loosened: ranking.loosened,
    }
  }

  return {
    search: hits,
    async product(productId) {
      const found = await published(productId)
      return found && productView(found, await withNames())
    },
    async variant(variantId) {
      const found = await publishedWith(variantId)
      const variant = found && shownVariants(found).find((one) => one.id === variantId)
      if (!found || !variant) return null
      return { product: productView(found, await withNames()), variant: variantView(found, variant, reader) }
    },
    async card(productId, variantId): Promise<ProductCard | null> {
      const found = await published(productId)
      return found && productCard(found, reader, variantId)
    },
    async variantsFor(productId, words) {
      const found = await published(productId)
      if (!found) return []
      return variantsMeant(found, words, search.languages).map((variant) => variantView(found, variant, reader))
    },
    async similar(productId, limit) {
      const found = await published(productId)
      if (!found) return []
      const kinds = found.categories.slice(0, 1)
      const query = { text: '', limit, except: [productId], inStock: true }
      const near = kinds.length > 0 ? await hits({ ...query, categories: kinds }) : null
      if (near && near.hits.length > 0 && near.loosened.length === 0) return near.hits
      const name = productView(found, reader).name
      return (await hits({ ...query, text: name })).hits
    },
    async categories() {
      const inUse = await tx.sql
        .selectFrom('product')
        .select('categories')
        .distinct()
        .where('shop_id', '=', tx.shopId)
        .where('status', '=', 'published')
        .execute()
      return topCategories(await tree(), new Set(inUse.flatMap((row) => row.categories)), language)
    },
  }
}

/** One by one in, one statement out: what is asked for in the same breath is read together. */
function together(readAll: (ids: string[]) => Promise<Product[]>): (id: string) => Promise<Product | null> {
  let asked: { ids: string[]; found: Promise<Product[]> } | null = null
  return async (id) => {
    if (!asked) {
      const batch: string[] = []
      const found = Promise.resolve().then(() => {
        asked = null
        return readAll(batch)
      })
      asked = { ids: batch, found }
    }
    asked.ids.push(id)
    return (await asked.found).find((product) => product.id === id) ?? null
  }
}

/** The hit as it stands now: left out where price or stock no longer fit what was asked. */
function freshHit(
  product: Product,
  hit: RankedHit,
  query: ProductQuery,
  loosened: readonly string[],
  reader: Reader,
): ProductHit[] {
  const fits = (variant: ReturnType<typeof shownVariants>[number]): boolean => {
    const kept = variant.prices[reader.currency]
    const amount = kept && priceNow(kept).amount
    const holds = (name: string) => !loosened.includes(name)
    if (query.inStock && holds('inStock') && variant.available <= 0) return false
    if (
      query.priceMax?.currency === reader.currency &&
      holds('priceMax') &&
      (amount ?? Infinity) > query.priceMax.amount
    )
      return false
    return !(
      query.priceMin?.currency === reader.currency &&
      holds('priceMin') &&
      (amount ?? -1) < query.priceMin.amount
    )
  }
  const meant = hit.variantIds.length > 0 ? new Set(hit.variantIds) : null
  const fitting = shownVariants(product).filter((variant) => (meant?.has(variant.id) ?? true) && fits(variant))
  const best = fitting.find((variant) => variant.id === hit.variantIds[0]) ?? fitting[0]
  if (product.status !== 'published' || !best) return []
  // The card stands for the variant only where no other fits: otherwise there is still something to choose.
  const single = meant && fitting.length === 1 ? best.id : undefined
  return [{ card: productCard(product, reader, single, best.id), score: hit.score, variantId: meant ? best.id : null }]
}
