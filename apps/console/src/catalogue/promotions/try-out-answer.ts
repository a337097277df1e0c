import { money, promotionTrace, totals } from '@parley/contracts'
import { z } from 'zod'

/** What a cart would cost, and why, as the server tells it. */
export const tryOutAnswer = z.object({
  totals,
  lines: z.array(
    z.object({
      variantId: z.string(),
      title: z.string(),
      quantity: z.number(),
      regularPrice: money,
      unitPrice: money,
      priceList: z.object({ id: z.string(), name: z.string() }).nullable(),
      total: money,
      discount: money,
      vat: money,
      offers: z.array(z.object({ promotionId: z.string(), name: z.string(), amount: money })),
    }),
  ),
  promotions: z.array(promotionTrace),
  unknownCodes: z.array(z.string()),
})
export type TryOutAnswer = z.infer<typeof tryOutAnswer>
