import type { OrderStatus } from '@parley/contracts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import type { OrderRules } from '../../kernel/shop-settings.ts'

export type OrderChange = keyof OrderRules

interface Changing {
  number: string
  status: OrderStatus
  placedAt: Date
}

const stillBefore: Record<OrderRules['cancel']['before'], readonly OrderStatus[]> = {
  packed: ['placed', 'paid'],
  shipped: ['placed', 'paid', 'packed'],
}

/** Whether a shopper may still change the order herself. A refusal names the rule that stands in the way. */
export function mayChange(order: Changing, what: OrderChange, rules: OrderRules, now: Date): Outcome<null> {
  const rule = rules[what]
  const { number } = order
  if (order.status === 'cancelled')
    return refuse('order.rule_cancelled', `Order ${number} has been cancelled.`, { values: { number } })
  if (rule.withinHours === 0)
    return refuse('order.rule_never', 'The shop changes orders itself.', { values: { number, what } })
  if (!stillBefore[rule.before].includes(order.status))
    return refuse('order.rule_status', `Orders can be changed until they are ${rule.before}.`, {
      values: { number, what, before: rule.before },
    })
  const hours = rule.withinHours
  if (hours !== null && now.getTime() - order.placedAt.getTime() > hours * 3_600_000)
    return refuse('order.rule_hours', `Orders can be changed within ${hours} hours.`, {
      values: { number, what, hours },
    })
  return granted(null)
}
