import { type Context, Hono } from 'hono'
import type { Database } from '../../../db/database.ts'
import { readShop, shopOfHandle } from '../../../identity/index.ts'
import type { RateLimit } from '../../../kernel/rate-limit.ts'
import { readCategories } from '../category-store.ts'
import { readPublishedAfter } from '../product-store.ts'
import { type FeedReader, offeredItems } from './offered-items.ts'
import { feedFormats, feedWriter } from './write-feed.ts'

export interface FeedPageParts {
  db: Database
  publicUrl: string
  clock: { now: () => Date }
  /** A feed is the whole catalogue: so many an address. */
  limit: RateLimit
  addressOf: (c: Context) => string
}

const pageSize = 500
const fileName = /^([a-z]{2,3})-([A-Z]{3})\.([a-z]{3})$/

/**
 * The shop's goods for others to show: `/feeds/{handle}/sv-SEK.xml` (Google Merchant), `.csv`, `.tsv`. Open to everybody, as a shop window is,
 * unless the shop has closed it. Sent page by page, however long it is.
 */
export function feedPages(parts: FeedPageParts): Hono {
  const app = new Hono()
  app.get('/:handle/:file', async (c) => {
    const { handle, file } = c.req.param()
    const [, language = '', currency = '', ending] = fileName.exec(file) ?? []
    const format = feedFormats.find((one) => one === ending)
    const shopId = format && (await shopOfHandle(parts.db, handle))
    if (!format || !shopId) return c.text('Not found', 404)
    const { shop, tree } = await parts.db.inShop(shopId, async (tx) => ({
      shop: await readShop(tx),
      tree: await readCategories(tx),
    }))
    const { settings } = shop
    if (!settings.feedsOpen || !settings.languages.includes(language) || !settings.currencies.includes(currency))
      return c.text('Not found', 404)
    const limit = parts.limit.take(parts.addressOf(c), parts.clock.now().getTime())
    if (!limit.ok) return c.text('Too many', 429, { 'retry-after': String(Math.ceil(limit.retryAfterMs / 1_000)) })
    const writer = feedWriter(format)
    const reader = { shopId, language, currency, publicUrl: parts.publicUrl, tree }
    return c.body(ReadableStream.from(encoded(written(parts.db, reader, writer, shop.name))), 200, {
      'content-type': writer.type,
      'cache-control': 'public, max-age=300',
    })
  })
  return app
}

async function* written(
  db: Database,
  reader: FeedReader,
  writer: ReturnType<typeof feedWriter>,
  name: string,
): AsyncGenerator<string> {
  yield writer.head({ name, url: reader.publicUrl })
  for (let after = ''; ; ) {
    const products = await db.inShop(reader.shopId, (tx) => readPublishedAfter(tx, after, pageSize))
    yield products
      .flatMap((product) => offeredItems(product, reader))
      .map(({ item }) => writer.row(item))
      .join('')
    const last = products.at(-1)
    if (!last || products.length < pageSize) break
    after = last.id
  }
  yield writer.foot
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const text of texts) if (text !== '') yield encoder.encode(text)
}
