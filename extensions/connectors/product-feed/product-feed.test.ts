import { readFile } from 'node:fs/promises'
import type { CatalogueRow, RowProblem } from '@parley/sdk'
import { expect, test } from 'vitest'
import feed from './index.ts'
import { readPrice } from './price.ts'

test('a Merchant feed with every sin of the trade: what is sound is read, what is not is named by line', async () => {
  const rows = await read(await readFile(new URL('fixtures/bedding.xml', import.meta.url), 'utf8'), { currency: 'SEK' })
  expect(items(rows)).toEqual([
    {
      id: 'LIN-1',
      groupId: 'LIN',
      title: 'Lakan & örngott i lin',
      description: 'Svalt om sommaren.\n\nTål 60°. Ring <script>alert(1)</script>',
      link: 'https://linne.example/lakan',
      imageLink: 'https://linne.example/lakan.jpg',
      brand: 'Växbo',
      gtin: '7350000000017',
      price: 129900,
      salePrice: 99900,
      currency: 'SEK',
      availability: 'in_stock',
      quantity: 12,
      categoryPath: ['Sovrum', 'Sängkläder', 'Lakan'],
      options: { colour: 'salviagrön', size: '240x260', material: 'lin' },
      attributes: { Tvätt: ['60 grader'] },
      dimensions: { widthMm: 2400, weightG: 1200 },
    },
    expect.objectContaining({ id: 'LIN-2', price: 129900, availability: 'in_stock', options: {}, categoryPath: [] }),
    expect.objectContaining({ id: 'LIN-8', title: 'Filt & fåtölj 85', price: 44900, availability: 'preorder' }),
  ])
  expect(problems(rows).map(({ line, id, code }) => [line, id, code])).toEqual([
    [20, 'LIN-3', 'title.missing'],
    [21, 'LIN-4', 'price.currency'],
    [22, 'LIN-5', 'price.negative'],
    [23, 'LIN-6', 'price.invalid'],
    [24, 'LIN-7', 'availability.unknown'],
    [25, 'LIN-2', 'id.duplicate'],
    [26, undefined, 'id.missing'],
    [27, expect.stringMatching(/^0123/), 'id.too_long'],
  ])
})

test('the same goods as CSV with a mark, semicolons, CRLF and decimal commas, and as TSV', async () => {
  const csv =
    '\uFEFFid;title;price;availability;inventory;Product Type;flavour\r\n' +
    'A1;"Te; ""svart""\r\nmed citron";"49,90 SEK";in stock;3;Dryck > Te;citron\r\n' +
    '\r\nA2;Kaffe;59;out of stock;;;\r\nA3;Mjölk;;in stock;;;\r\n'
  const rows = await read(csv, { currency: 'SEK' })
  expect(items(rows)).toMatchObject([
    { id: 'A1', title: 'Te; "svart" med citron', price: 4990, quantity: 3, attributes: { flavour: ['citron'] } },
    { id: 'A2', price: 5900, availability: 'out_of_stock' },
  ])
  expect(problems(rows)).toMatchObject([{ line: 6, id: 'A3', code: 'price.missing' }])

  const tsv = 'id\ttitle\tprice\tavailability\tcolour\n1\tSkjár 24"\t39.990 kr.\tin_stock\tsvart\n'
  expect(items(await read(tsv, { currency: 'ISK' }))).toMatchObject([
    { id: '1', title: 'Skjár 24"', price: 39990, options: { colour: 'svart' } },
  ])
})

test('an Atom feed, and one in an older encoding', async () => {
  const atom =
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>7</id><title>Bögre</title><g:price>1 990 Ft</g:price></entry></feed>'
  expect(items(await read(atom, { currency: 'HUF' }))).toMatchObject([{ id: '7', title: 'Bögre', price: 199000 }])
  const latin = Buffer.from('id,title,price\n1,Blå kopp,49 SEK\n', 'latin1')
  expect(items(await read(latin, { currency: 'SEK' }))).toMatchObject([{ title: 'Blå kopp' }])
})

test('a feed that is cut short keeps the rows before the cut and says so', async () => {
  const rows = await read('<rss><channel><item><id>1</id><title>Cup</title><price>5 EUR</price></item><item><id>2</id>')
  expect(items(rows).map((item) => item.id)).toEqual(['1'])
  expect(problems(rows)).toMatchObject([{ code: 'feed.cut_short' }])
  expect(problems(await read('<html><body>Not here</body></html>'))).toMatchObject([{ code: 'feed.empty' }])
  expect(problems(await read('name,price\nCup,5\n'))).toMatchObject([{ line: 1, code: 'feed.header' }])
})

test('a bomb does not go off: declared entities, endless depth and endless rows end the reading', async () => {
  const laughs =
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><item><id>&b;</id><title>x</title><price>1 EUR</price></item></rss>'
  expect(await read(laughs)).toMatchObject([{ problem: { code: 'feed.doctype' } }])
  expect(await read(`<rss>${'<a>'.repeat(100)}`)).toMatchObject([{ problem: { code: 'feed.too_deep' } }])
  expect(await read(`<rss><item><id>1</id><title>${'x'.repeat(3_000_000)}`)).toMatchObject([
    { problem: { code: 'row.too_large' } },
  ])
  const open = await read(`id,title,price\n1,Cup,5\n2,"${'x'.repeat(3_000_000)}`)
  expect(open).toMatchObject([{ item: { id: '1' } }, { problem: { line: 3, code: 'feed.malformed' } }])
})

test.each([
  ['499.00 SEK', 'SEK', 49900],
  ['SEK 499', 'SEK', 49900],
  ['SEK499,5', 'SEK', 49950],
  ['1 299,00 kr', 'SEK', 129900],
  ['1.299,00 €', 'EUR', 129900],
  ['1,299.00', 'GBP', 129900],
  ['1,234,567 HUF', 'HUF', 123456700],
  ['14.990 kr.', 'ISK', 14990],
  ['14990.00 ISK', 'ISK', 14990],
  ['1.299', 'EUR', 129900],
  ['12.345 KWD', 'KWD', 12345],
  ['$19.99', 'USD', 1999],
  ['0.285 EUR', 'EUR', 29],
  ['0', 'EUR', 0],
] as const)('"%s" in %s is %i', (text, currency, amount) => {
  expect(readPrice(text, currency)).toEqual({ amount })
})

test.each([
  ['499 EUR', 'SEK', 'currency'],
  ['€ 5', 'SEK', 'currency'],
  ['-1.00 SEK', 'SEK', 'negative'],
  ['abc', 'SEK', 'number'],
  ['1.2.3,4.5', 'SEK', 'number'],
  ['NaN', 'SEK', 'number'],
  ['1e5 SEK', 'SEK', 'number'],
  ['', 'SEK', 'number'],
] as const)('"%s" is no price in %s', (text, currency, fault) => {
  expect(readPrice(text, currency)).toMatchObject({ fault })
})

async function read(text: string | Uint8Array, more: { currency?: string } = {}): Promise<CatalogueRow[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const context = { settings: {}, fetch, language: 'sv', currency: more.currency ?? 'EUR' }
  const rows: CatalogueRow[] = []
  for await (const row of feed.catalogue({ open: async () => inPieces(bytes) }, context)) rows.push(row)
  return rows
}

/** Cut where it hurts: in the middle of letters and tags. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001)
}

const items = (rows: CatalogueRow[]) => rows.flatMap((row) => ('item' in row ? [row.item] : []))
const problems = (rows: CatalogueRow[]): RowProblem[] => rows.flatMap((row) => ('problem' in row ? [row.problem] : []))
