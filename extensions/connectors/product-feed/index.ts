import { type CatalogueRow, defineConnector } from '@parley/sdk'
import { z } from 'zod'
import { decoded } from './decoded.ts'
import { itemOf } from './item.ts'
import { tableRecords } from './table-records.ts'
import { xmlRecords } from './xml-records.ts'

/** Google Merchant product feeds: RSS 2.0 or Atom, CSV, TSV; Meta's catalogue CSV has the same columns. */
export default defineConnector({
  id: 'product-feed',
  name: 'Product feed (Google Merchant XML, CSV or TSV)',
  settings: z.object({}),
  secrets: [],
  async *catalogue(source, context) {
    const text = await decoded(await source.open())
    const seen = new Set<string>()
    for await (const record of isXml(text.opening)
      ? xmlRecords(text.chunks)
      : tableRecords(text.opening, text.chunks)) {
      const row = 'problem' in record ? record : itemOf(record, context)
      yield 'item' in row && seen.has(row.item.id) ? duplicate(row.line, row.item.id) : row
      if ('item' in row) seen.add(row.item.id)
    }
  },
})

/** What the sender says of the type is often wrong; the first character is not. */
const isXml = (opening: string): boolean => opening.trimStart().startsWith('<')

const duplicate = (line: number, id: string): CatalogueRow => ({
  problem: {
    line,
    id,
    code: 'id.duplicate',
    message: `The id "${id}" stands further up in the feed already.`,
  },
})
