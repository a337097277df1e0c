import type { CatalogueItem } from '@parley/sdk'
import type { ShopTransaction } from '../../../db/database.ts'
import { readCategories } from '../category-store.ts'
import { offeredItems } from '../feed-out/offered-items.ts'
import { readProductsOfFeed } from '../product-store.ts'
import { digestOf, readDigests } from './feed-digest.ts'
import type { FeedVoice } from './merge-item.ts'

/**
 * The ids of those items that bring nothing new: the feed said the same the last time or, where it has never spoken of the thing, it says
 * exactly what the shop itself tells of it now, as its own feed does when it comes back.
 */
export async function saidBefore(
  tx: ShopTransaction,
  items: readonly CatalogueItem[],
  feed: FeedVoice,
): Promise<ReadonlySet<string>> {
  const digests = await readDigests(tx, items, feed)
  const same = new Set(items.filter((item) => digests.get(item.id) === digestOf(item)).map(({ id }) => id))
  const unheard = items.filter(({ id }) => (digests.get(id) ?? null) === null)
  if (unheard.length === 0) return same
  const own = await ownItems(
    tx,
    unheard.map(({ id }) => id),
    feed,
  )
  for (const item of unheard) {
    const known = own.get(item.id)
    if (known && canonical(known) === canonical(item)) same.add(item.id)
  }
  return same
}

async function ownItems(
  tx: ShopTransaction,
  ids: readonly string[],
  { language, currency }: FeedVoice,
): Promise<Map<string, CatalogueItem>> {
  const products = (await readProductsOfFeed(tx, ids)).filter(({ texts }) => texts[language] !== undefined)
  if (products.length === 0) return new Map()
  // Where things stand is left out of the comparison, so any address will do.
  const reader = {
    shopId: tx.shopId,
    language,
    currency,
    publicUrl: 'http://shop.invalid',
    tree: await readCategories(tx),
  }
  return new Map(products.flatMap((product) => offeredItems(product, reader).map(({ item }) => [item.id, item])))
}

/** What it says, in any order. Addresses are those of whoever shows it. */
function canonical({ link: _, imageLink: __, ...item }: CatalogueItem): string {
  return JSON.stringify(item, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}
