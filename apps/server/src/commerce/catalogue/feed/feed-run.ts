import { currency, languageTag } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../../db/database.ts'

const rowProblem = z.object({
  line: z.int(),
  id: z.string().optional(),
  code: z.string(),
  message: z.string(),
})

/** What an import did. `rows` is all that was read; what is neither imported nor unchanged stands in `problems`. */
export const feedRun = z.object({
  id: z.string(),
  name: z.string(),
  language: languageTag,
  currency,
  rows: z.int(),
  imported: z.int(),
  unchanged: z.int(),
  withdrawn: z.int(),
  /** The first thousand. */
  problems: z.array(rowProblem),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type FeedRun = z.infer<typeof feedRun>

export async function saveFeedRun(tx: ShopTransaction, run: FeedRun): Promise<void> {
  const row = {
    name: run.name,
    language: run.language,
    currency: run.currency,
    rows: run.rows,
    imported: run.imported,
    unchanged: run.unchanged,
    withdrawn: run.withdrawn,
    problems: JSON.stringify(run.problems),
    started_at: run.startedAt,
    ended_at: run.endedAt,
  }
  await tx.sql
    .insertInto('feed_run')
    .values({ shop_id: tx.shopId, feed_run_id: run.id, ...row })
    .onConflict((on) => on.columns(['shop_id', 'feed_run_id']).doUpdateSet(row))
    .execute()
}

/** The shop's latest runs, newest first. */
export async function readFeedRuns(tx: ShopTransaction, limit: number): Promise<FeedRun[]> {
  const rows = await tx.sql
    .selectFrom('feed_run')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .orderBy('started_at', 'desc')
    .orderBy('feed_run_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) =>
    feedRun.parse({
      ...row,
      id: row.feed_run_id,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
    }),
  )
}
