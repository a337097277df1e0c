import { decimalsOf } from '@parley/contracts'
import type { CatalogueItem } from '@parley/sdk'
import { mostHighlights } from './offered-items.ts'

export const feedFormats = ['xml', 'csv', 'tsv'] as const
export type FeedFormat = (typeof feedFormats)[number]

/** How a feed begins, how each item stands in it, and how it ends. */
export interface FeedWriter {
  type: string
  head: (shop: { name: string; url: string }) => string
  row: (item: CatalogueItem) => string
  foot: string
}

/** Google Merchant's columns, in this order; the last ones may come more than once. */
const columns = {
  id: ({ id }) => id,
  title: ({ title }) => title,
  description: ({ description }) => description,
  link: ({ link }) => link,
  image_link: ({ imageLink }) => imageLink,
  availability: ({ availability }) => availability,
  price: ({ price, currency }) => amount(price, currency),
  sale_price: ({ salePrice, currency }) => (salePrice === undefined ? undefined : amount(salePrice, currency)),
  quantity: ({ quantity }) => quantity?.toString(),
  brand: ({ brand }) => brand,
  gtin: ({ gtin }) => gtin,
  mpn: ({ mpn }) => mpn,
  item_group_id: ({ groupId }) => groupId,
  product_type: ({ categoryPath }) => categoryPath.join(' > ') || undefined,
  color: ({ options }) => options.colour,
  size: ({ options }) => options.size,
  material: ({ options }) => options.material,
  pattern: ({ options }) => options.pattern,
  product_width: ({ dimensions }) => measure(dimensions?.widthMm, 'mm'),
  product_height: ({ dimensions }) => measure(dimensions?.heightMm, 'mm'),
  product_length: ({ dimensions }) => measure(dimensions?.depthMm, 'mm'),
  product_weight: ({ dimensions }) => measure(dimensions?.weightG, 'g'),
} satisfies Record<string, (item: CatalogueItem) => string | undefined>

export function feedWriter(format: FeedFormat): FeedWriter {
  return format === 'xml' ? xml : table(format === 'csv' ? ',' : '\t', `text/${types[format]}; charset=utf-8`)
}

const types = { csv: 'csv', tsv: 'tab-separated-values' } as const

const xml: FeedWriter = {
  type: 'application/xml; charset=utf-8',
  head: ({ name, url }) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">\n<channel>\n<title>${escaped(name)}</title>\n<link>${escaped(url)}</link>\n<description>${escaped(name)}</description>\n`,
  row: (item) => {
    const plain = Object.entries(columns).flatMap(([name, value]) => element(name, value(item)))
    const highlights = (item.attributes.product_highlight ?? []).flatMap((one) => element('product_highlight', one))
    const details = detailsOf(item).map(
      ([name, value]) =>
        `<g:product_detail>${element('attribute_name', name).join('')}${element('attribute_value', value).join('')}</g:product_detail>`,
    )
    return `<item>\n${[...plain, ...highlights, ...details].join('\n')}\n</item>\n`
  },
  foot: '</channel>\n</rss>\n',
}

function table(mark: ',' | '\t', type: string): FeedWriter {
  const names = [...Object.keys(columns), ...Array.from({ length: mostHighlights }, () => 'product_highlight')]
  const line = (cells: readonly string[]) => `${cells.map((cell) => quoted(cell, mark)).join(mark)}\n`
  return {
    type,
    head: () => line([...names, 'product_detail']),
    row: (item) => {
      const highlights = item.attributes.product_highlight ?? []
      return line([
        ...Object.values(columns).map((value) => value(item) ?? ''),
        ...Array.from({ length: mostHighlights }, (_, at) => highlights[at] ?? ''),
        detailsOf(item)
          .map(([name, value]) => `:${name}:${value}`)
          .join(','),
      ])
    },
    foot: '',
  }
}

const detailsOf = ({ attributes }: CatalogueItem): [string, string][] =>
  Object.entries(attributes).flatMap(([name, values]) =>
    name === 'product_highlight' ? [] : values.map((value): [string, string] => [name, value]),
  )

/** "129.00 SEK", "1490 ISK": with as many decimals as the currency has. */
function amount(minor: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(minor).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`} ${currency}`
}

const measure = (value: number | undefined, unit: string): string | undefined =>
  value === undefined ? undefined : `${value} ${unit}`

const element = (name: string, text: string | undefined): string[] =>
  text === undefined || text === '' ? [] : [`<g:${name}>${escaped(text)}</g:${name}>`]

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Control characters have no place in XML, whatever stands before them. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ')
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)

function quoted(cell: string, mark: string): string {
  return cell.includes(mark) || /["\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
