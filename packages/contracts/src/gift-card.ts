import { z } from 'zod'
import { money } from './money.ts'

/** A gift card as the shop knows it: of its code only the end is kept. */
export const giftCard = z.object({
  id: z.string(),
  lastFour: z.string(),
  status: z.enum(['active', 'void']),
  amount: money,
  balance: money,
  expiresAt: z.iso.datetime().nullable(),
  /** The order it was bought with; null where the shop gave it. */
  orderId: z.string().nullable(),
  createdAt: z.iso.datetime(),
})
export type GiftCard = z.infer<typeof giftCard>
