import { afterAll, beforeAll, expect, test } from 'vitest'
import feed from '../../../../../../extensions/connectors/product-feed/index.ts'
import { keeperOf } from '../../../../test/keeper.ts'
import { openSmallShop, type SmallShop } from '../../../../test/small-shop.ts'
import { catalogueDoors } from '../index.ts'

let shop: SmallShop
let call: ReturnType<typeof keeperOf>
beforeAll(async () => {
  shop = await openSmallShop({}, [])
  call = keeperOf(shop, catalogueDoors({ clock: shop.clock, fetch, connector: feed }))
})
afterAll(() => shop.close())

const head = 'id,title,description,price,sale_price,availability,quantity'
const first = [
  head,
  'mug,Mug,A mug,12.00 EUR,,in_stock,5',
  'cup,Cup,A cup,9.00 EUR,,in_stock,3',
  'pan,Pan,,no price,,in_stock,1',
].join('\n')
const asked = 'language=en&currency=EUR'
const products = async () => (await call('GET', `/products?${asked}`)).body.products

test('what a feed would bring is told before it is brought, with what is wrong line by line, and nothing is written', async () => {
  const { body } = await call('POST', `/feeds/preview?${asked}`, first)
  expect(body).toMatchObject({ rows: 3, fresh: 2, changed: 0, unchanged: 0, withdrawn: 0 })
  expect(body.problems).toMatchObject([{ line: 4, id: 'pan' }])
  expect(body.sample).toMatchObject([
    { line: 2, id: 'mug', price: 1200, isNew: true },
    { line: 3, id: 'cup' },
  ])
  expect(await products()).toEqual([])
  expect((await call('GET', '/feeds/runs')).body.runs).toEqual([])
})

test('a second feed is told apart into what is new, what changed, what did not, and what it no longer names', async () => {
  await call('POST', `/feeds/import?${asked}`, first)
  const second = [head, 'mug,Mug,A mug,12.00 EUR,8.00 EUR,in_stock,5', 'jug,Jug,A jug,19.00 EUR,,in_stock,2'].join('\n')
  const { body } = await call('POST', `/feeds/preview?${asked}&full=true`, second)
  expect(body).toMatchObject({ rows: 2, fresh: 1, changed: 1, unchanged: 0, withdrawn: 1 })
  expect(body.sample[0]).toMatchObject({ id: 'mug', price: 1200, salePrice: 800, isNew: false })
  const same = await call('POST', `/feeds/preview?${asked}`, first)
  expect(same.body).toMatchObject({ fresh: 0, changed: 0, unchanged: 2 })
  expect((await products()).map((card: { title: string }) => card.title).sort()).toEqual(['Cup', 'Mug'])
})

test('only who may change the catalogue may look at a feed', async () => {
  expect((await call('POST', `/feeds/preview?${asked}`, first, 'agent')).status).toBe(403)
})
