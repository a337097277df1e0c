import { createHash } from 'node:crypto'
import type { CatalogueItem } from '@parley/sdk'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../../db/database.ts'
import type { FeedVoice } from './merge-item.ts'

/** Raised when rows are to be merged anew although their feed says the same as before. */
const reading = 1

export const digestOf = (item: CatalogueItem): string =>
  createHash('sha256')
    .update(`${reading} ${JSON.stringify(item)}`)
    .digest('base64url')
    .slice(0, 16)

/** What the feed last said of each item that the shop has, as a digest; null where it has not spoken of it. */
export async function readDigests(
  tx: ShopTransaction,
  items: readonly CatalogueItem[],
  feed: FeedVoice,
): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ feed_id: string; digest: string | null }>`
    select feed_id, source -> ${feed.key}::text ->> 'digest' as digest from variant
    where shop_id = ${tx.shopId} and status = 'published' and feed_id = any(${items.map((item) => item.id)})`.execute(
    tx.sql,
  )
  return new Map(rows.map((row) => [row.feed_id, row.digest]))
}
