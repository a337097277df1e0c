import type { Promotion, PromotionAction, Selection } from '@parley/contracts'
import { formatMoney } from '@parley/ui'

const percentOf = (hundredths: number): string => `${hundredths / 100} %`

export function amountsText(amounts: Readonly<Record<string, number>>): string {
  return Object.entries(amounts)
    .map(([currency, amount]) => formatMoney({ amount, currency }, navigator.language))
    .join(' or ')
}

/** What it gives, in one line. */
export function tellAction(action: PromotionAction): string {
  switch (action.kind) {
    case 'percent':
      return `${percentOf(action.percent)} off ${goods(action.of)}`
    case 'fixed':
      return `${amountsText(action.amounts)} off ${goods(action.of)}`
    case 'free_delivery':
      return 'Free delivery'
    case 'buy_get': {
      const off = action.get.percent === 10_000 ? 'free' : `${percentOf(action.get.percent)} off`
      return `Buy ${action.buy.quantity}, get ${action.get.quantity} ${off}`
    }
    case 'bundle':
      return `${action.parts.length} together for ${amountsText(action.amounts)}`
    case 'tier_by_goods':
      return `More off the more it comes to, ${action.steps.length} steps`
    case 'tier_by_quantity':
      return `More off the more are bought, ${action.steps.length} steps`
  }
}

function goods({ products = [], variants = [], categories = [], brands = [] }: Selection): string {
  const count = products.length + variants.length
  const named = [...brands, ...categories]
  if (count + named.length === 0) return 'everything'
  const told = [...named, ...(count > 0 ? [count === 1 ? 'one product' : `${count} products`] : [])]
  return told.length > 3 ? `${told.slice(0, 3).join(', ')} and more` : told.join(', ')
}

export type PromotionTone = 'plain' | 'good' | 'warn' | 'bad'

/** How it stands at this moment, limits and days counted in. */
export function standing(promotion: Promotion, now: number): readonly [string, PromotionTone] {
  const { status, startsAt, endsAt, mostUses, uses, budget, spent } = promotion
  if (status === 'ended') return ['Ended', 'plain']
  if (status === 'paused') return ['Paused', 'warn']
  if (endsAt && Date.parse(endsAt) <= now) return ['Over', 'plain']
  if (startsAt && Date.parse(startsAt) > now) return ['Begins later', 'warn']
  if (mostUses !== null && uses >= mostUses) return ['Used up', 'bad']
  const left = budget && Object.entries(budget).some(([currency, most]) => (spent[currency] ?? 0) < most)
  if (left === false) return ['Budget spent', 'bad']
  return ['Running', 'good']
}
