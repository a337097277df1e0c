import { z } from 'zod'
import { money } from './money.ts'

/** One thing that the shop told the bot: what of, which part of it, and its value as it was then. */
export const fact = z.object({
  /** What it is of, as people call it: a product's title, an order's number, an article's heading. */
  of: z.string().optional(),
  /** The product, variant or line it is of. */
  id: z.string().optional(),
  name: z.string(),
  value: z.union([money, z.number(), z.string()]),
})
export type Fact = z.infer<typeof fact>

/** What one question to the shop brought in a turn. It names no person: who she is, is no fact of the shop. */
export const factsRead = z.object({ call: z.string(), facts: z.array(fact), ms: z.number().optional() })
export type FactsRead = z.infer<typeof factsRead>
