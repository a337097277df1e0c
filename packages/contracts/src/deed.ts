import { z } from 'zod'
import { proposal } from './commerce.ts'
import { currency, money } from './money.ts'

/** What agents may give away by themselves, and how the desk meets shoppers. */
export const deskRules = z.object({
  /** Per cent off the goods of a cart; more than that an owner or admin has to allow. */
  offerPercent: z.number().min(0).max(100).default(10),
  offerDays: z.int().min(1).max(90).default(7),
  /** Given back at a time, in minor units; where a currency is missing there is no limit. */
  refundUpTo: z.record(currency, z.int().min(0)).default({}),
  /** The desk sees what shoppers write before they send it, and they are told so. */
  typingPreview: z.boolean().default(false),
  /** The desk sees who is in the shop just now. */
  liveVisitors: z.boolean().default(true),
  /** What is asked before the first word; nothing where it is empty. */
  preChat: z
    .array(z.object({ field: z.enum(['name', 'email', 'phone']), required: z.boolean().default(false) }))
    .max(3)
    .default([]),
})
export type DeskRules = z.infer<typeof deskRules>

const minorUnits = z.int().min(1)
const why = z.string().trim().min(1).max(200)
const orderId = z.string().min(1).max(64)

/** What an agent may do for a shopper from within the talk; shown first, done by a yes. */
export const deskDeed = z.discriminatedUnion('do', [
  /** Off the goods in her cart now, by a code of her own: hundredths of a per cent, or an amount. */
  z.strictObject({
    do: z.literal('offer'),
    off: z.union([z.strictObject({ percent: z.int().min(1).max(10_000) }), z.strictObject({ amount: minorUnits })]),
  }),
  z.strictObject({ do: z.literal('refund'), orderId, amount: minorUnits.optional(), reason: why }),
  z.strictObject({ do: z.literal('cancel'), orderId, reason: why }),
  /** By the first way of paying that has a page, where none is named. */
  z.strictObject({ do: z.literal('payment_link'), orderId, provider: z.string().min(1).max(40).optional() }),
])
export type DeskDeed = z.infer<typeof deskDeed>

export const proposedDeed = z.object({
  proposal,
  /** It is more than the agent may give by herself: her yes asks an owner or admin. */
  needsApproval: z.boolean(),
})
export type ProposedDeed = z.infer<typeof proposedDeed>

/** Somebody who is in the shop now. */
export const liveVisitor = z.object({
  id: z.string(),
  /** The path of the page, without its question. */
  page: z.string(),
  language: z.string(),
  isReturning: z.boolean(),
  name: z.string().nullable(),
  since: z.iso.datetime(),
  cart: z.object({ items: z.int(), total: money }).nullable(),
  conversationId: z.string().nullable(),
})
export type LiveVisitor = z.infer<typeof liveVisitor>

export const approval = z.object({
  id: z.string(),
  conversationId: z.string(),
  kind: z.string(),
  /** What the agent was shown. */
  summary: proposal.shape.summary,
  total: money.nullable(),
  action: z.string(),
  state: z.enum(['asked', 'approved', 'declined']),
  askedBy: z.object({ id: z.string(), name: z.string() }),
  askedAt: z.iso.datetime(),
  decidedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  decidedAt: z.iso.datetime().nullable(),
})
export type Approval = z.infer<typeof approval>
