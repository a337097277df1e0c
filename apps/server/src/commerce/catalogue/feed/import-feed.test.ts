import { afterAll, beforeAll, expect, test } from 'vitest'
import feed from '../../../../../../extensions/connectors/product-feed/index.ts'
import { openSmallShop, type SmallShop } from '../../../../test/small-shop.ts'
import { type Product, productView, readFeedRuns, readProductsOfFeed, shownVariants } from '../index.ts'
import { type FeedImport, importFeed } from './import-feed.ts'

let shop: SmallShop
beforeAll(async () => {
  shop = await openSmallShop({}, [])
})
afterAll(() => shop.close())

const swedish = `id,item_group_id,title,price,availability,quantity,color,size,material,product_type,brand,image_link
R-S,R,"Rock Tuva – röd, S",499.00 SEK,in_stock,4,röd,S,bomull,Kläder > Kjolar,Tuva,https://tuva.example/r.jpg
R-M,R,"Rock Tuva – röd, M",499.00 SEK,in_stock,2,röd,M,bomull,Kläder > Kjolar,Tuva,https://tuva.example/r.jpg
B-M,R,"Rock Tuva – blå, M",549.00 SEK,out_of_stock,0,blå,M,bomull,Kläder > Kjolar,Tuva,https://tuva.example/b.jpg
HAT,,Filthatt,299.00 SEK,in_stock,,svart,,ull,Kläder > Hattar,Tuva,
BAD,,Trasig,gratis,in_stock,,,,,,,
`
const finnish = `id\titem_group_id\ttitle\tprice\tavailability\tquantity\tcolor\tsize\tmaterial\tproduct_type
R-S\tR\tHame Tuva – punainen, S\t45,00 EUR\tin stock\t4\tpunainen\tS\tpuuvilla\tVaatteet > Hameet
R-M\tR\tHame Tuva – punainen, M\t45,00 EUR\tin stock\t2\tpunainen\tM\tpuuvilla\tVaatteet > Hameet
HAT\t\tHuopahattu\t27,90 EUR\tin stock\t\tmusta\t\tvilla\tVaatteet > Hatut
`

test('two feeds of the same goods in two languages and currencies make one catalogue', async () => {
  const first = await run({ language: 'sv', currency: 'SEK', text: swedish })
  expect(first).toMatchObject({ rows: 5, imported: 4, unchanged: 0, withdrawn: 0 })
  expect(first.problems).toMatchObject([{ line: 6, id: 'BAD', code: 'price.invalid' }])
  expect(await run({ language: 'fi', currency: 'EUR', text: finnish })).toMatchObject({ imported: 3, problems: [] })

  const [hat, skirt] = await products('HAT', 'R')
  expect(skirt?.variants.map((variant) => [variant.feedId, variant.prices, variant.available])).toEqual([
    ['R-S', { SEK: { amount: 49900, compareAt: null }, EUR: { amount: 4500, compareAt: null } }, 4],
    ['R-M', { SEK: { amount: 49900, compareAt: null }, EUR: { amount: 4500, compareAt: null } }, 2],
    ['B-M', { SEK: { amount: 54900, compareAt: null } }, 0],
  ])
  expect(skirt && view(skirt, 'fi', 'EUR')).toMatchObject({
    name: 'Hame Tuva',
    brand: 'Tuva',
    feedId: 'R',
    options: [
      { code: 'colour', name: 'Väri', values: ['punainen', 'blå'] },
      { code: 'size', name: 'Koko', values: ['S', 'M'] },
    ],
    attributes: [{ code: 'material', name: 'Materiaali', values: ['puuvilla'] }],
    priceFrom: { amount: 4500, currency: 'EUR' },
  })
  expect(skirt && view(skirt, 'sv', 'SEK')).toMatchObject({ name: 'Rock Tuva', priceTo: { amount: 54900 } })
  // A shelf without a number is not told as a number.
  expect(hat && view(hat, 'sv', 'SEK').variants[0]).toMatchObject({ stock: 'in_stock', options: {} })
  expect(hat && view(hat, 'sv', 'SEK').variants[0]?.available).toBeUndefined()

  const names = await shop.db.inShop(shop.shopId, (tx) => tx.sql.selectFrom('category').select('names').execute())
  expect(names.map((row) => row.names)).toEqual(
    expect.arrayContaining([
      { sv: 'Kläder', fi: 'Vaatteet' },
      { sv: 'Kjolar', fi: 'Hameet' },
      { sv: 'Hattar', fi: 'Hatut' },
    ]),
  )
  expect(names).toHaveLength(3)
})

test('the same feed twice changes nothing: no row, no revision, no event', async () => {
  const before = await snapshot()
  expect(await run({ language: 'sv', currency: 'SEK', text: swedish })).toMatchObject({ imported: 0, unchanged: 4 })
  expect(await run({ language: 'fi', currency: 'EUR', text: finnish })).toMatchObject({ imported: 0, unchanged: 3 })
  expect(await snapshot()).toEqual(before)
})

test('an old number of units does not undo what was sold since; a new one counts, and reserved units stay', async () => {
  const skirt = (await products('R'))[0]
  const small = skirt && shownVariants(skirt)[0]
  await setStock(small?.id ?? '', { on_hand: 3, reserved: 2 })
  const renamed = swedish.replaceAll('Rock Tuva', 'Kjol Tuva')
  await run({ language: 'sv', currency: 'SEK', text: renamed })
  expect((await products('R'))[0]?.variants[0]).toMatchObject({ feedId: 'R-S', available: 1 })

  await run({ language: 'sv', currency: 'SEK', text: renamed.replace('in_stock,4', 'in_stock,1') })
  const [after] = await products('R')
  expect(after && view(after, 'sv', 'SEK').name).toBe('Kjol Tuva')
  // Two are promised to others, so two stay on hand although the feed says one.
  expect(after?.variants[0]?.available).toBe(0)
})

test('what a full feed no longer names is withdrawn once no feed names it, and comes back when it is named again', async () => {
  const shorter = swedish
    .split('\n')
    .filter((line) => !/^(HAT|B-M|BAD),/.test(line))
    .join('\n')
  expect(await run({ language: 'sv', currency: 'SEK', text: shorter })).toMatchObject({ withdrawn: 0 })
  expect(await run({ language: 'sv', currency: 'SEK', text: shorter, full: true })).toMatchObject({ withdrawn: 1 })
  const [hat, skirt] = await products('HAT', 'R')
  expect(skirt?.variants.map((variant) => variant.status)).toEqual(['published', 'published', 'withdrawn'])
  expect(hat?.status).toBe('published')

  const none = `${finnish.split('\n')[0]}\n${finnish.split('\n')[1]}\n`
  expect(await run({ language: 'fi', currency: 'EUR', text: none, full: true })).toMatchObject({ withdrawn: 1 })
  expect((await products('HAT'))[0]?.status).toBe('withdrawn')
  await run({ language: 'sv', currency: 'SEK', text: swedish })
  expect((await products('HAT'))[0]?.status).toBe('published')
  expect((await products('R'))[0]?.variants[2]?.status).toBe('published')
})

test('a full feed that is cut short or empty withdraws nothing', async () => {
  const cut = '<rss><channel><item><id>NEW</id><title>Ny</title><price>5 SEK</price></item><item>'
  const result = await run({ language: 'sv', currency: 'SEK', text: cut, full: true })
  expect(result).toMatchObject({ imported: 1, withdrawn: 0 })
  expect(result.problems.map((problem) => problem.code)).toEqual(['feed.cut_short', 'feed.incomplete'])
  expect((await products('R'))[0]?.status).toBe('published')
})

test('runs are kept, newest first', async () => {
  const runs = await shop.db.inShop(shop.shopId, (tx) => readFeedRuns(tx, 2))
  expect(runs).toHaveLength(2)
  expect(runs[0]?.problems[0]?.code).toBe('feed.cut_short')
})

test('ten thousand rows stream through in pieces', async () => {
  async function* rows() {
    yield Buffer.from('id,title,price\n')
    for (let at = 0; at < 10_000; at++) yield Buffer.from(`many-${at},Thing number ${at},${at + 1}.00 EUR\n`)
  }
  const given = { name: 'many', language: 'en', currency: 'EUR', open: async () => rows() }
  expect(await importFeed(parts(), shop.shopId, given)).toMatchObject({ rows: 10_000, imported: 10_000, problems: [] })
  expect((await products('many-9999'))[0]?.variants[0]?.prices.EUR?.amount).toBe(1_000_000)
})

const parts = () => ({ db: shop.db, clock: shop.clock, fetch, connector: feed })

function run({ text, ...given }: { text: string } & Pick<FeedImport, 'language' | 'currency' | 'full'>) {
  async function* bytes() {
    yield Buffer.from(text)
  }
  shop.clock.move(60_000)
  return importFeed(parts(), shop.shopId, { name: 'all', ...given, open: async () => bytes() })
}

const products = (...feedIds: string[]) =>
  shop.db.inShop(shop.shopId, async (tx) => {
    const found = await readProductsOfFeed(tx, feedIds)
    return feedIds.map((id) => found.find((product) => product.feedId === id))
  })

const view = (product: Product, language: string, currency: string) =>
  productView(product, { shopId: shop.shopId, language, currency })

const setStock = (variantId: string, units: { on_hand: number; reserved: number }) =>
  shop.db.inShop(shop.shopId, (tx) =>
    tx.sql.updateTable('stock').set(units).where('variant_id', '=', variantId).execute(),
  )

const snapshot = () =>
  shop.db.inShop(shop.shopId, async (tx) => ({
    products: await tx.sql.selectFrom('product').selectAll().orderBy('product_id').execute(),
    variants: await tx.sql.selectFrom('variant').selectAll().orderBy('variant_id').execute(),
    stock: await tx.sql.selectFrom('stock').selectAll().orderBy('variant_id').execute(),
    shop: await tx.sql.selectFrom('shop').selectAll().execute(),
    changes: await tx.sql.selectFrom('event').selectAll().where('type', '=', 'catalogue.changed').execute(),
  }))
