import type { PromotionRule, PromotionTrace, Refusal } from '@parley/contracts'
import { rankOf, savingsOf } from './promotion-actions.ts'
import { type Buyer, reason, whyNot } from './promotion-conditions.ts'
import { after, nothingSaved, type Savings, type Stand, savedIn } from './stand.ts'

/** A promotion that may come into it, with what is known of it outside the cart. */
export interface OfferedPromotion {
  id: string
  /** In the reader's language. */
  name: string
  /** The code by which it came in; null where none is needed. */
  code: string | null
  rule: PromotionRule
  /** Why it can't be had, whatever is in the cart: over, used up. */
  barred: Refusal | null
  /** What is left of its budget in this currency; null where it has none. */
  budgetLeft: number | null
}

export interface Applied {
  /** What is left to pay of each line and of the delivery. */
  stand: Stand
  traces: PromotionTrace[]
}

interface Tried {
  promotion: OfferedPromotion
  savings: Savings
  reasons: Refusal[]
}

/**
 * Promotions on a cart. Of those that share a group the one that saves most is had, those that add up are all had, one that stands alone is had
 * where it saves more than all others together. Each then works on what the ones before it left: single goods first, then all, then the delivery.
 */
export function applyPromotions(stand: Stand, buyer: Buyer, offered: readonly OfferedPromotion[]): Applied {
  const sorted = [...offered].sort((one, other) => (one.id < other.id ? -1 : 1))
  const tried = sorted.map((promotion) => tryOne(stand, buyer, promotion))
  const fitting = tried.filter(({ reasons, savings }) => reasons.length === 0 && savedIn(savings) > 0)
  const together = inTurn(stand, winners(fitting))
  const [alone] = fitting.filter(isAlone).sort(byMost)
  const better = alone && savedIn(alone.savings) > together.saved ? inTurn(stand, [alone]) : together
  const had = new Map(better.done.map((done) => [done.promotion.id, done]))
  const traces = tried.map((one) =>
    traceOf(stand, had.get(one.promotion.id) ?? notHad(stand, one), had.has(one.promotion.id)),
  )
  return { stand: better.stand, traces }
}

function tryOne(stand: Stand, buyer: Buyer, promotion: OfferedPromotion): Tried {
  if (promotion.barred) return { promotion, savings: nothingSaved(stand), reasons: [promotion.barred] }
  const reasons = whyNot(stand, buyer, promotion.rule)
  if (reasons.length > 0) return { promotion, savings: nothingSaved(stand), reasons }
  return { promotion, ...within(promotion, savingsOf(stand, promotion.rule.action), stand) }
}

/** An offer that would cost more than is left of its budget is not given at all. */
function within(promotion: OfferedPromotion, savings: Savings, stand: Stand): Pick<Tried, 'savings' | 'reasons'> {
  if (promotion.budgetLeft === null || savedIn(savings) <= promotion.budgetLeft) return { savings, reasons: [] }
  return { savings: nothingSaved(stand), reasons: [reason('coupon.used_up', 'It has been used up.')] }
}

function winners(fitting: readonly Tried[]): Tried[] {
  const best = new Map<string, Tried>()
  for (const one of fitting) {
    const { stacking } = one.promotion.rule
    if (stacking.kind === 'alone') continue
    const key = stacking.kind === 'best_of' ? `group ${stacking.group}` : `promotion ${one.promotion.id}`
    const known = best.get(key)
    if (!known || byMost(one, known) < 0) best.set(key, one)
  }
  return [...best.values()]
}

function inTurn(stand: Stand, chosen: readonly Tried[]): { stand: Stand; saved: number; done: Tried[] } {
  const order = [...chosen].sort(
    (one, other) => rankOf(one.promotion.rule.action) - rankOf(other.promotion.rule.action),
  )
  let now = stand
  let saved = 0
  const done: Tried[] = []
  for (const { promotion } of order) {
    const { savings } = within(promotion, savingsOf(now, promotion.rule.action), now)
    if (savedIn(savings) === 0) continue
    now = after(now, savings)
    saved += savedIn(savings)
    done.push({ promotion, savings, reasons: savings.heldBack ? [heldBack()] : [] })
  }
  return { stand: now, saved, done }
}

function notHad(stand: Stand, { promotion, savings, reasons }: Tried): Tried {
  return { promotion, savings, reasons: reasons.length > 0 ? reasons : [whyIdle(stand, promotion, savings)] }
}

/** Why a promotion that would be for this cart takes nothing off. */
function whyIdle(stand: Stand, { rule }: OfferedPromotion, savings: Savings): Refusal {
  if (savedIn(savings) > 0) return reason('coupon.beaten', 'Another offer is better.')
  if (savings.heldBack) return heldBack()
  if (rule.action.kind !== 'free_delivery') return reason('coupon.not_for_these', 'It is not for these goods.')
  if (!stand.delivery) return reason('coupon.delivery_later', 'It counts once a way of delivery is chosen.')
  if (stand.delivery.left === 0) return reason('coupon.delivery_free', 'Delivery is free already.')
  return reason('coupon.delivery_method', 'It is not for this way of delivery.')
}

function traceOf(stand: Stand, { promotion, savings, reasons }: Tried, applied: boolean): PromotionTrace {
  const { currency } = stand
  const off = applied ? savings : nothingSaved(stand)
  return {
    promotionId: promotion.id,
    name: promotion.name,
    ...(promotion.code === null ? {} : { code: promotion.code }),
    applied,
    amount: { amount: savedIn(off), currency },
    lines: stand.lines.flatMap((line, place) => {
      const amount = off.lines[place] ?? 0
      return amount > 0 ? [{ lineId: line.id, amount: { amount, currency } }] : []
    }),
    reasons,
  }
}

const isAlone = ({ promotion }: Tried): boolean => promotion.rule.stacking.kind === 'alone'
/** The one that saves more; among equals the one that came first. */
const byMost = (one: Tried, other: Tried): number =>
  savedIn(other.savings) - savedIn(one.savings) || (one.promotion.id < other.promotion.id ? -1 : 1)
const heldBack = (): Refusal => reason('coupon.margin', 'The price can go no lower.')
