import type { FeedPreview } from '@parley/contracts'
import type { CatalogueItem, CatalogueRow } from '@parley/sdk'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../../db/database.ts'
import { batches, contextOf, type FeedImport, type ImportParts, mostProblems, noteSeen } from './import-feed.ts'
import type { FeedVoice } from './merge-item.ts'
import { saidBefore } from './said-before.ts'
import { countMissing } from './withdraw-missing.ts'

const mostShown = 20

/** What an import of this feed would do, row by row as the import reads it, and nothing of it is written. */
export async function previewFeed<Settings>(
  parts: ImportParts<Settings>,
  shopId: string,
  given: FeedImport,
): Promise<FeedPreview> {
  const { db, connector } = parts
  const { name, language, currency } = given
  const voice: FeedVoice = { key: `${name}/${language}/${currency}`, language, currency }
  const preview: FeedPreview = {
    rows: 0,
    fresh: 0,
    changed: 0,
    unchanged: 0,
    withdrawn: 0,
    problems: [],
    sample: [],
  }
  const seen = new Set<string>()
  let isWhole = true
  for await (const rows of batches(connector.catalogue({ ...given }, contextOf(parts, given)))) {
    for (const row of rows) noteSeen(seen, row)
    const told = await db.inShop(shopId, (tx) => previewBatch(tx, rows, voice))
    preview.rows += rows.length
    preview.fresh += told.fresh
    preview.changed += told.changed
    preview.unchanged += told.unchanged
    const wrong = rows.flatMap((row) => ('problem' in row ? [row.problem] : []))
    isWhole &&= !wrong.some((problem) => problem.code.startsWith('feed.'))
    preview.problems = preview.problems.concat(wrong).slice(0, mostProblems)
    preview.sample = preview.sample.concat(told.sample).slice(0, mostShown)
  }
  // As the import itself: a feed that was cut short, or brings nothing, does not empty the shop.
  if (given.full && isWhole && preview.fresh + preview.changed + preview.unchanged > 0)
    preview.withdrawn = await countMissing(db, shopId, voice.key, seen)
  return preview
}

async function previewBatch(
  tx: ShopTransaction,
  rows: readonly CatalogueRow[],
  feed: FeedVoice,
): Promise<Pick<FeedPreview, 'fresh' | 'changed' | 'unchanged' | 'sample'>> {
  const read = rows.flatMap((row) => ('item' in row ? [row] : []))
  const items = read.map(({ item }) => item)
  const said = await saidBefore(tx, items, feed)
  const known = await knownOf(tx, items)
  const sorted = read.map(({ item, line }) => ({
    item,
    line,
    isNew: !known.has(item.id),
    isSame: said.has(item.id),
  }))
  const count = (fits: (one: (typeof sorted)[number]) => boolean) => sorted.filter(fits).length
  return {
    fresh: count(({ isNew }) => isNew),
    changed: count(({ isNew, isSame }) => !isNew && !isSame),
    unchanged: count(({ isNew, isSame }) => !isNew && isSame),
    sample: sorted
      .filter(({ isSame }) => !isSame)
      .slice(0, mostShown)
      .map(({ item, line, isNew }) => ({
        line,
        isNew,
        id: item.id,
        title: item.title,
        price: item.price,
        salePrice: item.salePrice ?? null,
        availability: item.availability,
      })),
  }
}

/** Which of them the shop has already, by the feed's id or as an SKU. */
async function knownOf(tx: ShopTransaction, items: readonly CatalogueItem[]): Promise<ReadonlySet<string>> {
  const ids = items.map((item) => item.id)
  const { rows } = await sql<{ id: string }>`
    select feed_id as id from variant where shop_id = ${tx.shopId} and feed_id = any(${ids})
    union select sku from variant where shop_id = ${tx.shopId} and sku = any(${ids})`.execute(tx.sql)
  return new Set(rows.map((row) => row.id))
}
