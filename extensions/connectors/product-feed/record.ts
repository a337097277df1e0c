import type { RowProblem } from '@parley/sdk'

/** One row as the feed has it: field names in one spelling, all values of a field. */
export interface FeedRecord {
  line: number
  fields: ReadonlyMap<string, readonly string[]>
}

export type ReadRecord = FeedRecord | { problem: RowProblem; line: number }

/** More than any honest row has; what is larger is reported and left out. */
export const longestRow = 512 * 1024

/** A feed that can't be read on from here. */
export const broken = (line: number, code: string, message: string): ReadRecord => ({
  line,
  problem: { line, code, message },
})

const sameField: Readonly<Record<string, string>> = {
  colour: 'color',
  sell_on_google_quantity: 'quantity',
  quantity_to_sell_on_facebook: 'quantity',
  inventory: 'quantity',
  stock: 'quantity',
  stock_quantity: 'quantity',
  product_category: 'product_type',
  category: 'product_type',
  name: 'title',
  image: 'image_link',
  image_url: 'image_link',
  url: 'link',
  group_id: 'item_group_id',
}

/** `g:Item Group ID`, `item group id` and `item_group_id` are one field. */
export function fieldName(given: string): string {
  const name = given
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
    .replace(/^[a-z0-9_]+:(?=\D)/, '')
    .replace(/[\s-]+/g, '_')
  return Object.hasOwn(sameField, name) ? (sameField[name] ?? name) : name
}
