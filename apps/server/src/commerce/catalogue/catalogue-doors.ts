import { currency, feedPreview, languageTag, productCard, productView } from '@parley/contracts'
import type { ConnectorDefinition } from '@parley/sdk'
import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import type { Clock } from '../../kernel/clock.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import { readingAs } from './catalogue-reader.ts'
import { readCategories } from './category-store.ts'
import { feedRun, readFeedRuns } from './feed/feed-run.ts'
import { importFeed } from './feed/import-feed.ts'
import { previewFeed } from './feed/preview-feed.ts'
import { readProductNamed, readShelf } from './product-store.ts'
import { productCard as cardOf, productView as viewOf } from './product-view.ts'

const tag = 'catalogue'
const mayRead = { visitor: true, scope: 'catalogue:read' } as const

export interface CatalogueDoorParts<Settings = unknown> {
  clock: Clock
  fetch: typeof fetch
  /** Reads product feeds. */
  connector: ConnectorDefinition<Settings>
}

const flag = z.enum(['true', 'false', '1', '0']).transform((said) => said === 'true' || said === '1')

const feedQuery = z.object({
  name: z
    .string()
    .regex(/^[\w .-]{1,60}$/)
    .default('default'),
  language: languageTag,
  currency,
  full: flag.default(false),
  /** What the body is, for people: it is recognised by itself. */
  format: z.enum(['xml', 'csv', 'tsv']).optional(),
})

/** Products to look at, and feeds to bring them in. */
export function catalogueDoors<Settings>(parts: CatalogueDoorParts<Settings>): readonly Door[] {
  return [
    door({
      method: 'get',
      path: '/products',
      tag,
      summary: 'List products',
      description: 'As cards, the popular ones first, optionally of one category and all below it.',
      access: mayRead,
      query: z.object({
        category: z.string().max(300).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(24),
        offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
        language: languageTag.optional(),
        currency: currency.optional(),
      }),
      answer: z.object({ products: z.array(productCard), next: z.int().nullable() }),
      handle: async (tx, { query, language }) => {
        const reader = await readingAs(tx, { language, currency: query.currency })
        const within = query.category ? { categories: [...(await readCategories(tx)).within(query.category)] } : {}
        const found = await readShelf(tx, { limit: query.limit + 1, offset: query.offset, ...within })
        const next = found.length > query.limit ? query.offset + query.limit : null
        return granted({ products: found.slice(0, query.limit).map((product) => cardOf(product, reader)), next })
      },
    }),
    door({
      method: 'get',
      path: '/products/{productId}',
      tag,
      summary: 'Read a product',
      description: 'By id or handle, with its variants, prices and stock as they are now.',
      access: mayRead,
      params: z.object({ productId: z.string().max(200) }),
      query: z.object({ language: languageTag.optional(), currency: currency.optional() }),
      answer: productView,
      handle: async (tx, { params, query, language }) => {
        const [found, reader, categories] = await Promise.all([
          readProductNamed(tx, params.productId),
          readingAs(tx, { language, currency: query.currency }),
          readCategories(tx),
        ])
        if (found?.status !== 'published') return refuse('product.not_found', 'There is no such product.')
        return granted(viewOf(found, { ...reader, categoryNames: categories.names }))
      },
    }),
    door({
      method: 'post',
      path: '/feeds/import',
      tag,
      summary: 'Import a product feed',
      description:
        'The body is the feed as it is: Google Merchant XML (RSS or Atom), CSV or TSV, of any length. Rows that can not be sold are reported with their line and reason, the rest is imported; the same feed twice changes nothing. Feeds of the same ids in several languages and currencies make one catalogue. `full` withdraws what this feed once brought and no longer names.',
      access: { scope: 'catalogue:write' },
      query: feedQuery,
      answer: feedRun,
      stream: true,
      run: async (db, { principal, query, raw }) => {
        if (!raw) return refuse('feed.empty', 'Send the feed as the body of the request.')
        const { name, language, currency: money, full } = query
        const given = { name, language, currency: money, full, open: async () => raw }
        return granted(await importFeed({ db, ...parts }, principal.shopId, given))
      },
    }),
    door({
      method: 'post',
      path: '/feeds/preview',
      tag,
      summary: 'Tell what a product feed would do',
      description:
        'Takes what an import takes and writes nothing: how many rows are new, say something new or say the same, what can not be sold by line, and with `full` how many would be withdrawn.',
      access: { scope: 'catalogue:write' },
      query: feedQuery,
      answer: feedPreview,
      stream: true,
      run: async (db, { principal, query, raw }) => {
        if (!raw) return refuse('feed.empty', 'Send the feed as the body of the request.')
        const { name, language, currency: money, full } = query
        const given = { name, language, currency: money, full, open: async () => raw }
        return granted(await previewFeed({ db, ...parts }, principal.shopId, given))
      },
    }),
    door({
      method: 'get',
      path: '/feeds/runs',
      tag,
      summary: 'List imports',
      description: 'The latest first, each with the rows it could not take.',
      access: { scope: 'catalogue:read' },
      query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
      answer: z.object({ runs: z.array(feedRun) }),
      handle: async (tx, { query }) => granted({ runs: await readFeedRuns(tx, query.limit) }),
    }),
  ]
}
