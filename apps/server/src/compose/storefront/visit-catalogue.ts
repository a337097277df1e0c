import type { ProductView } from '@parley/contracts'
import { minorUnits, textIn } from '@parley/contracts'
import type { Card, Department, FacetValue, Listing, ListQuery, Visit } from '../../../../storefront/src/shop-port.ts'
import {
  type Product,
  productCard,
  productView,
  readCategories,
  readProduct,
  readProductNamed,
  readProducts,
  readShelf,
} from '../../commerce/catalogue/index.ts'
import { deliveryOptions } from '../../commerce/pricing/index.ts'
import { catalogueFacet, type Search } from '../../commerce/search/index.ts'
import type { ShopTransaction } from '../../db/database.ts'
import type { Shop } from '../../identity/index.ts'
import { sellingTerms } from '../../kernel/shop-settings.ts'

export interface VisitCatalogueParts {
  tx: ShopTransaction
  search: Search
  shop: Shop
  language: string
  currency: string
}

/** More than this many hits are not looked through for filters: a page shows a few dozen. */
const mostListed = 400

export function visitCatalogue(parts: VisitCatalogueParts): Visit['catalogue'] {
  const { tx, shop, language, currency } = parts
  const reader = { shopId: tx.shopId, language, currency }
  const facet = catalogueFacet(parts)
  const card = (product: Product, variantId?: string): Card | null => {
    const shown = productCard(product, reader, variantId)
    return shown && { ...shown, handle: product.handle }
  }
  const cardsOf = async (ids: readonly string[]): Promise<Card[]> => {
    const found = new Map((await readProducts(tx, ids)).map((product) => [product.id, product]))
    return ids.flatMap((id) => {
      const product = found.get(id)
      const shown = product && card(product)
      return shown ? [shown] : []
    })
  }
  return {
    list: (query) => list(parts, query, card),
    picks: async (limit) => {
      const shelf = await readShelf(tx, { limit: limit * 3, offset: 0 })
      return shelf
        .flatMap((product) => card(product) ?? [])
        .filter((one) => one.stock !== 'out')
        .slice(0, limit)
    },
    product: async (handleOrId) => {
      const found = await readProductNamed(tx, handleOrId)
      if (found?.status !== 'published') return null
      return productView(found, { ...reader, categoryNames: (await readCategories(tx)).names })
    },
    similar: async (productId, limit) =>
      cardsOf((await facet.similar(productId, limit)).map((hit) => hit.card.productId)),
    categories: async () => departments(parts, await readShelf(tx, { limit: 2_000, offset: 0 }), card),
    delivery: async (variantId) => {
      const found = await facet.variant(variantId)
      const price = found?.variant.price
      if (!found || !price) return []
      const product = await readProduct(tx, found.product.id)
      const terms = sellingTerms(shop.settings)
      const options = deliveryOptions(terms, {
        at: tx.now,
        country: terms.countries[0] ?? null,
        postalCode: null,
        grams: product?.dimensions?.weightG ?? 0,
        currency,
        language,
        freight: product?.freight ?? false,
        goods: price.amount,
      })
      return options.map((option) => {
        const free = shop.settings.deliveryMethods.find((method) => method.id === option.id)?.freeAbove[currency]
        return {
          name: option.name,
          price: option.price,
          days: option.days,
          freeAbove: free === undefined ? null : { amount: free, currency },
        }
      })
    },
  }
}

async function list(
  { tx, search, language, currency }: VisitCatalogueParts,
  query: ListQuery,
  card: (product: Product, variantId?: string) => Card | null,
): Promise<Listing> {
  const units = minorUnits(currency)
  const price = (whole: number | null) => (whole === null ? undefined : { amount: Math.round(whole * units), currency })
  const [priceMin, priceMax] = [price(query.priceMin), price(query.priceMax)]
  const asked = {
    text: query.text,
    limit: mostListed,
    sort: query.sort,
    ...(query.category ? { categories: [query.category] } : {}),
    ...(query.colours.length > 0 ? { colours: query.colours } : {}),
    ...(query.materials.length > 0 ? { materials: query.materials } : {}),
    ...(query.sizes.length > 0 ? { sizes: query.sizes } : {}),
    ...(priceMin ? { priceMin } : {}),
    ...(priceMax ? { priceMax } : {}),
    ...(query.inStock ? { inStock: true } : {}),
  }
  const ranking = await search.within(tx, asked, { language, currency })
  // A page of filters is honest: what does not hold is not shown, where the chat would say what it let go.
  const hits = ranking.loosened.length > 0 ? [] : ranking.hits
  const found = new Map(
    (
      await readProducts(
        tx,
        hits.map((hit) => hit.id),
      )
    ).map((product) => [product.id, product]),
  )
  const products = hits.flatMap((hit) => found.get(hit.id) ?? [])
  const views = products.map((product) => productView(product, { shopId: tx.shopId, language, currency }))
  const names = (await readCategories(tx)).names
  const from = (query.page - 1) * query.pageSize
  const prices = views
    .flatMap((view) => (view.priceFrom ? [view.priceFrom] : []))
    .sort((one, other) => one.amount - other.amount)
  return {
    cards: products.slice(from, from + query.pageSize).flatMap((product) => card(product) ?? []),
    total: products.length,
    facets: {
      colours: optionValues(views, ['colour', 'color']),
      sizes: optionValues(views, ['size']),
      materials: attributeValues(views, 'material'),
      categories: counted(
        products.flatMap((product) =>
          product.categories
            .slice(0, 1)
            .map((id) => ({ value: id, label: names.get(id)?.[language] ?? names.get(id)?.en ?? id })),
        ),
      ),
    },
    priceMin: prices[0] ?? null,
    priceMax: prices.at(-1) ?? null,
    ...(ranking.corrected === undefined ? {} : { corrected: ranking.corrected }),
  }
}

const optionValues = (views: readonly ProductView[], codes: readonly string[]): FacetValue[] =>
  counted(
    views.flatMap((view) => {
      const seen = new Map<string, { value: string; label: string; swatch?: string }>()
      for (const variant of view.variants) {
        for (const code of codes) {
          const label = variant.options[code]
          if (label && !seen.has(label))
            seen.set(label, {
              value: label,
              label,
              ...(variant.swatch && code !== 'size' ? { swatch: variant.swatch } : {}),
            })
        }
      }
      return [...seen.values()]
    }),
  )

const attributeValues = (views: readonly ProductView[], code: string): FacetValue[] =>
  counted(
    views.flatMap((view) =>
      view.attributes
        .filter((attribute) => attribute.code === code)
        .flatMap((attribute) => attribute.values.map((value) => ({ value, label: value }))),
    ),
  )

/** How many there are of each, the commonest first. */
function counted(values: readonly { value: string; label: string; swatch?: string }[]): FacetValue[] {
  const counts = new Map<string, FacetValue>()
  for (const value of values) counts.set(value.value, { ...value, count: (counts.get(value.value)?.count ?? 0) + 1 })
  return [...counts.values()].sort((one, other) => other.count - one.count)
}

async function departments(
  { tx, language }: VisitCatalogueParts,
  shelf: readonly Product[],
  card: (product: Product) => Card | null,
): Promise<Department[]> {
  const tree = await readCategories(tx)
  const used = new Set(
    shelf.flatMap((product) => product.categories.flatMap((id) => tree.pathOf(id).map((one) => one.id))),
  )
  const under = (parentId: string | null) =>
    [...tree.byId.values()]
      .filter((one) => one.parentId === parentId && used.has(one.id))
      .sort((one, other) => one.position - other.position)
  return under(null).map(({ id, names }) => {
    const within = tree.within(id)
    const inside = shelf.find((product) => product.categories.some((category) => within.has(category)))
    const picture = inside && card(inside)?.picture
    const children = under(id).map((child) => ({ id: child.id, name: textIn(child.names, language) }))
    return { id, name: textIn(names, language), children, ...(picture ? { picture } : {}) }
  })
}
