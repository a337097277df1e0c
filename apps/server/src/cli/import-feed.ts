import { join } from 'node:path'
import { type FeedRun, importFeed } from '../commerce/catalogue/index.ts'
import { loadExtensions } from '../compose/extensions.ts'
import type { Base } from '../compose/open-base.ts'
import { root } from '../compose/root.ts'
import { openLog } from '../kernel/log.ts'

interface FeedFile {
  name: string
  language: string
  currency: string
  full: boolean
  open: () => Promise<AsyncIterable<Uint8Array>>
}

/** Reads a feed from a file into a shop; its format is told from the first bytes. */
export async function importFeedFile(base: Base, shopId: string, file: FeedFile): Promise<FeedRun> {
  const { connectors } = await loadExtensions([join(root, 'extensions')], openLog('warn'))
  const connector = connectors.find((one) => one.id === 'product-feed')
  if (!connector) throw new Error('The extension connectors/product-feed is missing.')
  return importFeed({ db: base.db, clock: base.clock, fetch: globalThis.fetch, connector }, shopId, file)
}
