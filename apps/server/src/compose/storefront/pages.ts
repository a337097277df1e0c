import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Hono } from 'hono'
import { z } from 'zod'
import type { StorefrontParts } from '../../../../storefront/src/shop-port.ts'
import { staticFiles } from '../../http/index.ts'
import { firstShop, shopOfHandle, widgetKeyOf } from '../../identity/index.ts'
import type { WebParts } from '../open-web.ts'
import { root } from '../root.ts'
import { openVisit } from './visit.ts'

const built = z.object({
  storefront: z.custom<(parts: StorefrontParts) => (request: Request) => Promise<Response>>(
    (value) => typeof value === 'function',
  ),
})

/** The shop's site, as it was built, with the shop behind it. It shows the demo shop, else the shop that was opened first. */
export async function storefrontPages(parts: WebParts): Promise<Hono> {
  const app = new Hono()
  const folder = join(root, 'apps/storefront/dist')
  const file = join(folder, 'server.js')
  if (!existsSync(file)) return app.get('/', (c) => c.text('The storefront has not been built: npm run build', 503))
  const { storefront } = built.parse(await import(pathToFileURL(file).href))
  const shown = new Map<string, (request: Request) => Promise<Response>>()
  app.route('/assets', staticFiles(join(folder, 'client')))
  app.all('*', async (c) => {
    const shopId = (await shopOfHandle(parts.db, 'torget')) ?? (await firstShop(parts.db))
    if (!shopId) return c.text('There is no shop yet. Make one: npm run parley -- create-shop <handle> <name>', 404)
    const known = shown.get(shopId) ?? storefront(await partsFor(parts, shopId))
    shown.set(shopId, known)
    return known(c.req.raw)
  })
  return app
}

async function partsFor(parts: WebParts, shopId: string): Promise<StorefrontParts> {
  const { config, db, log } = parts
  const key = await db.inShop(shopId, (tx) => widgetKeyOf(tx))
  return {
    visit: (given, work) => openVisit(parts, shopId, given, work),
    widget: { loaderUrl: '/widget/loader.js', key: key ?? '' },
    secure: config.publicUrl.startsWith('https:'),
    publicUrl: config.publicUrl,
    onFault: (error) => log.error({ error }, 'a page of the storefront failed'),
  }
}
