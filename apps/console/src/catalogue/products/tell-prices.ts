import { formatMoney } from '@parley/ui'
import { z } from 'zod'
import type { AuditEntry } from '../../api/schemas.ts'

const price = z.object({ amount: z.number(), compareAt: z.number().nullish() }).nullable()
const edit = z.object({
  changed: z.array(z.string()).catch([]),
  prices: z.array(z.object({ sku: z.string(), currency: z.string(), from: price, to: price })).catch([]),
})

const fieldWords: Readonly<Record<string, string>> = {
  texts: 'texts',
  brand: 'brand',
  categories: 'categories',
  options: 'choices',
  vatClass: 'VAT',
  freight: 'freight',
  status: 'shown or hidden',
  handle: 'address',
  variants: 'variants',
}

/** "STOOL-1: 499 kr to 399 kr": what an edit did to prices, else which fields it touched. */
export function tellPrices({ detail }: AuditEntry): string {
  const { changed, prices } = edit.parse(detail)
  const told = prices.slice(0, 6).map(({ sku, currency, from, to }) => {
    const money = (one: z.infer<typeof price>) =>
      one === null ? 'no price' : formatMoney({ amount: one.amount, currency }, navigator.language)
    return `${sku}: ${money(from)} to ${money(to)}`
  })
  const more = prices.length > told.length ? [`and ${prices.length - told.length} more prices`] : []
  const fields = changed
    .filter((field) => field !== 'variants' || told.length === 0)
    .map((field) => fieldWords[field] ?? field)
  return [...told, ...more, ...fields].join(', ')
}
