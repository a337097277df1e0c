import type { Choice, FlowTurn, ReviewAspect } from '@parley/sdk'

/** What one alone says of it is no summary. */
const leastMentions = 2

/** A way to what buyers say of it, where any of them has said anything. */
export async function reviewsChoice(turn: FlowTurn, productId: string): Promise<Choice[]> {
  const count = (await turn.facets.reviews.of(productId, 0))?.summary.count ?? 0
  return count === 0 ? [] : [{ value: `reviews:${productId}`, label: turn.text('action.reviews', { count }) }]
}

/** How content buyers are with what was asked about, where several have said so. */
export async function sayAspect(turn: FlowTurn, productId: string, aspect: ReviewAspect): Promise<void> {
  const told = (await turn.facets.reviews.of(productId, 0))?.summary.aspects.find((each) => each.aspect === aspect)
  if (told === undefined || told.mentions < leastMentions) return
  turn.sayText(aspect === 'fit' ? 'others.fit' : 'others.quality', { good: told.good, mentions: told.mentions })
}
