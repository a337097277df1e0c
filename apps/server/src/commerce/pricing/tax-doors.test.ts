import { afterAll, beforeAll, expect, test } from 'vitest'
import { keeperOf } from '../../../test/keeper.ts'
import { openSmallShop, type SmallShop } from '../../../test/small-shop.ts'
import { identityDoors } from '../../identity/index.ts'
import { taxDoors } from './tax-doors.ts'

let shop: SmallShop
let call: ReturnType<typeof keeperOf>
beforeAll(async () => {
  shop = await openSmallShop({ address: { country: 'SE' } })
  call = keeperOf(shop, [...taxDoors, ...identityDoors])
})
afterAll(() => shop.close())

const countries = [
  { code: 'SE', vat: { standard: 25, books: 6 } },
  { code: 'NO', vat: { standard: 25 } },
]
const tax = { include: 'vat', leastMargin: 15, countries }

test('VAT is set by who saw it last, the other is told, and the record keeps both what and who', async () => {
  const { version } = (await call('GET', '/tax')).body
  const [first, second] = await Promise.all([
    call('PUT', '/tax', { version, tax }),
    call('PUT', '/tax', { version, tax: { ...tax, leastMargin: 20 } }),
  ])
  expect([first.status, second.status].sort()).toEqual([200, 422])
  expect([first, second].find(({ status }) => status === 422)?.body.errors[0].code).toBe('tax.changed')
  expect((await call('GET', '/tax')).body.tax.countries).toEqual(countries)
  const trail = (await call('GET', '/audit?action=tax.')).body.entries
  expect(trail).toMatchObject([{ action: 'tax.changed', actorId: 'acc_1' }])
})

test('the shop’s own country stays, each country stands once, and every one has a standard rate', async () => {
  const { version } = (await call('GET', '/tax')).body
  const put = async (given: unknown) => (await call('PUT', '/tax', { version, tax: { ...tax, countries: given } })).body
  expect((await put([{ code: 'NO', vat: { standard: 25 } }])).errors[0].code).toBe('tax.home_missing')
  expect((await put([...countries, countries[0]])).errors[0].path).toBe('body.tax.countries.2.code')
  expect((await put([{ code: 'SE', vat: { books: 6 } }])).errors[0].path).toBe('body.tax.countries.0.vat')
  expect((await call('GET', '/tax')).body.version).toBe(version)
  expect((await call('PUT', '/tax', { version, tax }, 'agent')).status).toBe(403)
})
