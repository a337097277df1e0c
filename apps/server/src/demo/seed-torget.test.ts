import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import en from '../../../../extensions/languages/en/index.ts'
import fi from '../../../../extensions/languages/fi/index.ts'
import hu from '../../../../extensions/languages/hu/index.ts'
import is from '../../../../extensions/languages/is/index.ts'
import sv from '../../../../extensions/languages/sv/index.ts'
import { openSmallShop, type SmallShop } from '../../test/small-shop.ts'
import { catalogueFacet, createSearch, type Search } from '../commerce/search/index.ts'
import { readShop } from '../identity/index.ts'
import { createKnowledge, knowledgeFacet, storeFacet } from '../knowledge/index.ts'
import { seedTorget } from './seed-torget.ts'
import { loadTorget } from './torget.ts'

const languages = [en, sv, fi, is, hu].map((definition) => ({ definition, lexicon: {} }))
const currencies = { en: 'EUR', sv: 'SEK', fi: 'EUR', is: 'ISK', hu: 'HUF' } as const

let shop: SmallShop
let search: Search
beforeAll(async () => {
  shop = await openSmallShop({}, [])
  search = createSearch({ db: shop.db, clock: shop.clock, languages })
  await seedTorget(shop.db, shop.shopId)
})
afterAll(async () => {
  search.close()
  await shop.close()
})

test('Torget is filled once; the second time nothing changes', async () => {
  const count = () =>
    shop.db.inShop(shop.shopId, async (tx) => ({
      revision: await tx.sql.selectFrom('shop').select('catalogue_revision').execute(),
      stock: await tx.sql.selectFrom('stock').selectAll().orderBy('variant_id').execute(),
      events: (await tx.sql.selectFrom('event').select('event_id').execute()).length,
    }))
  const before = await count()
  expect(before.stock.length).toBe(loadTorget().products.flatMap((product) => product.variants).length)
  expect(await seedTorget(shop.db, shop.shopId)).toEqual({ products: 0, articles: 0 })
  expect(await count()).toEqual(before)
})

describe.each(Object.entries(currencies))('in %s, with prices in %s', (language, currency) => {
  test('every product is found by its own name and shown in the language, with a price and a picture', async () => {
    await shop.db.inShop(shop.shopId, async (tx) => {
      const facet = catalogueFacet({ tx, search, language, currency })
      for (const product of loadTorget().products) {
        const name = Object.entries(product.texts).find(([tag]) => tag === language)?.[1].name ?? ''
        const { hits, corrected } = await facet.search({ text: name, limit: 5 })
        const hit = hits.find(({ card }) => card.title === name)
        expect(hit?.card, `${name} in ${language}`).toMatchObject({ price: { currency }, title: name })
        expect(hit?.card.picture?.url).toMatch(/^\/media\/shp_small\/prd_\w+\/var_\w+\.svg$/)
        expect(corrected).toBeUndefined()
      }
    })
  })
})

test('the articles answer, and what they do not know they do not answer', async () => {
  const knowledge = createKnowledge({ languages, clock: shop.clock })
  await shop.db.inShop(shop.shopId, async (tx) => {
    const { settings, name } = await readShop(tx)
    const facet = (language: string) => knowledgeFacet({ tx, knowledge, settings, language })
    expect((await facet('en').answer('how do I look after oiled oak?'))[0]).toMatchObject({
      title: 'Looking after oiled oak and walnut',
      url: '/help/care-of-oiled-wood',
    })
    expect(await facet('en').answer('who won the football last night?')).toEqual([])
    expect(await facet('sv').answer('vad är meningen med livet')).toEqual([])
    expect(await facet('en').answer('what is the meaning of life')).toEqual([])
    expect(await facet('sv').answer('funkar den med dimmer?'), 'no word of ours is near enough').toEqual([])
    expect((await facet('sv').answer('kan man få presentinslagning'))[0]?.title).toBe('Presentinslagning')
    expect((await facet('is').topic('returns'))?.passage).toMatch(/30/)
    expect((await facet('fi').topic('sizes'))?.url).toMatch(/size/)
    expect(await facet('fi').topic('no-such-topic')).toBeNull()

    const store = storeFacet({ name, settings, language: 'hu', now: tx.now })
    expect(await store.info()).toMatchObject({
      name: 'Torget',
      returnDays: 30,
      address: expect.stringContaining('Svédország'),
    })
    expect(await store.openNow()).toEqual({ open: true, changesAt: '2026-11-02T17:00:00.000Z' })
  })
})
