import type { Quote } from '@parley/contracts'
import type { Outcome } from './facets.ts'

/** Prices for companies: asked for, named by somebody of the shop, accepted. Only for whoever buys for a company (`quote.not_member`). */
export interface QuotesFacet {
  /** Whether she buys for a company. */
  member(): Promise<boolean>
  /** Of her company, the latest first. */
  mine(): Promise<Quote[]>
  /** Asks a price. It binds nobody. Refused besides: `quote.not_sold`, `quote.too_many`. */
  ask(lines: readonly { variantId: string; quantity: number }[], note: string): Promise<Outcome<Quote>>
  /**
   * Takes the offer that was seen, by its version: its goods lie in the basket at its prices, and are paid on account where the company may.
   * Nothing is ordered by it. Refused: `quote.changed`, `quote.expired`, `quote.wrong_state`, what the basket refuses.
   */
  accept(quoteId: string, version: number): Promise<Outcome<Quote>>
  /** Says no to it. */
  decline(quoteId: string): Promise<Outcome<Quote>>
}
