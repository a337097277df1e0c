import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import feed from '../../../../../../extensions/connectors/product-feed/index.ts'
import { openTestShop, type TestShop } from '../../../../test/shop.ts'
import { seedTorget } from '../../../demo/seed-torget.ts'
import { changeSettings } from '../../../identity/index.ts'
import { rateLimit } from '../../../kernel/rate-limit.ts'
import { granted } from '../../../kernel/refusals.ts'
import { importFeed } from '../feed/import-feed.ts'
import { previewFeed } from '../feed/preview-feed.ts'
import { feedPages } from './feed-pages.ts'

let shop: TestShop
let pages: ReturnType<typeof feedPages>
beforeAll(async () => {
  shop = await openTestShop({}, 'outward')
  await seedTorget(shop.db, shop.shopId)
  pages = feedPages({
    db: shop.db,
    publicUrl: 'https://torget.example',
    clock: shop.clock,
    limit: rateLimit(1_000, 1_000),
    addressOf: () => 'one address',
  })
})
afterAll(() => shop.close())

const fetched = (file: string) => pages.request(`/outward/${file}`)
const textOf = async (file: string) => (await fetched(file)).text()

function given(text: string, language: string, currency: string) {
  async function* bytes() {
    yield Buffer.from(text)
  }
  return { name: 'own', language, currency, open: async () => bytes() }
}
const parts = () => ({ db: shop.db, clock: shop.clock, fetch, connector: feed })
const brought = (text: string, language: string, currency: string) =>
  importFeed(parts(), shop.shopId, given(text, language, currency))

const snapshot = () =>
  shop.db.inShop(shop.shopId, async (tx) => ({
    products: await tx.sql.selectFrom('product').selectAll().orderBy('product_id').execute(),
    variants: await tx.sql.selectFrom('variant').selectAll().orderBy('variant_id').execute(),
    prices: await tx.sql.selectFrom('price').selectAll().orderBy('variant_id').orderBy('currency').execute(),
    stock: await tx.sql.selectFrom('stock').selectAll().orderBy('variant_id').execute(),
    categories: await tx.sql.selectFrom('category').selectAll().orderBy('category_id').execute(),
  }))

describe('the shop’s own feed', () => {
  test.each([
    ['sv-SEK.xml', 'sv', 'SEK'],
    ['is-ISK.csv', 'is', 'ISK'],
    ['hu-HUF.tsv', 'hu', 'HUF'],
  ])('brought back in as %s changes nothing', async (file, language, currency) => {
    const before = await snapshot()
    const run = await brought(await textOf(file), language, currency)
    expect(run).toMatchObject({ imported: 0, unchanged: run.rows, withdrawn: 0, problems: [] })
    expect(run.rows).toBe(before.variants.length)
    expect(await snapshot()).toEqual(before)
  })

  test('and a price that somebody altered on the way is news, and that alone', async () => {
    const text = await textOf('sv-SEK.csv')
    const [, first = ''] = text.split('\n')
    const [price = ''] = /\d+\.\d\d SEK/.exec(first) ?? []
    const altered = text.replace(first, first.replace(price, '12345.00 SEK'))
    expect(await previewFeed(parts(), shop.shopId, given(altered, 'sv', 'SEK'))).toMatchObject({ fresh: 0, changed: 1 })
  })

  test('tells a crawler the type, and names price, stock and group as Google Merchant does', async () => {
    const answer = await fetched('en-EUR.xml')
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8')
    const text = await answer.text()
    expect(text).toContain('<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">')
    expect(text).toMatch(/<g:price>\d+\.\d\d EUR<\/g:price>/)
    expect(text).toMatch(/<g:availability>in_stock<\/g:availability>/)
    expect(text).toContain('<g:item_group_id>bas-t-shirt</g:item_group_id>')
    expect(text).toMatch(/<g:link>https:\/\/torget\.example\/products\/[^<]*&amp;lang=en&amp;currency=EUR<\/g:link>/)
    expect(await textOf('is-ISK.xml')).toMatch(/<g:price>\d+ ISK<\/g:price>/)
  })

  test('holds no draft, and what a shopkeeper wrote is never markup', async () => {
    await shop.db.inShop(shop.shopId, async (tx) => {
      await tx.sql.updateTable('product').set({ brand: '<b>&"' }).where('handle', '=', 'morgon-mug').execute()
      await tx.sql.updateTable('product').set({ status: 'draft' }).where('handle', '=', 'holm-sofa').execute()
    })
    const text = await textOf('en-EUR.xml')
    expect(text).toContain('<g:brand>&lt;b&gt;&amp;&quot;</g:brand>')
    expect(text).not.toContain('holm-sofa')
  })

  test('is there for what the shop sells in, and not at all once the shop has closed it', async () => {
    expect((await fetched('de-EUR.xml')).status).toBe(404)
    expect((await fetched('en-USD.xml')).status).toBe(404)
    expect((await fetched('en-EUR.pdf')).status).toBe(404)
    expect((await pages.request('/nobody/en-EUR.xml')).status).toBe(404)
    await shop.db.inShop(shop.shopId, (tx) => changeSettings(tx, () => granted({ feedsOpen: false })))
    expect((await fetched('en-EUR.xml')).status).toBe(404)
  })
})
