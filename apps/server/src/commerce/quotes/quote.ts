import type { Quote, QuoteStatus } from '@parley/contracts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'

/** Where a quote may go from where it stands. What was priced may be priced anew until it is accepted. */
const quoteMoves = {
  asked: ['priced', 'declined'],
  priced: ['priced', 'accepted', 'declined'],
  accepted: [],
  declined: [],
} as const satisfies Record<QuoteStatus, readonly QuoteStatus[]>

export function moveQuote(from: QuoteStatus, to: QuoteStatus): Outcome<QuoteStatus> {
  const allowed: readonly QuoteStatus[] = quoteMoves[from]
  if (allowed.includes(to)) return granted(to)
  return refuse('quote.wrong_state', `A quote that is ${from} can't become ${to}.`, { path: 'status' })
}

/** Whether this very offer may be taken now. Refused: `quote.wrong_state`, `quote.changed`, `quote.expired`. */
export function mayAccept(quote: Quote, seen: { version: number; now: Date }): Outcome<null> {
  const moved = moveQuote(quote.status, 'accepted')
  if (!moved.ok) return moved
  if (quote.version !== seen.version) return refuse('quote.changed', 'It was priced anew.', { path: 'version' })
  if (!quote.validUntil || new Date(quote.validUntil) <= seen.now)
    return refuse('quote.expired', 'It held until then, and no longer.')
  return granted(null)
}
