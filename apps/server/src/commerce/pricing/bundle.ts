import type { PromotionAction } from '@parley/contracts'
import { divideRound } from './rounding.ts'
import { isSelected } from './selected.ts'
import { nothingSaved, type Savings, type Stand, spread, sum, toStep } from './stand.ts'

type Bundle = Extract<PromotionAction, { kind: 'bundle' }>

/** One of each part together for one price, as often as there are parts and it pays: the dearest first. */
export function bundle(stand: Stand, { parts, amounts, mostTimes }: Bundle): Savings {
  const price = amounts[stand.currency]
  if (price === undefined) return nothingSaved(stand)
  const dearestFirst = stand.lines
    .map((line, place) => ({ line, place, worth: line.left / line.quantity }))
    .sort((one, other) => other.worth - one.worth)
  const taken = stand.lines.map(() => 0)
  let saved = 0
  for (let times = 0; times < (mostTimes ?? mostOfAll); times++) {
    const more = [...taken]
    for (const part of parts) {
      let left = part.quantity
      for (const { line, place } of dearestFirst) {
        if (left === 0) break
        if (!isSelected(line, part.of)) continue
        const count = Math.min(left, line.quantity - (more[place] ?? 0))
        more[place] = (more[place] ?? 0) + count
        left -= count
      }
      if (left > 0) return off()
    }
    const better = worthOf(stand, more) - price * (times + 1)
    if (better <= saved) return off()
    saved = better
    more.forEach((count, place) => {
      taken[place] = count
    })
  }
  return off()

  function off(): Savings {
    return saved > 0 ? spread(stand, toStep(saved, stand.currency, 'near'), taken) : nothingSaved(stand)
  }
}

const mostOfAll = 999

function worthOf(stand: Stand, taken: readonly number[]): number {
  return sum(
    stand.lines.map((line, place) => divideRound(BigInt(line.left) * BigInt(taken[place] ?? 0), BigInt(line.quantity))),
  )
}
