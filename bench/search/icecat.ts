import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { MissingData } from '../figure.ts'

const product = z.object({
  id: z.string(),
  name: z.string().catch(''),
  title: z.string().catch(''),
  brand: z.string().catch(''),
  price_minor: z.number().catch(0),
  description: z.string().catch(''),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).catch({}),
})
export type IcecatProduct = z.infer<typeof product>

const judgment = z.object({ query: z.string(), product_id: z.string(), rating: z.coerce.number() })

/** Query → product id → rating from 0 to 3. */
export type Judgments = ReadonlyMap<string, ReadonlyMap<string, number>>

export function readIcecat(): { products: IcecatProduct[]; judgments: Judgments } {
  const folder = join(process.env.PARLEY_BENCH_DATA ?? '', 'icecat')
  if (!process.env.PARLEY_BENCH_DATA || !existsSync(join(folder, 'products.jsonl.gz')))
    throw new MissingData('Set PARLEY_BENCH_DATA to the folder that holds icecat: products and judged queries.')
  const lines = gunzipSync(readFileSync(join(folder, 'products.jsonl.gz')))
    .toString('utf8')
    .split('\n')
  const products = lines.filter((line) => line !== '').map((line) => product.parse(JSON.parse(line)))
  const judgments = new Map<string, Map<string, number>>()
  for (const row of z.array(judgment).parse(parse(readFileSync(join(folder, 'judgments.csv')), { columns: true }))) {
    const rated = judgments.get(row.query) ?? new Map<string, number>()
    judgments.set(row.query, rated.set(row.product_id, row.rating))
  }
  return { products, judgments }
}

/** The attributes as one text: names and values, without those that only say no. */
export const attributeText = (product: IcecatProduct): string =>
  Object.entries(product.attributes)
    .flatMap(([name, value]) => (value === false ? [] : value === true ? [name] : [`${name} ${value}`]))
    .join(' ')
    .replaceAll('_', ' ')

/** nDCG@10 with gain 2^rating − 1; what was not judged counts as nothing. */
export function ndcg10(ids: readonly string[], rated: ReadonlyMap<string, number>): number {
  const gain = (rating: number, place: number) => (2 ** rating - 1) / Math.log2(place + 2)
  const found = ids.slice(0, 10).reduce((sum, id, place) => sum + gain(rated.get(id) ?? 0, place), 0)
  const ideal = [...rated.values()]
    .sort((one, other) => other - one)
    .slice(0, 10)
    .reduce((sum, rating, place) => sum + gain(rating, place), 0)
  return ideal === 0 ? 0 : found / ideal
}
