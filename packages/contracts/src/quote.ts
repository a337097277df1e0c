import { z } from 'zod'
import { currency, money } from './money.ts'

export const quoteStatus = z.enum(['asked', 'priced', 'accepted', 'declined'])
export type QuoteStatus = z.infer<typeof quoteStatus>

/** What a company asked a price for, and what it was offered. */
export const quote = z.object({
  id: z.string(),
  /** What people say and type: `Q-1001`. */
  number: z.string(),
  companyId: z.string(),
  companyName: z.string(),
  personId: z.string(),
  /** Who asked; null once she is forgotten. */
  personName: z.string().nullable(),
  currency,
  note: z.string(),
  status: quoteStatus,
  lines: z.array(
    z.object({
      variantId: z.string(),
      title: z.string(),
      options: z.string(),
      quantity: z.int(),
      /** What the catalogue asks of everybody for one; null where it is not sold in this currency. */
      listPrice: money.nullable(),
      /** Null until the shop has named it. */
      unitPrice: money.nullable(),
    }),
  ),
  /** Of the goods, once all of them have a price. */
  total: money.nullable(),
  validUntil: z.iso.datetime().nullable(),
  version: z.int(),
  createdAt: z.iso.datetime(),
})
export type Quote = z.infer<typeof quote>
