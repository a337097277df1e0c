import type { Currency, LanguageTag, PromotionRule, Refusal, Texts } from '@parley/contracts'
import { type OfferedPromotion, reason } from '../pricing/index.ts'

/** A promotion as far as a cart is concerned, with what is known of the buyer's own use of it. */
export interface RunningPromotion {
  id: string
  name: string
  names: Texts
  rule: PromotionRule
  status: 'active' | 'paused' | 'ended'
  startsAt: Date | null
  endsAt: Date | null
  mostUses: number | null
  mostUsesPerPerson: number | null
  uses: number
  budget: Readonly<Record<Currency, number>> | null
  spent: Readonly<Record<Currency, number>>
  /** The code by which it came in; null where it needs none. */
  code: string | null
  /** The code was for one use and has had it. */
  codeUsed: boolean
  usesOfHers: number
}

/** The promotion as pricing takes it: named in the reader's language, and barred where it can't be had whatever is in the cart. */
export function offered(
  promotion: RunningPromotion,
  reader: { at: Date; currency: Currency; language: LanguageTag },
): OfferedPromotion {
  const { id, code, rule, budget, spent } = promotion
  return {
    id,
    name: promotion.names[reader.language] ?? promotion.name,
    code,
    rule,
    barred: barredBy(promotion, reader),
    budgetLeft: budget && Math.max(0, (budget[reader.currency] ?? 0) - (spent[reader.currency] ?? 0)),
  }
}

function barredBy(promotion: RunningPromotion, { at, currency }: { at: Date; currency: Currency }): Refusal | null {
  const { startsAt, endsAt, mostUses, mostUsesPerPerson, budget } = promotion
  if (promotion.status === 'paused') return reason('coupon.paused', 'It does not count just now.')
  if (promotion.status === 'ended' || (endsAt && endsAt.getTime() <= at.getTime()))
    return reason('coupon.ended', 'It is over.')
  if (startsAt && startsAt.getTime() > at.getTime())
    return reason('coupon.not_yet', 'It has not begun yet.', { from: startsAt.toISOString() })
  if (promotion.codeUsed) return reason('coupon.code_used', 'The code has been used.')
  if (mostUses !== null && promotion.uses >= mostUses) return reason('coupon.used_up', 'It has been used up.')
  if (mostUsesPerPerson !== null && promotion.usesOfHers >= mostUsesPerPerson)
    return reason('coupon.per_person', 'You have used it already.', { most: mostUsesPerPerson })
  if (budget && budget[currency] === undefined) return reason('coupon.currency', 'It is not for this currency.')
  return null
}

/** A code as it is kept and compared: what people type, in capitals and without spaces. */
export const tidyCode = (said: string): string => said.toUpperCase().replace(/\s+/g, '')

/** Signs that are not mistaken for one another when a code is read out or typed from paper. */
const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** A code nobody guesses: fifty bits of chance behind the prefix. */
export function newCode(prefix: string, random: (below: number) => number): string {
  const body = Array.from({ length: 10 }, () => signs[random(signs.length)] ?? 'X').join('')
  return tidyCode(prefix) + body
}
