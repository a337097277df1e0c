import productFeed from '../../../../extensions/connectors/product-feed/index.ts'
import { type FeedRun, importFeed } from '../commerce/catalogue/index.ts'
import type { Base } from '../compose/open-base.ts'

export interface FeedFile {
  name: string
  language: string
  currency: string
  full: boolean
  fileName: string
  open: () => Promise<AsyncIterable<Uint8Array>>
}

/** Reads a feed from a file into a shop; its format is told from the name and the first bytes. */
export const importFeedFile = (base: Base, shopId: string, file: FeedFile): Promise<FeedRun> =>
  importFeed({ db: base.db, clock: base.clock, fetch: globalThis.fetch, connector: productFeed }, shopId, file)
