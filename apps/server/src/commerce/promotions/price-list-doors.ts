import { currency, priceList, priceListDraft, priceListEntry } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { granted } from '../../kernel/refusals.ts'
import {
  createPriceList,
  editPriceList,
  pageEntries,
  readPriceList,
  readPriceLists,
  writeCosts,
  writeEntries,
} from './price-list-store.ts'

const tag = 'prices'
const mayRead = { scope: 'catalogue:read' } as const
const mayWrite = { scope: 'catalogue:write' } as const
const params = z.object({ priceListId: z.string() })
const variantId = z.string().min(1).max(100)
const minQuantity = z.int().min(1).max(999).default(1)
const amount = z.int().min(0).max(1e12)
const example = {
  name: 'Autumn sale',
  currency: 'SEK',
  startsAt: '2026-11-27T00:00:00.000Z',
  endsAt: '2026-11-30T00:00:00.000Z',
}

/** Prices beside the catalogue's: sales that begin and end by themselves, prices for groups and companies, prices from so many on. */
export const priceListDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/price-lists',
    tag,
    summary: 'List price lists',
    access: mayRead,
    answer: z.object({ priceLists: z.array(priceList) }),
    handle: async (tx) => granted({ priceLists: await readPriceLists(tx) }),
  }),
  door({
    method: 'post',
    path: '/price-lists',
    tag,
    summary: 'Make a price list',
    description:
      'For everybody, or for groups and companies. A buyer pays the lowest of the catalogue’s price and the lists she may buy by; no list makes a thing dearer.',
    access: mayWrite,
    body: priceListDraft,
    example,
    answer: priceList,
    status: 201,
    handle: async (tx, { body, principal }) => {
      const made = await createPriceList(tx, body)
      await audit(tx, principal, 'price_list.made', made.id, { name: made.name })
      return granted(made)
    },
  }),
  door({
    method: 'put',
    path: '/price-lists/{priceListId}',
    tag,
    summary: 'Edit a price list',
    description: 'Set `endsAt` to end it. `version` is the one that was seen.',
    access: mayWrite,
    params,
    body: z.strictObject({ version: z.int().min(1), priceList: priceListDraft }),
    example: { version: 1, priceList: example },
    answer: priceList,
    handle: async (tx, { params: { priceListId }, body, principal }) => {
      const edited = await editPriceList(tx, { priceListId, version: body.version, draft: body.priceList })
      if (edited.ok) await audit(tx, principal, 'price_list.edited', priceListId, { version: edited.value.version })
      return edited
    },
  }),
  door({
    method: 'get',
    path: '/price-lists/{priceListId}/entries',
    tag,
    summary: 'List prices of a price list',
    access: mayRead,
    params,
    query: z.object({
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    answer: z.object({
      entries: z.array(priceListEntry),
      next: z.string().nullable(),
    }),
    handle: async (tx, { params: { priceListId }, query }) => {
      const list = await readPriceList(tx, priceListId)
      return list.ok ? granted(await pageEntries(tx, { priceListId, ...query })) : list
    },
  }),
  door({
    method: 'put',
    path: '/price-lists/{priceListId}/entries',
    tag,
    summary: 'Put prices into a price list',
    description:
      'By variant and the quantity from which they count. An amount of null takes one out; others stay as they are.',
    access: mayWrite,
    params,
    body: z.strictObject({
      entries: z
        .array(z.strictObject({ variantId, minQuantity, amount: amount.nullable() }))
        .min(1)
        .max(1000),
    }),
    example: { entries: [{ variantId: 'var_…', minQuantity: 10, amount: 9900 }] },
    answer: z.object({ written: z.int() }),
    handle: async (tx, { params: { priceListId }, body, principal }) => {
      const written = await writeEntries(tx, priceListId, body.entries)
      if (written.ok) await audit(tx, principal, 'price_list.priced', priceListId, written.value)
      return written
    },
  }),
  door({
    method: 'put',
    path: '/costs',
    tag,
    summary: 'Say what goods cost the shop',
    description:
      'Without VAT, for one, beside the price in the same currency. With `pricing.leastMargin` in the settings no combination of offers goes below cost and margin. Shoppers never see it.',
    access: mayWrite,
    body: z.strictObject({
      costs: z
        .array(z.strictObject({ variantId, currency, cost: amount.nullable() }))
        .min(1)
        .max(1000),
    }),
    example: { costs: [{ variantId: 'var_…', currency: 'SEK', cost: 45_000 }] },
    answer: z.object({ written: z.int() }),
    handle: async (tx, { body, principal }) => {
      const written = await writeCosts(tx, body.costs)
      await audit(tx, principal, 'costs.written', 'price', { written })
      return granted({ written })
    },
  }),
]
