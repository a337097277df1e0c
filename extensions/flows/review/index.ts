import { defineFlow, type FlowTurn, type Next, numberOf, slotsOf, textOf } from '@parley/sdk'
import { othersStep } from './others.ts'
import { chosen, itemSlot, theOneMeant } from './which.ts'

/** What a buyer thinks of what she bought: which thing, how many stars, in what words, and a yes to how it will stand there. Tells what others think, too. */
export default defineFlow({
  id: 'review',
  jobs: { leave_review: { step: 'begin' } },
  facets: ['orders', 'reviews', 'catalogue'],
  slots: {
    item: itemSlot,
    stars: {
      type: 'choice',
      ask: 'ask.stars',
      // In the order of their numbers: "four" as a number and as a place in the list are the same.
      options: (turn) => [1, 2, 3, 4, 5].map((stars) => ({ value: String(stars), label: turn.text(`stars.${stars}`) })),
    },
    text: { type: 'text', ask: 'ask.text', optional: true, isFree: true },
  },
  steps: {
    clicked: {
      do: (turn) => {
        turn.slots.item = textOf(turn.slots.click)
        return { go: 'begin' }
      },
    },
    begin: {
      do: async (turn) => {
        if ((await turn.facets.reviews.mine()).length > 0) return { go: 'which' }
        return { call: 'which_order', slots: slotsOf(turn.slots, 'order_number', 'email'), then: 'which' }
      },
    },
    which: { do: which },
    askItem: { ask: 'item', next: 'before' },
    before: { do: before },
    askStars: { ask: 'stars', next: 'askText' },
    askText: { ask: 'text', next: 'review' },
    review: {
      propose: async (turn) => {
        const item = await chosen(turn)
        if (item === null) return { ok: false, refusals: [] }
        const { orderNumber, productId } = item
        const stars = numberOf(turn.slots.stars) ?? 0
        const made = await turn.facets.reviews.propose({ orderNumber, productId, stars, text: textOf(turn.slots.text) })
        if (made.ok) turn.say({ type: 'proposal', proposal: made.value })
        return made
      },
      confirmed: async (turn, proposalId) => {
        const done = await turn.facets.reviews.confirm(proposalId)
        if (done.ok) turn.sayText('thanks')
        else turn.sayRefusals(done.refusals)
        const isOld = !done.ok && done.refusals.some(({ code }) => code === 'proposal.superseded')
        return isOld ? { go: 'review' } : { done: true }
      },
      denied: { go: 'keep' },
      refused: (turn, refusals) => {
        if (refusals.length === 0) turn.sayText('nothing')
        else turn.sayRefusals(refusals)
        return { done: true }
      },
    },
    keep: {
      do: (turn) => {
        turn.sayText('kept')
        return { done: true }
      },
    },
    others: othersStep,
  },
  clicks: { 'review:': 'clicked', 'reviews:': 'others' },
})

async function which(turn: FlowTurn): Promise<Next> {
  const items = await turn.facets.reviews.mine()
  if (items.length === 0) {
    turn.sayText('nothing')
    return { done: true }
  }
  const meant = theOneMeant(turn, items)
  if (meant === null) return { askAgain: 'item', go: 'askItem' }
  turn.slots.item = meant.productId
  return { go: 'before' }
}

/** Names the thing, and what she has said of it before. */
async function before(turn: FlowTurn): Promise<Next> {
  const item = await chosen(turn)
  if (item === null) return { askAgain: 'item', go: 'which' }
  turn.slots.title = item.title
  if (item.review !== null) turn.sayText('before', { title: item.title, stars: item.review.stars })
  return { go: 'askStars' }
}
