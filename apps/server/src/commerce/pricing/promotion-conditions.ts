import type { PromotionCondition, PromotionRule, Refusal } from '@parley/contracts'
import { isSelected } from './selected.ts'
import { type Stand, sum } from './stand.ts'

/** Who buys, as far as offers care. */
export interface Buyer {
  groups: readonly string[]
  companyId: string | null
  /** Where the cart was begun: `webchat`, `web`, `api`. */
  channel: string
  country: string | null
  /** Whether she has ordered nothing before; true where it is not known who she is. */
  firstOrder: boolean
}

/** Why a promotion is not for this cart; empty where it is. The goods are counted at their own prices, before anything is taken off. */
export function whyNot(stand: Stand, buyer: Buyer, rule: PromotionRule): Refusal[] {
  return rule.conditions.flatMap((condition) => {
    const refusal = unmet(stand, buyer, condition)
    return refusal ? [refusal] : []
  })
}

function unmet(stand: Stand, buyer: Buyer, condition: PromotionCondition): Refusal | null {
  switch (condition.kind) {
    case 'goods_at_least': {
      const least = condition.amounts[stand.currency]
      if (least === undefined) return reason('coupon.currency', 'It is not for this currency.')
      const goods = sum(stand.lines.map((line) => (isSelected(line, condition.of) ? line.gross : 0)))
      if (goods >= least) return null
      const values = { least, missing: least - goods, currency: stand.currency }
      return reason('coupon.goods_at_least', `It is for goods worth ${least} or more.`, values)
    }
    case 'quantity_at_least': {
      const quantity = sum(stand.lines.map((line) => (isSelected(line, condition.of) ? line.quantity : 0)))
      if (quantity >= condition.quantity) return null
      const values = { least: condition.quantity, missing: condition.quantity - quantity }
      return reason('coupon.quantity_at_least', `It is for ${condition.quantity} or more.`, values)
    }
    case 'first_order':
      return buyer.firstOrder ? null : reason('coupon.first_order', 'It is for the first order only.')
    case 'segment':
      return condition.anyOf.some((group) => buyer.groups.includes(group))
        ? null
        : reason('coupon.not_for_you', 'It is for some customers only.')
    case 'channel':
      return condition.anyOf.includes(buyer.channel)
        ? null
        : reason('coupon.channel', 'It is not for orders that come this way.')
    case 'country':
      // Until it is known where it goes, it may still go there.
      return buyer.country === null || condition.anyOf.includes(buyer.country)
        ? null
        : reason('coupon.country', 'It is not for this country.')
  }
}

export function reason(code: string, message: string, values?: Refusal['values']): Refusal {
  return { code, path: 'code', severity: 'info', message, ...(values ? { values } : {}) }
}
