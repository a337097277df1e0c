import {
  accepted,
  type FlowTurn,
  minorUnits,
  moneyOf,
  type Outcome,
  refused,
  type SlotDefinition,
  type SlotValue,
  type Step,
  textOf,
} from '@parley/sdk'
import { filtersOf } from './query.ts'
import { search } from './search.ts'

export const giftSlots: Record<string, SlotDefinition> = {
  recipient: { type: 'text', ask: 'ask.recipient', optional: true },
  price_max: { type: 'text', ask: 'ask.budget', optional: true, accept: acceptAmount },
}

export const giftSteps: Record<string, Step> = {
  gift: { do: (turn) => ({ go: Object.keys(filtersOf(turn.slots)).length > 0 ? 'giftSearch' : 'askRecipient' }) },
  askRecipient: { ask: 'recipient', next: 'askBudget' },
  askBudget: { ask: 'price_max', next: 'giftSearch' },
  giftSearch: {
    do: async (turn) => {
      const filters = filtersOf(turn.slots)
      const words = textOf(filters.query) === '' ? textOf(turn.slots.recipient) : textOf(filters.query)
      const wish = { ...filters, in_stock: true, ...(words === '' ? {} : { query: words }) }
      const found = await turn.facets.catalogue.search({ text: words, inStock: true, limit: 1 })
      // "For my sister" describes nobody's lamp: without a hit for the words, what is in stock within the budget is shown.
      const { query: _, ...plain } = wish
      return await search(turn, found.hits.length > 0 ? wish : plain)
    },
  },
}

/** An amount, or a bare number in the shop's own money. */
function acceptAmount(value: SlotValue, turn: FlowTurn): Outcome<SlotValue> {
  if (moneyOf(value) !== null) return accepted(value)
  const number = /\d[\d\s.,]*/
    .exec(textOf(value))?.[0]
    .replace(/[\s.,](?=\d{3})/g, '')
    .replace(',', '.')
  if (number === undefined || !Number.isFinite(Number(number))) return refused('input.amount', 'No amount in it')
  return accepted({ amount: Math.round(Number(number) * minorUnits(turn.currency)), currency: turn.currency })
}
