import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { cutAndResume } from './support/cut-and-resume.ts'
import { type Furnished, furnishShop } from './support/furnish.ts'

let database: TestDatabase
let shop: Furnished
let parley: TestParley

beforeAll(async () => {
  database = await openTestDatabase()
  shop = await furnishShop(database.serverUrl)
  parley = await startTestParley({ database })
})

afterAll(async () => {
  await parley?.stop()
  await database?.close()
})

test('whose socket was cut while Anna wrote, edited and deleted hears everything once, in order, and no deleted word', async () => {
  expect(await cutAndResume({ url: parley.url, widgetKey: shop.widgetKey, away: async () => {} })).toEqual([])
})

test('more than a page of changes arrives whole after a long absence', async () => {
  const told = await cutAndResume({ url: parley.url, widgetKey: shop.widgetKey, rounds: 55, away: async () => {} })
  expect(told).toEqual([])
})
