import { createHash } from 'node:crypto'
import type { CatalogueItem } from '@parley/sdk'
import type { ShopTransaction } from '../../../db/database.ts'
import { readCategories, saveCategories } from '../category-store.ts'
import type { Product } from '../product.ts'
import { readProductsOfFeed } from '../product-store.ts'
import { lockCatalogue, type StockLevel, saveProducts } from '../product-writes.ts'
import { digestOf } from './feed-digest.ts'
import { type FeedVoice, mergeItem, stockFromFeed } from './merge-item.ts'
import { type CategoryPlaces, categoryPlaces } from './place-categories.ts'
import { saidBefore } from './said-before.ts'
import { slug } from './slug.ts'

/** Writes some rows of a feed in one transaction; rows that say what the feed said before cost one comparison. */
export async function importBatch(
  tx: ShopTransaction,
  items: readonly CatalogueItem[],
  feed: FeedVoice,
): Promise<{ imported: number; unchanged: number }> {
  await lockCatalogue(tx)
  const said = await saidBefore(tx, items, feed)
  const news = items.filter(({ id }) => !said.has(id))
  if (news.length > 0) {
    const known = await readProductsOfFeed(tx, [
      ...new Set(news.flatMap((item) => (item.groupId ? [item.id, item.groupId] : [item.id]))),
    ])
    const places = categoryPlaces(await readCategories(tx))
    const shelf = new Shelf(tx, known, feed, places)
    for (const item of news) shelf.take(item, digestOf(item))
    await saveCategories(tx, places.changed())
    await saveProducts(tx, shelf.changed(), shelf.stock)
  }
  return { imported: news.length, unchanged: items.length - news.length }
}

/** The products of a batch while rows are laid into them. */
class Shelf {
  readonly stock: StockLevel[] = []
  readonly #products = new Map<string, Product>()
  readonly #byFeedId = new Map<string, string>()
  readonly #ownerOf = new Map<string, { productId: string; variantId: string }>()
  readonly #skus = new Set<string>()
  readonly #touched = new Set<string>()
  readonly #tx: ShopTransaction
  readonly #feed: FeedVoice
  readonly #places: CategoryPlaces

  constructor(tx: ShopTransaction, known: readonly Product[], feed: FeedVoice, places: CategoryPlaces) {
    this.#tx = tx
    this.#feed = feed
    this.#places = places
    for (const product of known) this.#put(product)
  }

  changed = (): Product[] => [...this.#touched].flatMap((id) => this.#products.get(id) ?? [])

  take(item: CatalogueItem, digest: string): void {
    const owner = this.#ownerOf.get(item.id)
    const target = this.#targetOf(item, owner?.productId)
    if (owner && owner.productId !== target.id) this.#takeOut(owner)
    const variantId = owner?.variantId ?? this.#tx.id('var')
    const before = target.variants.find((variant) => variant.id === variantId)
    const units = stockFromFeed(item, before?.source ?? null, this.#feed.key)
    if (units !== null) this.stock.push({ variantId, onHand: units })
    const categories = this.#places.place(item.categoryPath, this.#feed.language, target.categories)
    // The feed's own id is the SKU, unless a variant of other origin has it.
    const sku = this.#skus.has(item.id) ? `${item.id}~${variantId.slice(-6)}` : item.id
    this.#put(mergeItem(target, item, this.#feed, { variantId, sku, categories, digest }))
    this.#touched.add(target.id)
  }

  /** Where no group is named, a variant stays with the product it has. */
  #targetOf(item: CatalogueItem, ownerId: string | undefined): Product {
    const id = this.#byFeedId.get(item.groupId ?? item.id) ?? (item.groupId ? undefined : ownerId)
    return this.#products.get(id ?? '') ?? newProduct(this.#tx.id('prd'), item)
  }

  #takeOut({ productId, variantId }: { productId: string; variantId: string }): void {
    const product = this.#products.get(productId)
    if (!product) return
    const variants = product.variants.filter((variant) => variant.id !== variantId)
    this.#products.set(productId, { ...product, variants, status: variants.length > 0 ? product.status : 'withdrawn' })
    this.#touched.add(productId)
  }

  #put(product: Product): void {
    this.#products.set(product.id, product)
    // What came from no feed goes out under its handle, and comes back under it.
    this.#byFeedId.set(product.feedId ?? product.handle.slice(0, 50), product.id)
    for (const variant of product.variants) {
      const place = { productId: product.id, variantId: variant.id }
      this.#ownerOf.set(variant.feedId ?? variant.sku, place)
      this.#skus.add(variant.sku)
    }
  }
}

function newProduct(id: string, item: CatalogueItem): Product {
  const feedId = item.groupId ?? item.id
  const mark = createHash('sha256').update(feedId).digest('hex').slice(0, 6)
  return {
    id,
    handle: `${slug(item.title) || 'product'}-${mark}`,
    feedId,
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
    status: 'published',
    revision: 0,
    variants: [],
  }
}
