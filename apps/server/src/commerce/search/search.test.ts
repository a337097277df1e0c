import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import feed from '../../../../../extensions/connectors/product-feed/index.ts'
import en from '../../../../../extensions/languages/en/index.ts'
import fi from '../../../../../extensions/languages/fi/index.ts'
import hu from '../../../../../extensions/languages/hu/index.ts'
import is from '../../../../../extensions/languages/is/index.ts'
import sv from '../../../../../extensions/languages/sv/index.ts'
import { openSmallShop, type SmallShop } from '../../../test/small-shop.ts'
import { importFeed } from '../catalogue/index.ts'
import { catalogueFacet, createSearch, type Search, synonymsDoors } from './index.ts'
import { readSynonyms, saveSynonyms } from './synonyms-store.ts'

const lexicons = {
  en: { table: ['table', 'tables'], jumper: ['jumper', 'sweater'], 'coffee-table': ['coffee table'], lamp: ['lamp'] },
  sv: { table: ['bord', 'bordet'], jumper: ['tröja'], 'coffee-table': ['soffbord'], lamp: ['lampa'] },
  fi: {
    table: ['pöytä', 'pöydän', 'pöytää'],
    jumper: ['neule', 'villapaita'],
    lamp: ['lamppu', 'lampun'],
    fishing: ['kalastus', 'virveli', 'virveleitä', 'haavi', 'haaveja'],
  },
  is: { table: ['borð'], jumper: ['peysa', 'peysu'], lamp: ['lampi', 'lampa'] },
  hu: { table: ['asztal'], jumper: ['pulóver'], lamp: ['lámpa'] },
}

const goods = `id,item_group_id,title,description,price,availability,quantity,color,size,material,product_type,brand,product_width
T1,,Ruokapöytä Kaisla,Tukeva pöytä kuudelle,590.00 EUR,in_stock,5,tammi,,tammi,Koti > Pöydät,Kaisla,180 cm
T2,,Sohvapöytä Tyyni,Matala pöytä,190.00 EUR,in_stock,5,musta,,teräs,Koti > Pöydät,Kaisla,80 cm
N1-S,N1,Villapaita Tuuli,Lämmin neule,79.00 EUR,in_stock,4,sininen,S,villa,Vaatteet > Neuleet,Tuuli,
N1-M,N1,Villapaita Tuuli,Lämmin neule,79.00 EUR,out_of_stock,0,sininen,M,villa,Vaatteet > Neuleet,Tuuli,
N1-MR,N1,Villapaita Tuuli,Lämmin neule,89.00 EUR,in_stock,2,punainen,M,villa,Vaatteet > Neuleet,Tuuli,
N2,,Puuvillaneule Aalto,Kevyt kesäneule,49.00 EUR,in_stock,9,valkoinen,M,puuvilla,Vaatteet > Neuleet,Aalto,
L1,,Pöytälamppu Revontuli,Valo pöydälle,59.00 EUR,in_stock,3,messinki,,messinki,Koti > Valaisimet,Kaisla,
B1,,Kannettavan tietokoneen laukku,Suojaa tietokonetta,39.00 EUR,in_stock,7,harmaa,,nahka,Laukut,Aalto,
`

let shop: SmallShop
let search: Search
beforeAll(async () => {
  shop = await openSmallShop({}, [])
  search = createSearch({
    db: shop.db,
    clock: shop.clock,
    languages: [en, sv, fi, is, hu].map((definition) => ({
      definition,
      lexicon: Object.entries(lexicons).find(([tag]) => tag === definition.tag)?.[1] ?? {},
    })),
  })
  await take(goods)
})
afterAll(async () => {
  search.close()
  await shop.close()
})

describe('words', () => {
  test('a table is found by its word, by an inflected one, and by the end of a compound', async () => {
    expect(await names('pöytä')).toEqual(expect.arrayContaining(['Ruokapöytä Kaisla', 'Sohvapöytä Tyyni']))
    expect((await names('sohvapöytää'))[0]).toBe('Sohvapöytä Tyyni')
    expect((await names('ruokapöydän'))[0]).toBe('Ruokapöytä Kaisla')
  })

  test('a shopper who writes in her language finds what the shop describes in another', async () => {
    expect((await names('jumper', 'en')).slice(0, 2).sort()).toEqual(['Puuvillaneule Aalto', 'Villapaita Tuuli'])
    expect(await names('asztal', 'hu')).toEqual(expect.arrayContaining(['Ruokapöytä Kaisla']))
    expect((await names('lampa', 'is'))[0]).toBe('Pöytälamppu Revontuli')
  })

  test('a slip of the pen is mended, and only where the word itself is nowhere', async () => {
    const answer = await find({ text: 'vilapaita' })
    expect(answer.hits.map((hit) => hit.card.title)).toEqual(['Villapaita Tuuli'])
    expect(answer.corrected).toBe('villapaita')
    expect((await find({ text: 'villapaita' })).corrected).toBeUndefined()
  })

  test('a word whose end changes more than a suffix does is found by its beginning', async () => {
    await take('id,title,price,product_type\nM1,Meikkisivellin Usva,9.00 EUR,Kauneus\n')
    expect(await names('meikkisiveltimiä')).toEqual(['Meikkisivellin Usva'])
    expect(await names('meikkipeiliä')).toEqual([])
  })

  test('of things that one word of the trade holds together only those are found that were asked for', async () => {
    await take('id,title,price\nH1,Tyrsky haavi,9.00 EUR\nH2,Kuohu virveli,9.00 EUR\n')
    expect(await names('haaveja')).toEqual(['Tyrsky haavi'])
    expect(await names('virveleitä')).toEqual(['Kuohu virveli'])
    // Who asks for the trade itself sees both.
    expect((await names('kalastus')).sort()).toEqual(['Kuohu virveli', 'Tyrsky haavi'])
  })

  test('what the shop does not sell is not found', async () => {
    expect(await find({ text: 'moottorisaha' })).toMatchObject({ hits: [], total: 0 })
    expect(await find({ text: 'xbox' })).toMatchObject({ hits: [], total: 0 })
    expect(await find({ text: '<script>alert(1)</script>' })).toMatchObject({ hits: [] })
  })

  test("the shop's own code finds the thing itself", async () => {
    expect(await names('n1-mr')).toEqual(['Villapaita Tuuli'])
  })
})

describe('filters', () => {
  test('price, in the currency of the reader', async () => {
    expect(await names('pöytä', 'fi', { priceMax: { amount: 20000, currency: 'EUR' } })).not.toContain(
      'Ruokapöytä Kaisla',
    )
    expect(await names('', 'fi', { priceMin: { amount: 50000, currency: 'EUR' } })).toEqual(['Ruokapöytä Kaisla'])
  })

  test('colour by its family, in any language and by the word', async () => {
    for (const colour of ['blue', 'blå', 'sininen']) {
      const { hits } = await find({ text: 'villapaita', colours: [colour] })
      expect(hits.map((hit) => [hit.card.title, hit.card.feedId])).toEqual([['Villapaita Tuuli', 'N1-S']])
    }
  })

  test('all filters of a variant hold for one and the same variant', async () => {
    const { hits, loosened } = await find({ text: 'villapaita', colours: ['red'], sizes: ['M'], inStock: true })
    expect(hits[0]?.card).toMatchObject({ feedId: 'N1-MR', price: { amount: 8900 }, stock: 'low' })
    expect(loosened).toEqual([])
    // Blue in M is sold out: there is a blue one and there is one in M, but that is not what was asked.
    const none = await find({ text: 'villapaita', colours: ['blue'], sizes: ['M'], inStock: true })
    expect(none.loosened).toEqual(['sizes'])
    expect(none.hits[0]?.card.feedId).toBe('N1-S')
  })

  test('material, brand, category by id and by name, width, and what it should not be', async () => {
    expect(await names('', 'fi', { materials: ['cotton'] })).toEqual(['Puuvillaneule Aalto'])
    expect(await names('', 'fi', { brands: ['aalto'], without: ['leather'] })).toEqual(['Puuvillaneule Aalto'])
    expect((await names('', 'fi', { categories: ['Vaatteet'] })).sort()).toEqual([
      'Puuvillaneule Aalto',
      'Villapaita Tuuli',
    ])
    expect(await names('pöytä', 'fi', { maxWidthMm: 1000 })).toEqual(['Sohvapöytä Tyyni'])
    expect(await names('neule', 'fi', { without: ['wool'] })).toEqual(['Puuvillaneule Aalto'])
  })

  test('filters that leave nothing are let go, the least important first, and named', async () => {
    const answer = await find({ text: 'pöytä', colours: ['pink'], priceMax: { amount: 20000, currency: 'EUR' } })
    expect(answer.loosened).toEqual(['colours'])
    expect(answer.hits.map((hit) => hit.card.title)).toContain('Sohvapöytä Tyyni')
    expect(answer.hits.map((hit) => hit.card.title)).not.toContain('Ruokapöytä Kaisla')
  })

  test('what was let go in vain holds after all', async () => {
    // There is no pink one, but there is one in M: only the colour is told to be the matter.
    const { hits, loosened } = await find({ text: 'villapaita', colours: ['pink'], sizes: ['M'] })
    expect(loosened).toEqual(['colours'])
    expect(hits[0]?.card.feedId).not.toBe('N1-S')
  })

  test('what a description merely speaks of is left out beside the thing itself, and told of where there is nothing else', async () => {
    const tables = await find({ text: 'pöytä', onlyNamed: true })
    expect(tables.hits.map(({ card }) => card.title).sort()).toEqual(['Ruokapöytä Kaisla', 'Sohvapöytä Tyyni'])
    expect(tables.mentioned).toBeUndefined()
    const low = await find({ text: 'matala', onlyNamed: true })
    expect(low.hits.map(({ card }) => card.title)).toEqual(['Sohvapöytä Tyyni'])
    expect(low.mentioned).toBe(true)
  })

  test('sorted by price, and without what was seen', async () => {
    expect((await names('neule', 'fi', { sort: 'price_up' })).slice(0, 2)).toEqual([
      'Puuvillaneule Aalto',
      'Villapaita Tuuli',
    ])
    const seen = (await find({ text: 'neule' })).hits.map((hit) => hit.card.productId)
    expect(await names('neule', 'fi', { except: seen })).toEqual([])
  })
})

describe('the index', () => {
  test('follows the catalogue without being asked to, and prices shown are those of now', async () => {
    await take('id,title,price,product_type\nK1,Kahvikuppi Usva,12.00 EUR,Koti > Astiat\n')
    expect(await names('kahvikuppi')).toEqual(['Kahvikuppi Usva'])
    await take('id,title,price,product_type\nK1,Teekuppi Usva,12.00 EUR,Koti > Astiat\n')
    expect(await names('kahvikuppi')).not.toContain('Kahvikuppi Usva')
    // A change that woke nobody, as if this process had missed it.
    await shop.db.inShop(shop.shopId, (tx) =>
      tx.sql.updateTable('price').set({ amount: 1500 }).where('amount', '=', 1200).execute(),
    )
    expect((await find({ text: 'teekuppi' })).hits[0]?.card.price).toEqual({ amount: 1500, currency: 'EUR' })
  })

  test('tells the reader what things are called', async () => {
    const { terms } = await search.vocabulary(shop.shopId)
    const term = (kind: string, id: string) => terms.find((one) => one.kind === kind && one.id === id)
    expect(term('colour', 'sininen')?.forms).toEqual([{ language: 'fi', text: 'sininen' }])
    expect(term('brand', 'Kaisla')?.forms).toEqual([{ text: 'Kaisla' }])
    expect(
      terms.filter((one) => one.kind === 'category').flatMap((one) => one.forms.map((form) => form.text)),
    ).toContain('Pöydät')
    expect(
      terms.filter((one) => one.kind === 'product').flatMap((one) => one.forms.map((form) => form.text)),
    ).toContain('Villapaita Tuuli')
  })
})

describe('words that mean the same to the shop', () => {
  const say = (groups: Parameters<typeof saveSynonyms>[1]) =>
    shop.db.inShop(shop.shopId, (tx) => saveSynonyms(tx, groups))

  test('who asks by one of them finds the others, at once, and no longer once they are taken away', async () => {
    await take('id,title,price\nS1,Divaani Lepo,900.00 EUR\nS2,Sohva Rauha,800.00 EUR\n')
    expect(await names('löhönurkka')).toEqual([])
    expect(await names('divaani')).toEqual(['Divaani Lepo'])
    await say({ fi: [['löhönurkka', 'divaani', 'sohva', 'pehmeä penkki']] })
    expect((await names('löhönurkka')).sort()).toEqual(['Divaani Lepo', 'Sohva Rauha'])
    expect((await names('pehmeä penkki')).sort()).toEqual(['Divaani Lepo', 'Sohva Rauha'])
    // The very word comes first, and what is something else stays away.
    expect(await names('divaani')).toEqual(['Divaani Lepo', 'Sohva Rauha'])
    expect(await names('pöytä')).not.toContain('Sohva Rauha')
    await say({})
    expect(await names('löhönurkka')).toEqual([])
    expect(await names('divaani')).toEqual(['Divaani Lepo'])
  })

  test('what is known of one word of a group holds for the others, in every language', async () => {
    expect(await names('gleamer', 'en')).toEqual([])
    await say({ en: [['gleamer', 'lamp']] })
    expect((await names('gleamer', 'en'))[0]).toBe('Pöytälamppu Revontuli')
    await say({})
  })

  test('they reach an index that nothing woke, and stay when products come in', async () => {
    const other = createSearch({ db: shop.db, clock: shop.clock, languages: [{ definition: fi, lexicon: {} }] })
    const found = async () =>
      (await other.search(shop.shopId, { text: 'löhönurkka' }, { language: 'fi', currency: 'EUR' })).total
    expect(await found()).toBe(0)
    other.close()
    await say({ fi: [['löhönurkka', 'sohva']] })
    shop.clock.move(2000)
    expect(await found()).toBe(1)
    await take('id,title,price\nS3,Sohva Uni,700.00 EUR\n')
    shop.clock.move(2000)
    expect(await found()).toBe(2)
    await say({})
  })

  test('what the shopkeeper writes is read by her shop alone; a word alone, or too many, are not taken', async () => {
    const [read, write] = synonymsDoors
    expect([read?.access, write?.access]).toEqual([{ scope: 'catalogue:read' }, { scope: 'catalogue:write' }])
    expect(write?.body?.safeParse({ en: [['settee']] }).success).toBe(false)
    expect(write?.body?.safeParse({ en: [['settee', 'a@'.repeat(40)]] }).success).toBe(false)
    expect(write?.body?.safeParse({ en: Array(301).fill(['settee', 'sofa']) }).success).toBe(false)
    expect(write?.body?.safeParse({ en: [['settee', 'sofa']] }).success).toBe(true)
    await say({ en: [['settee', 'sofa']], fi: [['sohva', 'divaani']] })
    expect(await shop.db.inShop(shop.shopId, readSynonyms)).toEqual({
      en: [['settee', 'sofa']],
      fi: [['sohva', 'divaani']],
    })
    expect(await shop.db.inShop('shp_other', readSynonyms)).toEqual({})
    await say({})
  })
})

test('variants are meant by colour, size or both, in any language', async () => {
  await shop.db.inShop(shop.shopId, async (tx) => {
    const facet = catalogueFacet({ tx, search, language: 'fi', currency: 'EUR' })
    const [hit] = (await facet.search({ text: 'villapaita' })).hits
    const meant = async (...words: string[]) =>
      (await facet.variantsFor(hit?.card.productId ?? '', words)).map((variant) => variant.feedId)
    expect(await meant('blue')).toEqual(['N1-S', 'N1-M'])
    expect(await meant('punainen')).toEqual(['N1-MR'])
    expect(await meant('medium', 'blå')).toEqual(['N1-M'])
    expect(await meant('XXL')).toEqual([])
    expect(await meant()).toHaveLength(3)
    expect(await facet.categories()).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Koti' })]))
    expect((await facet.similar(hit?.card.productId ?? '', 3)).map((one) => one.card.title)).toEqual([
      'Puuvillaneule Aalto',
    ])
  })
})

const find = (query: Parameters<ReturnType<typeof catalogueFacet>['search']>[0], language = 'fi') =>
  shop.db.inShop(shop.shopId, (tx) => catalogueFacet({ tx, search, language, currency: 'EUR' }).search(query))

const names = async (text: string, language = 'fi', more: object = {}) =>
  (await find({ text, ...more }, language)).hits.map((hit) => hit.card.title)

function take(text: string) {
  async function* bytes() {
    yield Buffer.from(text)
  }
  const given = { name: 'all', language: 'fi', currency: 'EUR', open: async () => bytes() }
  return importFeed({ db: shop.db, clock: shop.clock, fetch, connector: feed }, shop.shopId, given)
}
