import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import feed from '../../../../../extensions/connectors/product-feed/index.ts'
import en from '../../../../../extensions/languages/en/index.ts'
import sv from '../../../../../extensions/languages/sv/index.ts'
import { openSmallShop, type SmallShop } from '../../../test/small-shop.ts'
import { drawProduct } from '../../demo/drawings/draw-product.ts'
import { seedTorget } from '../../demo/seed-torget.ts'
import { hangDoors } from '../../http/hang-doors.ts'
import { silentLog } from '../../kernel/log.ts'
import type { Principal } from '../../kernel/principal.ts'
import { rateLimit } from '../../kernel/rate-limit.ts'
import { knowledgeDoors } from '../../knowledge/index.ts'
import { createSearch, type Search, searchDoors } from '../search/index.ts'
import { catalogueDoors, mediaRoutes } from './index.ts'

let shop: SmallShop
let search: Search
let app: Hono
beforeAll(async () => {
  shop = await openSmallShop({}, [])
  await seedTorget(shop.db, shop.shopId)
  search = createSearch({ ...shop, languages: [en, sv].map((definition) => ({ definition, lexicon: {} })) })
  const doors = [
    ...catalogueDoors({ clock: shop.clock, fetch, connector: feed }),
    ...searchDoors({ search }),
    ...knowledgeDoors(),
  ]
  const principals: Record<string, Principal> = {
    anna: { kind: 'visitor', shopId: shop.shopId, visitorId: 'vis_anna' },
    keeper: { kind: 'account', shopId: shop.shopId, accountId: 'acc_1', role: 'owner' },
  }
  const principalOf = (name: string | undefined) => principals[name ?? ''] ?? null
  const authenticate = Object.assign(
    async (c: { req: { header(name: string): string | undefined } }) => principalOf(c.req.header('who')),
    { ofToken: async () => null, ofSession: async () => null },
  )
  const limit = rateLimit(1000, 1000)
  const limits = { visitor: limit, worker: limit, address: limit }
  app = new Hono()
    .route(
      '/media',
      mediaRoutes({
        db: shop.db,
        draw: drawProduct,
        shelf: {
          picture: async (of) => (of.url.endsWith('cart.jpg') ? Buffer.from(`${of.format} ${of.width}`) : null),
        },
      }),
    )
    .route('/', hangDoors(doors, { ...shop, log: silentLog, authenticate, limits, addressOf: () => '127.0.0.1' }))
})
afterAll(async () => {
  search.close()
  await shop.close()
})

const call = async (path: string, init: RequestInit & { who?: string } = {}) => {
  const response = await app.request(path, { ...init, headers: { who: init.who ?? 'anna', ...init.headers } })
  return { status: response.status, body: z.any().parse(await response.json()) }
}

test('a shopper lists, searches and reads products in her language and currency', async () => {
  const list = await call('/products?limit=5&language=sv')
  expect(list.body.products).toHaveLength(5)
  expect(list.body.next).toBe(5)
  expect(list.body.products[0].price.currency).toBe('SEK')

  const found = await call('/search?q=lampa&language=sv&currency=EUR&limit=3')
  expect(found.body.hits[0].card.price.currency).toBe('EUR')
  const product = await call(`/products/${found.body.hits[0].card.productId}?language=sv`)
  expect(product.body).toMatchObject({ name: found.body.hits[0].card.title, priceFrom: { currency: 'SEK' } })
  expect((await call(`/products/${product.body.handle}`)).body.id).toBe(product.body.id)
  expect((await call('/products/prd_nowhere')).status).toBe(404)
  expect((await call('/search?limit=1000')).status).toBe(400)
  expect((await call('/search?q=lampa', { who: 'nobody' })).status).toBe(401)
})

test('a feed comes in as a body; a shopper may not send one', async () => {
  const body = 'id,title,price\nX1,Kärra,<b>\nX2,Skottkärra,999 SEK\n'
  const path = '/feeds/import?name=garden&language=sv&currency=SEK'
  expect((await call(path, { method: 'POST', body })).status).toBe(403)
  const run = await call(path, { method: 'POST', body, who: 'keeper' })
  expect(run).toMatchObject({
    status: 200,
    body: { rows: 2, imported: 1, problems: [{ line: 2, code: 'price.invalid' }] },
  })
  expect((await call('/search?q=skottkärra&language=sv')).body.hits[0].card).toMatchObject({
    feedId: 'X2',
    title: 'Skottkärra',
  })
  expect((await call('/feeds/runs', { who: 'keeper' })).body.runs[0]).toMatchObject({ name: 'garden', imported: 1 })
  expect((await call('/feeds/runs')).status).toBe(403)
})

test('help articles are listed by language and read by slug', async () => {
  const { body } = await call('/articles?language=sv&topic=returns')
  expect(body.articles).toHaveLength(1)
  expect((await call(`/articles/${body.articles[0].slug}?language=sv`)).body).toEqual(body.articles[0])
  expect((await call('/articles/nothing')).status).toBe(404)
})

test('every drawn product has its picture, safe to open by itself, and other addresses have none', async () => {
  const list = await call('/products?limit=100')
  const urls: string[] = list.body.products.flatMap((card: { picture?: { url: string } }) => card.picture?.url ?? [])
  expect(urls.length).toBeGreaterThan(50)
  for (const url of urls) {
    const response = await app.request(url)
    expect(response.status, url).toBe(200)
    expect(response.headers.get('content-type')).toMatch('image/svg+xml')
    expect(response.headers.get('content-security-policy')).toMatch("default-src 'none'")
    expect(await response.text()).toMatch(/^<svg[\s\S]*<\/svg>\s*$/)
  }
  const [url = ''] = urls
  expect((await app.request(url.replace('.svg', '.png'))).status).toBe(404)
  expect((await app.request(url.replace(shop.shopId, 'shp_other'))).status).toBe(404)
  expect((await app.request('/media/%27;drop/x/y.svg')).status).toBe(404)
})

test('a photograph is shown by the shop itself, in the size and format that fit, and where it stood when the shop has it not', async () => {
  const body = [
    'id,title,price,image_link',
    'P1,Handcart,49 EUR,https://elsewhere.example/cart.jpg',
    'P2,Broken cart,49 EUR,https://elsewhere.example/gone.jpg',
    'P3,Sly cart,49 EUR,javascript:alert(1)',
  ].join('\n')
  const run = await call('/feeds/import?name=carts&language=en&currency=EUR', { method: 'POST', body, who: 'keeper' })
  expect(run.body).toMatchObject({ rows: 3 })
  const pictureOf = async (q: string): Promise<string> => {
    const found = await call(`/search?q=${encodeURIComponent(q)}&language=en`)
    return found.body.hits[0].card.picture?.url ?? ''
  }
  const url = await pictureOf('handcart')
  expect(url).toMatch(/^\/media\/.+\.jpg\?v=.+&w=640$/)
  const webp = await app.request(url, { headers: { accept: 'image/avif,image/webp,*/*' } })
  expect(await webp.text()).toBe('webp 640')
  expect(webp.headers.get('cache-control')).toMatch('immutable')
  expect(webp.headers.get('vary')).toBe('accept')
  expect(webp.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await (await app.request(url.replace('w=640', 'w=200'))).text()).toBe('jpeg 320')
  expect(await (await app.request(url.replace('w=640', 'w=99999999'))).text()).toBe('jpeg 960')
  const gone = await app.request(await pictureOf('broken cart'))
  expect([gone.status, gone.headers.get('location')]).toEqual([302, 'https://elsewhere.example/gone.jpg'])
  expect(await pictureOf('sly cart')).not.toMatch('javascript')
})
