import type { Currency, LanguageTag } from '@parley/contracts'
import type { CatalogueItem, CatalogueRow, ConnectorDefinition, RowProblem } from '@parley/sdk'
import { sql } from 'kysely'
import type { Database } from '../../../db/database.ts'
import type { Clock } from '../../../kernel/clock.ts'
import { type FeedRun, saveFeedRun } from './feed-run.ts'
import { importBatch } from './import-batch.ts'
import type { FeedVoice } from './merge-item.ts'
import { withdrawMissing } from './withdraw-missing.ts'

export interface FeedImport {
  /** What the shop calls this feed; with language and currency it is told from others. */
  name: string
  language: LanguageTag
  currency: Currency
  /** The feed holds all there is: what it once brought and no longer names is withdrawn. */
  full?: boolean
  open: () => Promise<AsyncIterable<Uint8Array>>
  contentType?: string
}

export interface ImportParts<Settings = unknown> {
  db: Database
  clock: Clock
  fetch: typeof fetch
  /** Reads the feed's format. */
  connector: ConnectorDefinition<Settings>
}

const batchSize = 500
export const mostProblems = 1000

/**
 * Imports a feed row by row, 500 in a transaction, however long it is. Rows that can't be sold are reported with their line
 * and the rest is imported; a feed that says what it said before changes nothing.
 *
 * @example const run = await importFeed(parts, shopId, { name: 'all', language: 'sv', currency: 'SEK', open: async () => createReadStream(file) })
 */
export async function importFeed<Settings>(
  parts: ImportParts<Settings>,
  shopId: string,
  given: FeedImport,
): Promise<FeedRun> {
  const { db, connector } = parts
  const { name, language, currency } = given
  const voice: FeedVoice = { key: `${name}/${language}/${currency}`, language, currency }
  let run = await db.inShop(shopId, async (tx) => {
    const begun = newRun(tx.id('fdr'), given, tx.now)
    await saveFeedRun(tx, begun)
    return begun
  })
  const seen = new Set<string>()
  let whole = true
  // What Postgres knows of the tables' size has to keep up with an import, at four times as many rows each time.
  let lookAgainAt = batchSize
  try {
    for await (const rows of batches(connector.catalogue({ ...given }, contextOf(parts, given)))) {
      for (const row of rows) noteSeen(seen, row)
      const read = problemsOf(rows)
      whole &&= !read.some((problem) => problem.code.startsWith('feed.'))
      run = counted(run, rows.length, await db.inShop(shopId, (tx) => importBatch(tx, itemsOf(rows), voice)), read)
      if (run.imported >= lookAgainAt) {
        await db.outside((outside) => sql`select analyze_catalogue()`.execute(outside))
        lookAgainAt = run.imported * 4
      }
    }
    if (given.full) run = await withdrawn(db, shopId, voice, run, whole ? seen : null)
  } catch (error) {
    const interrupted = {
      line: run.rows + 1,
      code: 'feed.interrupted',
      message: 'The import ended before the feed did.',
    }
    await finish({ ...run, problems: [...run.problems, interrupted] })
    throw error
  }
  return finish(run)

  function finish(ended: FeedRun): Promise<FeedRun> {
    return db.inShop(shopId, async (tx) => {
      const done = { ...ended, endedAt: tx.now.toISOString() }
      await saveFeedRun(tx, done)
      const { rows, imported, unchanged } = done
      tx.event('feed.imported', { feedRun: done.id }, { rows, imported, unchanged, withdrawn: done.withdrawn })
      return done
    })
  }
}

/** What the connector is told of where it reads. */
export const contextOf = <Settings>(
  { connector, fetch: get, clock }: ImportParts<Settings>,
  { language, currency }: FeedImport,
) => ({ settings: connector.settings.parse({}), fetch: get, language, currency, now: clock.now })

const newRun = (id: string, { name, language, currency }: FeedImport, at: Date): FeedRun => ({
  id,
  name,
  language,
  currency,
  rows: 0,
  imported: 0,
  unchanged: 0,
  withdrawn: 0,
  problems: [],
  startedAt: at.toISOString(),
  endedAt: null,
})

export async function* batches(rows: AsyncIterable<CatalogueRow>): AsyncGenerator<CatalogueRow[]> {
  let batch: CatalogueRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length === batchSize) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

const itemsOf = (rows: readonly CatalogueRow[]): CatalogueItem[] =>
  rows.flatMap((row) => ('item' in row ? [row.item] : []))
const problemsOf = (rows: readonly CatalogueRow[]): RowProblem[] =>
  rows.flatMap((row) => ('problem' in row ? [row.problem] : []))

/** A row that can't be read this time is still named by the feed. */
export function noteSeen(seen: Set<string>, row: CatalogueRow): void {
  const id = 'item' in row ? row.item.id : 'problem' in row ? row.problem.id : undefined
  if (id) seen.add(id)
}

const counted = (
  run: FeedRun,
  rows: number,
  done: { imported: number; unchanged: number },
  problems: readonly RowProblem[],
): FeedRun => ({
  ...run,
  rows: run.rows + rows,
  imported: run.imported + done.imported,
  unchanged: run.unchanged + done.unchanged,
  problems: run.problems.concat(problems).slice(0, mostProblems),
})

/** A feed that was cut short, or brought nothing, does not empty the shop. */
async function withdrawn(
  db: Database,
  shopId: string,
  voice: FeedVoice,
  run: FeedRun,
  seen: ReadonlySet<string> | null,
): Promise<FeedRun> {
  if (!seen || run.imported + run.unchanged === 0) {
    const message = 'The feed could not be read to its end, so nothing was withdrawn.'
    return { ...run, problems: [...run.problems, { line: run.rows, code: 'feed.incomplete', message }] }
  }
  return { ...run, withdrawn: await withdrawMissing(db, shopId, voice.key, seen) }
}
