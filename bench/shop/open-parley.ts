import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { startTestParley, type TestParley } from '../../apps/server/test/parley.ts'
import { furnishShop, stockShelves } from '../../stories/support/furnish.ts'
import { caller } from './call.ts'
import { type PaidBy, ParleyBuyer } from './parley-buyer.ts'
import type { Store, Ware } from './store.ts'

const card = z.object({ productId: z.string() })
const page = z.object({ handle: z.string(), name: z.string() })
const level = z.object({ levels: z.array(z.object({ onHand: z.int(), reserved: z.int() })) })

/** Parley in so many processes on one database, with these goods; buyers go to the processes by turns. */
export async function openParley(
  urls: { adminUrl: string; serverUrl: string },
  goods: readonly Ware[],
  options: { processes: number; paidBy: PaidBy },
): Promise<Store> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'parley-bench-data-'))
  const shop = await furnishShop(urls.serverUrl)
  const servers: TestParley[] = []
  for (let n = 0; n < options.processes; n++)
    servers.push(
      await startTestParley({
        database: urls,
        dataFolder,
        env: { PARLEY_TRUST_PROXY: '1', ...(servers[0] ? { PUBLIC_URL: servers[0].url } : {}) },
      }),
    )
  const origins = servers.map(({ url }) => url)
  const [first = ''] = origins
  const shelves = goods.map(({ id, ...rest }) => ({ feedId: id, ...rest }))
  const variants = await stockShelves(first, shop.apiKey, shelves)
  const handles = await handlesOf(first, shop.apiKey)
  let buyers = 0
  return {
    name: 'parley',
    pids: servers.map(({ pid }) => pid),
    buyer: () =>
      new ParleyBuyer(origins[buyers++ % origins.length] ?? first, {
        widgetKey: shop.widgetKey,
        variants,
        handles,
        paidBy: options.paidBy,
      }),
    async stockOf(ware) {
      const call = caller(first)
      const path = `/api/v1/stock/${variants.get(ware.id)}`
      const { body } = await call('GET', path, { headers: { authorization: `Bearer ${shop.apiKey}` } })
      call.close()
      const left = level.parse(body).levels.reduce((sum, { onHand, reserved }) => sum + onHand - reserved, 0)
      return { left }
    },
    async close() {
      for (const server of servers) await server.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The address of each product's page, by its title. */
async function handlesOf(origin: string, apiKey: string): Promise<Map<string, string>> {
  const call = caller(origin)
  const headers = { authorization: `Bearer ${apiKey}` }
  const listed = z
    .object({ products: z.array(card) })
    .parse((await call('GET', '/api/v1/products?limit=100', { headers })).body)
  const handles = new Map<string, string>()
  for (const { productId } of listed.products) {
    const { handle, name } = page.parse((await call('GET', `/api/v1/products/${productId}`, { headers })).body)
    handles.set(name, handle)
  }
  call.close()
  return handles
}
