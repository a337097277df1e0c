import { z } from 'zod'
import { texts } from './language.ts'
import { currency, money } from './money.ts'
import { refusal } from './refusal.ts'

/** Minor units by currency. What has no amount in a currency does not hold in it. */
const amounts = z.record(currency, z.int().min(0))
/** Hundredths of a percent: 1500 is 15 %. */
const share = z.int().min(1).max(10_000)
const ids = z.array(z.string().min(1).max(100)).max(500)

/** Which goods: those that any list names, or all where no list is given; never those of `except`. A category holds those below it. */
export const selection = z.strictObject({
  products: ids.optional(),
  variants: ids.optional(),
  categories: ids.optional(),
  brands: ids.optional(),
  except: z.strictObject({ products: ids.optional(), categories: ids.optional(), brands: ids.optional() }).optional(),
})
export type Selection = z.infer<typeof selection>

const everything = selection.default({})

/** What has to be so. All conditions of a promotion have to hold. */
export const promotionCondition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('goods_at_least'), amounts, of: everything }),
  z.strictObject({ kind: z.literal('quantity_at_least'), quantity: z.int().min(1).max(999), of: everything }),
  z.strictObject({ kind: z.literal('first_order') }),
  /** A group that the shop has put the person in. */
  z.strictObject({ kind: z.literal('segment'), anyOf: ids.min(1) }),
  z.strictObject({ kind: z.literal('channel'), anyOf: ids.min(1) }),
  z.strictObject({ kind: z.literal('country'), anyOf: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1) }),
])
export type PromotionCondition = z.infer<typeof promotionCondition>

const reduction = z.union([z.strictObject({ percent: share }), z.strictObject({ amounts })])
export type Reduction = z.infer<typeof reduction>

/** What it gives. */
export const promotionAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), percent: share, of: everything, most: amounts.optional() }),
  z.strictObject({ kind: z.literal('fixed'), amounts, of: everything }),
  /** By the ways of delivery named, or any. */
  z.strictObject({ kind: z.literal('free_delivery'), methods: ids.optional() }),
  /** For so many bought, so many of the cheapest of the others are cheaper, or free at 100 %. */
  z.strictObject({
    kind: z.literal('buy_get'),
    buy: z.strictObject({ quantity: z.int().min(1).max(99), of: everything }),
    get: z.strictObject({ quantity: z.int().min(1).max(99), of: everything, percent: share.default(10_000) }),
    mostTimes: z.int().min(1).max(999).optional(),
  }),
  /** One of each part together for one price. */
  z.strictObject({
    kind: z.literal('bundle'),
    parts: z
      .array(z.strictObject({ of: selection, quantity: z.int().min(1).max(99).default(1) }))
      .min(1)
      .max(10),
    amounts,
    mostTimes: z.int().min(1).max(999).optional(),
  }),
  /** The highest step that is reached counts. */
  z.strictObject({
    kind: z.literal('tier_by_goods'),
    of: everything,
    steps: z
      .array(z.strictObject({ from: amounts, off: reduction }))
      .min(1)
      .max(20),
  }),
  z.strictObject({
    kind: z.literal('tier_by_quantity'),
    of: everything,
    steps: z
      .array(z.strictObject({ from: z.int().min(1).max(999), off: reduction }))
      .min(1)
      .max(20),
  }),
])
export type PromotionAction = z.infer<typeof promotionAction>

/** What else may be had with it: anything, only the best of a group, or nothing. */
export const stacking = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('adds_up') }),
  z.strictObject({ kind: z.literal('best_of'), group: z.string().min(1).max(60) }),
  z.strictObject({ kind: z.literal('alone') }),
])

export const promotionRule = z.strictObject({
  conditions: z.array(promotionCondition).max(10).default([]),
  action: promotionAction,
  stacking: stacking.default({ kind: 'best_of', group: 'offers' }),
})
export type PromotionRule = z.infer<typeof promotionRule>

const common = {
  /** What the shop calls it. */
  name: z.string().trim().min(1).max(120),
  /** What shoppers read; the shop's name for it where a language has none. */
  names: texts.default({}),
  rule: promotionRule,
  /** Only with a code. */
  byCode: z.boolean().default(false),
  startsAt: z.iso.datetime().nullable().default(null),
  endsAt: z.iso.datetime().nullable().default(null),
  mostUses: z.int().min(1).nullable().default(null),
  mostUsesPerPerson: z.int().min(1).nullable().default(null),
  /** What it may cost in all, by currency; where a currency is missing it costs nothing there, for it is not given. */
  budget: amounts.nullable().default(null),
}

export const promotionDraft = z.strictObject(common)
export type PromotionDraft = z.infer<typeof promotionDraft>

export const promotionStatus = z.enum(['active', 'paused', 'ended'])

export const promotion = z.object({
  ...common,
  id: z.string(),
  status: promotionStatus,
  /** Raised by every edit; an edit names the one it saw. */
  version: z.int(),
  uses: z.int(),
  /** What it has cost so far. */
  spent: amounts,
  codes: z.object({ count: z.int(), used: z.int() }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Promotion = z.infer<typeof promotion>

/** What a promotion did to a cart, or why it did nothing. */
export const promotionTrace = z.object({
  promotionId: z.string(),
  name: z.string(),
  code: z.string().optional(),
  applied: z.boolean(),
  /** Taken off in all, delivery included. */
  amount: money,
  lines: z.array(z.object({ lineId: z.string(), amount: money })),
  /** Why not, or what held it back. */
  reasons: z.array(refusal),
})
export type PromotionTrace = z.infer<typeof promotionTrace>

export const priceListDraft = z.strictObject({
  name: z.string().trim().min(1).max(120),
  currency,
  /** Groups and companies it is for; everybody where both are empty. */
  groups: ids.default([]),
  companies: ids.default([]),
  startsAt: z.iso.datetime().nullable().default(null),
  endsAt: z.iso.datetime().nullable().default(null),
})
export type PriceListDraft = z.infer<typeof priceListDraft>

export const priceList = z.object({
  ...priceListDraft.shape,
  id: z.string(),
  version: z.int(),
  /** How many prices stand in it. */
  entries: z.int(),
})
export type PriceList = z.infer<typeof priceList>

/** A price in a list, with what it is of. */
export const priceListEntry = z.object({
  variantId: z.string(),
  title: z.string(),
  options: z.string(),
  /** From so many on. */
  minQuantity: z.int(),
  /** Minor units of the list's currency. */
  amount: z.int(),
  /** What the catalogue asks of everybody; null where it is not sold in this currency. */
  listPrice: z.int().nullable(),
})
export type PriceListEntry = z.infer<typeof priceListEntry>

export const promotionCode = z.object({
  code: z.string(),
  singleUse: z.boolean(),
  used: z.boolean(),
  batch: z.string().nullable(),
})
