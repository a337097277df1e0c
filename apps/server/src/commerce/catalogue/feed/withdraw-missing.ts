import { sql } from 'kysely'
import type { Database, ShopTransaction } from '../../../db/database.ts'
import type { Product, Variant } from '../product.ts'
import { readProductsOfFeed } from '../product-store.ts'
import { lockCatalogue, saveProducts } from '../product-writes.ts'

const batch = 500

/** Withdraws what this feed once brought and no longer names, unless another feed still does. Returns how many variants. */
export async function withdrawMissing(
  db: Database,
  shopId: string,
  feedKey: string,
  seen: ReadonlySet<string>,
): Promise<number> {
  let withdrawn = 0
  for (let after = ''; ; ) {
    const page = await db.inShop(shopId, (tx) => readPage(tx, feedKey, after))
    const missing = page.filter((feedId) => !seen.has(feedId))
    if (missing.length > 0) withdrawn += await db.inShop(shopId, (tx) => withdraw(tx, feedKey, new Set(missing)))
    if (page.length < batch) return withdrawn
    after = page.at(-1) ?? ''
  }
}

/** How many would be withdrawn. */
export async function countMissing(
  db: Database,
  shopId: string,
  feedKey: string,
  seen: ReadonlySet<string>,
): Promise<number> {
  let missing = 0
  for (let after = ''; ; ) {
    const page = await db.inShop(shopId, (tx) => readPage(tx, feedKey, after))
    missing += page.filter((feedId) => !seen.has(feedId)).length
    if (page.length < batch) return missing
    after = page.at(-1) ?? ''
  }
}

async function readPage(tx: ShopTransaction, feedKey: string, after: string): Promise<string[]> {
  const { rows } = await sql<{ feed_id: string }>`
    select feed_id from variant
    where shop_id = ${tx.shopId} and feed_id > ${after} collate "C" and status = 'published' and jsonb_exists(source, ${feedKey})
    order by feed_id collate "C" limit ${batch}`.execute(tx.sql)
  return rows.map((row) => row.feed_id)
}

async function withdraw(tx: ShopTransaction, feedKey: string, missing: ReadonlySet<string>): Promise<number> {
  await lockCatalogue(tx)
  const products = await readProductsOfFeed(tx, [...missing])
  let count = 0
  const without = (variant: Variant): Variant => {
    if (!variant.feedId || !missing.has(variant.feedId)) return variant
    const { [feedKey]: _, ...source } = variant.source
    if (Object.keys(source).length > 0) return { ...variant, source }
    count++
    return { ...variant, source, status: 'withdrawn' }
  }
  const changed = products.map((product): Product => {
    const variants = product.variants.map(without)
    const empty = variants.every((variant) => variant.status === 'withdrawn')
    return { ...product, variants, status: empty ? 'withdrawn' : product.status }
  })
  await saveProducts(tx, changed)
  return count
}
