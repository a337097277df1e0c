import { afterAll, beforeAll, expect, test } from 'vitest'
import { keeperOf } from '../../../test/keeper.ts'
import { openSmallShop, type SmallShop } from '../../../test/small-shop.ts'
import { identityDoors } from '../../identity/index.ts'
import { saveCategories } from '../catalogue/index.ts'
import { keepingDoors } from './index.ts'

let shop: SmallShop
let call: ReturnType<typeof keeperOf>
beforeAll(async () => {
  shop = await openSmallShop({ languages: ['en', 'sv'], currencies: ['SEK', 'EUR', 'ISK'] })
  await shop.db.inShop(shop.shopId, (tx) =>
    saveCategories(tx, [
      { id: 'seats', parentId: null, names: { en: 'Seats', sv: 'Sittmöbler' }, position: 0 },
      { id: 'stools', parentId: 'seats', names: { en: 'Stools' }, position: 1 },
    ]),
  )
  call = keeperOf(shop, [...keepingDoors, ...identityDoors])
})
afterAll(() => shop.close())

const read = async (id: string) => (await call('GET', `/catalogue/products/${id}`)).body
async function edit(id: string, change: (product: Record<string, unknown>) => Record<string, unknown>) {
  const { id: _, version, isFed, picture, variants, ...product } = await read(id)
  const bare = variants.map(({ available: _a, picture: _p, ...variant }: Record<string, unknown>) => variant)
  return call('PUT', `/catalogue/products/${id}`, { version, product: change({ ...product, variants: bare }) })
}
const list = async (query: string) => (await call('GET', `/catalogue/products?language=en&currency=SEK&${query}`)).body
const names = async (query: string) => (await list(query)).products.map((one: { name: string }) => one.name)

test('the shopkeeper makes a product, hidden until she shows it, and finds it by part of its name or its SKU', async () => {
  const given = {
    handle: 'oak-bench',
    texts: { en: { name: 'Oak bench' }, sv: { name: 'Ekbänk' } },
    categories: ['seats'],
    brand: 'Nord',
    variants: [{ id: null, sku: 'BENCH-1', prices: { SEK: { amount: 99_900, compareAt: null } } }],
  }
  const made = await call('POST', '/catalogue/products', given)
  expect(made).toMatchObject({ status: 201, body: { status: 'draft', variants: [{ sku: 'BENCH-1', available: 0 }] } })
  expect(await names('q=k ben')).toEqual(['Oak bench'])
  expect(await names('q=ekb')).toEqual(['Oak bench'])
  expect(await names('q=bench-1')).toEqual(['Oak bench'])
  expect(await names('q=100%')).toEqual([])
  expect(await names('status=published')).not.toContain('Oak bench')
  expect((await call('POST', '/catalogue/products', given)).body.errors[0]).toMatchObject({
    code: 'product.handle_taken',
    path: 'handle',
  })
})

test('products are found by category with what lies below it, by brand and by stock, and put in order', async () => {
  await edit('prd_stool', (product) => ({ ...product, categories: ['stools'] }))
  expect((await names('category=seats')).sort()).toEqual(['Oak bench', 'Stool'])
  expect(await names('category=stools')).toEqual(['Stool'])
  expect(await names('brand=Nord')).toEqual(['Oak bench'])
  expect(await names('stock=out')).toEqual(['Oak bench'])
  expect(await names('stock=low')).toEqual(['Sofa'])
  expect(await names('sort=price_down')).toEqual(['Sofa', 'Lamp', 'Oak bench', 'Stool'])
  expect(await names('sort=name')).toEqual(['Lamp', 'Oak bench', 'Sofa', 'Stool'])
  const page = await list('sort=name&limit=2&offset=2')
  expect(page).toMatchObject({ total: 4, next: null, products: [{ name: 'Sofa' }, { name: 'Stool' }] })
})

test('an edit names what it saw: of two at once the second is told, and nothing of hers is written', async () => {
  const before = await read('prd_lamp')
  const first = await edit('prd_lamp', (product) => ({ ...product, brand: 'Lumi' }))
  expect(first).toMatchObject({ status: 200, body: { brand: 'Lumi' } })
  expect(first.body.version).toBeGreaterThan(before.version)
  const { id, version, isFed, picture, variants, ...product } = before
  const late = await call('PUT', '/catalogue/products/prd_lamp', {
    version,
    product: {
      ...product,
      brand: 'Late',
      variants: variants.map(({ available: _a, picture: _p, ...one }: Record<string, unknown>) => one),
    },
  })
  expect(late.body.errors[0]).toMatchObject({ code: 'product.changed', path: 'version' })
  expect((await read('prd_lamp')).brand).toBe('Lumi')
})

test('a price can be put on sale, changed and taken away, and the record says from what to what', async () => {
  const sale = { SEK: { amount: 99_000, compareAt: 129_000 }, EUR: { amount: 11_900, compareAt: null } }
  const edited = await edit('prd_lamp', (product) => ({ ...product, variants: withPrices(product, sale) }))
  expect(edited.body.variants[0].prices).toEqual(sale)
  expect((await list('q=lamp')).products[0]).toMatchObject({ priceFrom: 99_000, isOnSale: true })
  const wrong = { SEK: { amount: 99_000, compareAt: 90_000 } }
  const refused = await edit('prd_lamp', (product) => ({ ...product, variants: withPrices(product, wrong) }))
  expect(refused.body.errors[0]).toMatchObject({ code: 'product.sale_price', path: 'variants.0.prices.SEK.amount' })
  const trail = (await call('GET', '/audit?subject=prd_lamp')).body.entries
  expect(trail[0]).toMatchObject({ action: 'product.edited', actorId: 'acc_1' })
  expect(trail.flatMap(({ detail }: { detail: { prices: unknown[] } }) => detail.prices)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ currency: 'SEK', from: expect.objectContaining({ amount: 129_000 }) }),
      expect.objectContaining({ currency: 'ISK', to: null }),
    ]),
  )
})

function withPrices(product: Record<string, unknown>, prices: unknown) {
  const variants = Array.isArray(product.variants) ? product.variants : []
  return variants.map((variant, at) => (at === 0 ? { ...variant, prices } : variant))
}

test('what does not fit is refused by field: categories and SKUs that are not hers to give, variants that are alike', async () => {
  const stranger = await edit('prd_lamp', (product) => ({ ...product, categories: ['seats', 'moon'] }))
  expect(stranger.body.errors[0]).toMatchObject({ code: 'product.category_missing', path: 'categories.1' })
  const variant = { id: null, sku: 'BENCH-1', options: {}, prices: {} }
  const two = (sku: string) => (product: Record<string, unknown>) => ({
    ...product,
    variants: [...withPrices(product, {}), { ...variant, sku }],
  })
  expect((await edit('prd_sofa', two('SOFA-2'))).body.errors[0].code).toBe('product.variants_alike')
  const hidden = await edit('prd_sofa', (product) => ({
    ...product,
    variants: [...withPrices(product, {}), { ...variant, status: 'withdrawn' }],
  }))
  expect(hidden.body.errors[0]).toMatchObject({ code: 'product.sku_taken', path: 'variants.1.sku' })
  expect((await read('prd_sofa')).variants[0].prices.SEK.amount).toBe(1_290_000)
})

test('who may only look can read everything and write nothing', async () => {
  expect((await call('GET', '/catalogue/products', undefined, 'viewer')).status).toBe(200)
  expect((await call('GET', '/catalogue/products', undefined, 'shopper')).status).toBe(403)
  const wish = { which: { fitting: {} }, deed: { do: 'status', status: 'withdrawn' } }
  expect((await call('POST', '/catalogue/changes', wish, 'agent')).status).toBe(403)
})

test('a change of many is shown before it is done, done once, and taken back but for what was changed since', async () => {
  const prices = async (id: string) => (await read(id)).variants[0].prices
  const [stool, bench] = [await prices('prd_stool'), (await list('q=oak')).products[0].id]
  const wish = { which: { fitting: { category: 'seats' } }, deed: { do: 'sale', percent: 1500 } }
  const shown = await call('POST', '/catalogue/changes', wish)
  expect(shown).toMatchObject({ status: 201, body: { state: 'proposed', count: 2, same: 0 } })
  expect(await prices('prd_stool')).toEqual(stool)
  const done = await call('POST', `/catalogue/changes/${shown.body.id}/confirm`)
  expect(done.body.state).toBe('applied')
  expect(await prices('prd_stool')).toMatchObject({ SEK: { amount: 42_415, compareAt: 49_900 } })
  expect((await call('POST', `/catalogue/changes/${shown.body.id}/confirm`)).status).toBe(409)
  await edit(bench, (product) => ({ ...product, variants: withPrices(product, { SEK: { amount: 1000 } }) }))
  const undone = await call('POST', `/catalogue/changes/${shown.body.id}/undo`)
  expect(undone.body).toMatchObject({ left: 1, change: { state: 'undone' } })
  expect(await prices('prd_stool')).toEqual(stool)
  expect(await prices(bench)).toMatchObject({ SEK: { amount: 1000 } })
  expect((await call('POST', `/catalogue/changes/${shown.body.id}/undo`)).status).toBe(409)
})

test('a change of many is looked at again where a product moved, or time passed; and one that changes nothing is none', async () => {
  const wish = { which: { ids: ['prd_stool', 'prd_sofa'] }, deed: { do: 'price', percent: 1000 } }
  const moved = (await call('POST', '/catalogue/changes', wish)).body
  await edit('prd_sofa', (product) => ({ ...product, brand: 'Sova' }))
  const refused = await call('POST', `/catalogue/changes/${moved.id}/confirm`)
  expect(refused).toMatchObject({
    status: 409,
    body: { errors: [{ code: 'bulk.superseded', values: { products: 1 } }] },
  })
  expect((await read('prd_stool')).variants[0].prices.SEK.amount).toBe(49_900)
  const late = (await call('POST', '/catalogue/changes', wish)).body
  shop.clock.move(31 * 60_000)
  expect((await call('POST', `/catalogue/changes/${late.id}/confirm`)).body.errors[0].code).toBe('bulk.expired')
  const same = { which: { ids: ['prd_stool'] }, deed: { do: 'status', status: 'published' } }
  expect((await call('POST', '/catalogue/changes', same)).body.errors[0].code).toBe('bulk.nothing')
})
