import { afterAll, beforeAll, expect, test } from 'vitest'
import feed from '../../../../../extensions/connectors/product-feed/index.ts'
import { keeperOf } from '../../../test/keeper.ts'
import { openSmallShop, type SmallShop } from '../../../test/small-shop.ts'
import { catalogueDoors } from '../catalogue/index.ts'
import { keepingDoors } from '../keeping/index.ts'
import { createSearch } from '../search/index.ts'
import { priceListDoors } from './index.ts'

let shop: SmallShop
let call: ReturnType<typeof keeperOf>
beforeAll(async () => {
  shop = await openSmallShop({ currencies: ['SEK', 'EUR'], pricing: { leastMargin: 20 } })
  const catalogue = catalogueDoors({ clock: shop.clock, fetch, connector: feed })
  call = keeperOf(shop, [...catalogue, ...keepingDoors, ...priceListDoors])
})
afterAll(() => shop.close())

async function listOf(draft: Record<string, unknown>, entries: readonly Record<string, unknown>[]): Promise<void> {
  const made = await call('POST', '/price-lists', { name: 'A list', currency: 'SEK', ...draft })
  await call('PUT', `/price-lists/${made.body.id}/entries`, { entries })
}

const priceOf = async (id: string, currency = 'SEK') => {
  const { price, compareAt } = (await call('GET', `/products/${id}?language=en&currency=${currency}`)).body.variants[0]
  return { price: price?.amount, compareAt: compareAt?.amount }
}

test('a sale begins and ends by itself, and while it lasts shoppers see the usual price struck beside it', async () => {
  const [startsAt, endsAt] = ['2026-11-02T12:00:00.000Z', '2026-11-03T12:00:00.000Z']
  await listOf({ startsAt, endsAt }, [{ variantId: 'var_stool', amount: 39_900 }])
  expect(await priceOf('prd_stool')).toEqual({ price: 49_900 })
  shop.clock.set('2026-11-02T12:00:00.000Z')
  expect(await priceOf('prd_stool')).toEqual({ price: 39_900, compareAt: 49_900 })
  expect(await priceOf('prd_stool', 'EUR')).toEqual({ price: 4590 })
  const cards = (await call('GET', '/products?language=en&currency=SEK')).body.products
  expect(cards.find((card: { productId: string }) => card.productId === 'prd_stool')).toMatchObject({
    price: { amount: 39_900 },
    compareAt: { amount: 49_900 },
  })
  shop.clock.set(endsAt)
  expect(await priceOf('prd_stool')).toEqual({ price: 49_900 })
})

test('a price for a group, from so many on, or above the usual one is not shown to everybody', async () => {
  await listOf({ groups: ['trade'] }, [{ variantId: 'var_stool', amount: 30_000 }])
  await listOf({}, [
    { variantId: 'var_stool', amount: 35_000, minQuantity: 5 },
    { variantId: 'var_lamp', amount: 999_999 },
  ])
  expect(await priceOf('prd_stool')).toEqual({ price: 49_900 })
  expect(await priceOf('prd_lamp')).toEqual({ price: 129_000 })
})

test('nothing is shown for less than the shop’s least margin would let it go for', async () => {
  await listOf({}, [{ variantId: 'var_sofa', amount: 500_000 }])
  expect(await priceOf('prd_sofa')).toEqual({ price: 500_000, compareAt: 1_290_000 })
  await call('PUT', '/costs', { costs: [{ variantId: 'var_sofa', currency: 'SEK', cost: 450_000 }] })
  expect(await priceOf('prd_sofa')).toEqual({ price: 1_290_000 })
})

test('what a list asks is not written into the catalogue when the product is edited', async () => {
  await call('PUT', '/costs', { costs: [{ variantId: 'var_sofa', currency: 'SEK', cost: null }] })
  const wish = { which: { ids: ['prd_sofa'] }, deed: { do: 'status', status: 'draft' } }
  const shown = await call('POST', '/catalogue/changes', wish)
  await call('POST', `/catalogue/changes/${shown.body.id}/confirm`)
  const kept = (await call('GET', '/catalogue/products/prd_sofa')).body
  expect(kept.variants[0].prices.SEK).toEqual({ amount: 1_290_000, compareAt: null })
})

test('who asks for something under a price finds what a running sale brings under it, and not what it has left behind', async () => {
  const search = createSearch({ db: shop.db, languages: [], clock: shop.clock })
  const reader = { language: 'en', currency: 'SEK' }
  const found = async (query: object) => {
    const { hits, loosened } = await search.search(shop.shopId, { text: '', ...query }, reader)
    return { ids: hits.map(({ id }) => id), loosened }
  }
  const upTo = { priceMax: { amount: 450_00, currency: 'SEK' } }
  const from = { priceMin: { amount: 450_00, currency: 'SEK' } }
  const [startsAt, endsAt] = ['2026-12-01T12:00:00.000Z', '2026-12-02T12:00:00.000Z']
  await listOf({ startsAt, endsAt }, [{ variantId: 'var_stool', amount: 39_900 }])
  expect((await found(upTo)).loosened).toEqual(['priceMax'])
  expect((await found(from)).ids).toContain('prd_stool')
  shop.clock.set(startsAt)
  expect(await found(upTo)).toEqual({ ids: ['prd_stool'], loosened: [] })
  expect((await found(from)).ids).not.toContain('prd_stool')
  expect((await found({ sort: 'price_up' })).ids[0]).toBe('prd_stool')
  shop.clock.set(endsAt)
  expect((await found(upTo)).loosened).toEqual(['priceMax'])
  search.close()
})
