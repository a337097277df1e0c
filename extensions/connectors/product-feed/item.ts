import type { CatalogueItem, CatalogueRow, ConnectorContext } from '@parley/sdk'
import { lengthMm, weightG } from './measure.ts'
import { type ReadPrice, readPrice } from './price.ts'
import type { FeedRecord } from './record.ts'
import { block, sentence } from './text.ts'

const longestId = 50

type Context = Pick<ConnectorContext<unknown>, 'currency' | 'now'>

/** The item of a row, or the first reason why it is none. */
export function itemOf(record: FeedRecord, context: Context): CatalogueRow {
  const first = (name: string): string => sentence(record.fields.get(name)?.[0] ?? '')
  const id = first('id')
  const no = (code: string, message: string): CatalogueRow => ({
    problem: { line: record.line, ...(id && { id: id.slice(0, 80) }), code, message },
  })
  const title = first('title')
  if (!id) return no('id.missing', 'The row has no id.')
  if (id.length > longestId)
    return no('id.too_long', `The id has ${id.length} characters; at most ${longestId} are allowed.`)
  if (!title) return no('title.missing', 'The row has no title.')

  if (!first('price')) return no('price.missing', 'The row has no price.')
  const price = readPrice(first('price'), context.currency)
  if ('fault' in price) return no(...priceFault('price', price, context))
  const sale = first('sale_price') && saleRuns(first('sale_price_effective_date'), context) ? first('sale_price') : ''
  const salePrice = sale ? readPrice(sale, context.currency) : null
  if (salePrice && 'fault' in salePrice) return no(...priceFault('sale_price', salePrice, context))

  const counted = first('quantity')
  if (counted && !/^\d{1,9}(?:[.,]0+)?$/.test(counted))
    return no('quantity.invalid', `"${counted}" is not a number of units.`)
  const quantity = counted ? Number.parseInt(counted, 10) : undefined
  const availability = availabilityOf(first('availability'), quantity)
  if (!availability)
    return no('availability.unknown', `"${first('availability')}" is no availability that this shop knows.`)

  const groupId = first('item_group_id')
  if (groupId.length > longestId)
    return no('group.too_long', `The item_group_id is longer than ${longestId} characters.`)
  const lowered = salePrice && salePrice.amount < price.amount ? salePrice.amount : undefined
  return {
    line: record.line,
    item: {
      id,
      title: title.slice(0, 500),
      description: block(record.fields.get('description')?.[0] ?? '').slice(0, 10_000),
      price: price.amount,
      currency: context.currency,
      availability,
      categoryPath: categoryPath(first('product_type')) ?? categoryPath(first('google_product_category')) ?? [],
      options: optionsOf(first),
      attributes: attributesOf(record),
      ...known({
        groupId: groupId || undefined,
        link: webAddress(first('link')),
        imageLink: webAddress(first('image_link')),
        brand: first('brand').slice(0, 200) || undefined,
        gtin: /^\d{8,14}$/.test(first('gtin')) ? first('gtin') : undefined,
        mpn: first('mpn').slice(0, 100) || undefined,
        salePrice: lowered,
        quantity,
        dimensions: dimensionsOf(first),
      }),
    },
  }
}

function priceFault(
  field: 'price' | 'sale_price',
  price: Exclude<ReadPrice, { amount: number }>,
  { currency }: Context,
): [string, string] {
  const { fault, found } = price
  if (fault === 'currency') return [`${field}.currency`, `"${found}" is not in ${currency}, the currency of this feed.`]
  if (fault === 'negative') return [`${field}.negative`, `"${found}" is below zero.`]
  return [`${field}.invalid`, `"${found}" is not an amount.`]
}

/** "2026-11-01T00:00+0100/2026-11-30T23:59+0100"; a sale without dates runs always. */
function saleRuns(dates: string, context: Context): boolean {
  const [from, to] = dates.split('/').map((date) => Date.parse(date))
  const now = context.now?.()
  if (!now || from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) return true
  return now.getTime() >= from && now.getTime() <= to
}

const availabilities: Readonly<Record<string, CatalogueItem['availability']>> = {
  in_stock: 'in_stock',
  instock: 'in_stock',
  available: 'in_stock',
  limited_availability: 'in_stock',
  limitedavailability: 'in_stock',
  out_of_stock: 'out_of_stock',
  outofstock: 'out_of_stock',
  sold_out: 'out_of_stock',
  soldout: 'out_of_stock',
  preorder: 'preorder',
  pre_order: 'preorder',
  backorder: 'backorder',
  back_order: 'backorder',
  available_for_order: 'backorder',
}

function availabilityOf(text: string, quantity: number | undefined): CatalogueItem['availability'] | undefined {
  if (text === '') return quantity === 0 ? 'out_of_stock' : 'in_stock'
  const word = text
    .toLowerCase()
    .replace(/^https?:\/\/schema\.org\//, '')
    .replace(/[\s-]+/g, '_')
  return Object.hasOwn(availabilities, word) ? availabilities[word] : undefined
}

function optionsOf(first: (name: string) => string): Record<string, string> {
  const { colour, size, material, pattern } = {
    colour: first('color'),
    size: first('size'),
    material: first('material'),
    pattern: first('pattern'),
  }
  return known({
    colour: colour.slice(0, 100) || undefined,
    size: size.slice(0, 100) || undefined,
    material: material.slice(0, 200) || undefined,
    pattern: pattern.slice(0, 100) || undefined,
  })
}

/** Fields that have a meaning of their own, or none for a shopper. */
const notAttributes =
  /^(id|title|description|link|mobile_link|.*image.*link|.*_url|availability.*|price|sale_price.*|currency|color|size|size_.*|material|pattern|item_group_.*|brand|gtin|ean|upc|mpn|identifier_exists|quantity|google_product_category|fb_product_category|product_type|condition|shipping.*|tax.*|adult|multipack|is_bundle|custom_label.*|ads_.*|adwords_.*|product_(length|width|height|weight|detail)|unit_pricing.*|installment|subscription.*|loyalty.*|.*destination.*|expiration_date|cost_of_goods.*|.*_date|transit.*|.*handling_time|pause|updated|published|author|guid|summary|pubdate|video.*|rich_text.*|internal.*|commerce_.*|visibility|status|marked_.*|min_.*|max_.*|energy_efficiency.*_min|lifestyle.*|auto_pricing.*|maximum_.*|minimum_.*|sku)$/

function attributesOf(record: FeedRecord): Record<string, string[]> {
  const attributes: Record<string, string[]> = {}
  const add = (name: string, value: string) => {
    const said = sentence(value).slice(0, 300)
    const code = sentence(name).slice(0, 60)
    if (!said || !code || code === '__proto__') return
    const values = attributes[code] ?? []
    if (values.length < 20 && !values.includes(said)) attributes[code] = [...values, said]
  }
  // In a table several details share a cell, told apart by commas; a value may hold commas itself.
  const details = record.fields.get('product_detail')?.flatMap((cell) => cell.split(/,(?=[^:,]*:[^:,]+:)/)) ?? []
  for (const detail of details) {
    const [, name = '', ...value] = detail.split(':')
    add(name, value.join(':'))
  }
  for (const [name, values] of record.fields) {
    if (Object.keys(attributes).length >= 40) break
    if (!notAttributes.test(name)) for (const value of values) add(name, value)
  }
  return attributes
}

function categoryPath(text: string): string[] | undefined {
  const path = text.split(/\s*(?:>|›|»)\s*/).filter((name) => name !== '')
  // A bare number is a place in a taxonomy that a shopper never sees.
  if (path.length === 0 || /^\d+$/.test(text)) return undefined
  return path.slice(0, 6).map((name) => name.slice(0, 100))
}

function dimensionsOf(first: (name: string) => string): CatalogueItem['dimensions'] {
  const found = known({
    widthMm: lengthMm(first('product_width')),
    heightMm: lengthMm(first('product_height')),
    depthMm: lengthMm(first('product_length') || first('product_depth')),
    weightG: weightG(first('product_weight') || first('shipping_weight')),
  })
  return Object.keys(found).length > 0 ? found : undefined
}

function webAddress(text: string): string | undefined {
  const url = URL.parse(text)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && text.length <= 2000 ? url.href : undefined
}

function known<Fields extends Record<string, unknown>>(
  fields: Fields,
): { [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  const kept: { [Name in keyof Fields]?: NonNullable<Fields[Name]> } = {}
  for (const name in fields) {
    const value = fields[name]
    if (value !== undefined && value !== null) kept[name] = value
  }
  return kept
}
