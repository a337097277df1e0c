import { currency, money, promotionDraft, promotionTrace, totals } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { readShop } from '../../identity/index.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { sellingTerms } from '../../kernel/shop-settings.ts'
import { variantsForCart } from '../catalogue/index.ts'
import { deliveryOptions, methodOf } from '../pricing/index.ts'
import { type Offers, readOffers } from './offers.ts'
import { offered, tidyCode } from './promotion.ts'
import { gramsOf, quoteGoods } from './quote-goods.ts'

export const tryOutQuestion = z.strictObject({
  currency,
  lines: z
    .array(z.strictObject({ variantId: z.string().min(1).max(100), quantity: z.int().min(1).max(999) }))
    .min(1)
    .max(100),
  codes: z.array(z.string().max(60)).max(5).default([]),
  buyer: z
    .strictObject({
      /** Told, or looked up for the person. */
      firstOrder: z.boolean().optional(),
      groups: z.array(z.string()).max(20).optional(),
      personId: z.string().optional(),
      channel: z.string().default('web'),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .nullable()
        .default(null),
      postalCode: z.string().max(16).nullable().default(null),
      vatNumber: z.string().max(20).nullable().default(null),
    })
    .prefault({}),
  /** A way of delivery by its id. */
  delivery: z.string().nullable().default(null),
  /** One that is not made yet. */
  promotion: promotionDraft.optional(),
})

export const tryOutAnswer = z.object({
  totals,
  lines: z.array(
    z.object({
      variantId: z.string(),
      title: z.string(),
      quantity: z.int(),
      regularPrice: money,
      unitPrice: money,
      /** The price list that made it cheaper. */
      priceList: z.object({ id: z.string(), name: z.string() }).nullable(),
      total: money,
      discount: money,
      vat: money,
      /** What each promotion takes off this line. */
      offers: z.array(z.object({ promotionId: z.string(), name: z.string(), amount: money })),
    }),
  ),
  /** Every promotion that runs or that a code opens: what it did, or why it did nothing. */
  promotions: z.array(promotionTrace),
  unknownCodes: z.array(z.string()),
})

/** What these goods would cost this buyer, and why. Refused: `cart.not_sold` for what the shop does not sell. */
export async function tryOut(
  tx: ShopTransaction,
  question: z.output<typeof tryOutQuestion>,
  asked: string | null,
): Promise<Outcome<z.input<typeof tryOutAnswer>>> {
  const { settings } = await readShop(tx)
  const language = asked ?? settings.defaultLanguage
  const terms = sellingTerms(settings)
  const variantIds = [...new Set(question.lines.map((line) => line.variantId))]
  const wares = await variantsForCart(tx, variantIds, { language, currency: question.currency })
  const missing = question.lines.findIndex((line) => !wares.get(line.variantId)?.unitPrice)
  if (missing >= 0)
    return refuse('cart.not_sold', 'The shop does not sell this in this currency.', {
      path: `lines.${missing}.variantId`,
    })
  const codes = question.codes.map(tidyCode)
  const buyer = { visitorId: null, personId: question.buyer.personId ?? null, email: null }
  const read = await readOffers(tx, { variantIds, currency: question.currency, language, codes, buyer })
  const offers = asTold(read, question, { language, now: tx.now })
  const lines = question.lines.map((line, at) => ({ ...line, id: String(at).padStart(3, '0') }))
  const given = { ...question.buyer, currency: question.currency, at: tx.now, lines, wares, offers, terms }
  const plain = quoteGoods({ ...given, delivery: null })
  const chosen = deliveryOptions(terms, {
    language,
    currency: question.currency,
    at: tx.now,
    country: question.buyer.country,
    postalCode: question.buyer.postalCode,
    grams: gramsOf(lines, offers),
    freight: question.lines.some((line) => wares.get(line.variantId)?.freight === true),
    goods: plain.totals.goods.amount - plain.totals.discount.amount,
  }).find((option) => option.id === question.delivery)
  const quoted = chosen
    ? quoteGoods({ ...given, delivery: { methodId: methodOf(chosen.id), amount: chosen.price.amount } })
    : plain
  return granted({
    totals: quoted.totals,
    lines: quoted.lines.map(({ id, ...line }, at) => ({
      ...line,
      variantId: lines[at]?.variantId ?? '',
      title: wares.get(lines[at]?.variantId ?? '')?.title ?? '',
      quantity: lines[at]?.quantity ?? 0,
      offers: quoted.promotions.flatMap((trace) =>
        trace.lines
          .filter((one) => one.lineId === id)
          .map(({ amount }) => ({ promotionId: trace.promotionId, name: trace.name, amount })),
      ),
    })),
    promotions: quoted.promotions,
    unknownCodes: offers.unknownCodes,
  })
}

/** What is told of the buyer counts before what is known of her; a promotion that is being drawn up joins those that run. */
function asTold(
  read: Offers,
  { buyer, promotion, currency: counted }: z.output<typeof tryOutQuestion>,
  { language, now }: { language: string; now: Date },
): Offers {
  const draft = promotion && {
    ...promotion,
    id: 'draft',
    status: 'active' as const,
    startsAt: promotion.startsAt === null ? null : new Date(promotion.startsAt),
    endsAt: promotion.endsAt === null ? null : new Date(promotion.endsAt),
    uses: 0,
    spent: {},
    code: null,
    codeUsed: false,
    usesOfHers: 0,
  }
  return {
    ...read,
    groups: buyer.groups ?? read.groups,
    firstOrder: buyer.firstOrder ?? read.firstOrder,
    promotions: draft
      ? [...read.promotions, offered(draft, { at: now, currency: counted, language })]
      : read.promotions,
  }
}
