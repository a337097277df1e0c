import type { PromotionAction, Reduction, Selection } from '@parley/contracts'
import { bundle } from './bundle.ts'
import { buyAndGet } from './buy-and-get.ts'
import { divideRound } from './rounding.ts'
import { isSelected } from './selected.ts'
import { nothingSaved, type Savings, type Stand, shareOff, spread, sum, toStep } from './stand.ts'

/** What an action takes off where the reckoning stands. */
export function savingsOf(stand: Stand, action: PromotionAction): Savings {
  switch (action.kind) {
    case 'percent':
      return percentOff(stand, action)
    case 'fixed':
      return reduced(stand, { amounts: action.amounts }, action.of)
    case 'free_delivery':
      return freeDelivery(stand, action.methods)
    case 'buy_get':
      return buyAndGet(stand, action)
    case 'bundle':
      return bundle(stand, action)
    case 'tier_by_goods': {
      const reached = action.steps.filter(({ from }) => {
        const least = from[stand.currency]
        return least !== undefined && sum(selectedAmounts(stand, action.of)) >= least
      })
      return reduced(stand, highest(reached, (step) => step.from[stand.currency] ?? 0)?.off, action.of)
    }
    case 'tier_by_quantity': {
      const quantity = sum(selectedQuantities(stand, action.of))
      const reached = action.steps.filter(({ from }) => quantity >= from)
      return reduced(stand, highest(reached, (step) => step.from)?.off, action.of)
    }
  }
}

/** What goes first: what looks at single goods, then what looks at all of them, shares before amounts, then the delivery. */
export function rankOf(action: PromotionAction): number {
  if (action.kind === 'bundle') return 0
  if (action.kind === 'buy_get') return 1
  if (action.kind === 'free_delivery') return 5
  if (Object.keys(action.of).length > 0) return 2
  return action.kind === 'fixed' ? 4 : 3
}

function percentOff(stand: Stand, action: Extract<PromotionAction, { kind: 'percent' }>): Savings {
  const most = action.most?.[stand.currency]
  if (action.most && most === undefined) return nothingSaved(stand)
  return off(stand, action.percent, action.of, most)
}

function reduced(stand: Stand, reduction: Reduction | undefined, of: Selection): Savings {
  if (!reduction) return nothingSaved(stand)
  if ('percent' in reduction) return off(stand, reduction.percent, of, undefined)
  const amount = Math.min(reduction.amounts[stand.currency] ?? 0, sum(selectedAmounts(stand, of)))
  return spread(stand, toStep(amount, stand.currency, 'down'), selectedQuantities(stand, of))
}

function off(stand: Stand, percent: number, of: Selection, most: number | undefined): Savings {
  const amounts = selectedAmounts(stand, of)
  const share = divideRound(BigInt(sum(amounts)) * BigInt(percent), 10_000n)
  const whole = Math.min(toStep(share, stand.currency, 'near'), most ?? Number.POSITIVE_INFINITY)
  return shareOff(stand, Math.min(whole, toStep(sum(amounts), stand.currency, 'down')), amounts)
}

function freeDelivery(stand: Stand, methods: readonly string[] | undefined): Savings {
  const { delivery } = stand
  if (!delivery || (methods && !methods.includes(delivery.methodId))) return nothingSaved(stand)
  return { ...nothingSaved(stand), delivery: delivery.left }
}

function selectedAmounts(stand: Stand, of: Selection): number[] {
  return stand.lines.map((line) => (isSelected(line, of) ? line.left : 0))
}

function selectedQuantities(stand: Stand, of: Selection): number[] {
  return stand.lines.map((line) => (isSelected(line, of) ? line.quantity : 0))
}

function highest<Step>(steps: readonly Step[], from: (step: Step) => number): Step | undefined {
  return steps.reduce<Step | undefined>(
    (best, step) => (best === undefined || from(step) > from(best) ? step : best),
    undefined,
  )
}
