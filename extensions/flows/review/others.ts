import { type FlowTurn, type ShownReview, type Step, textOf } from '@parley/sdk'

const mostQuoted = 3
const longestQuote = 280
/** What one alone says of an aspect is no summary. */
const leastMentions = 2

/** What others say of a product, in numbers and in a few of their own words. */
export const othersStep: Step = {
  do: async (turn) => {
    const found = await turn.facets.reviews.of(textOf(turn.slots.click), 10)
    if (found === null || found.summary.count === 0) {
      turn.sayText('none_yet')
      return { done: true }
    }
    const { count, average, aspects } = found.summary
    const told = aspects
      .filter(({ mentions }) => mentions >= leastMentions)
      .map(({ aspect, good, mentions }) => turn.text(`aspect.${aspect}`, { good, mentions }))
    turn.say({ type: 'text', text: [turn.text('summary', { count, average }), ...told].join('\n') })
    const quotes = found.reviews
      .filter(({ text, title }) => text !== '' || title !== '')
      .slice(0, mostQuoted)
      .map((review) => quoteOf(turn, review))
    if (quotes.length > 0) turn.say({ type: 'text', text: quotes.join('\n\n') })
    return { done: true }
  },
}

/** Her words, as words. */
function quoteOf(turn: FlowTurn, { title, text, author, stars }: ShownReview): string {
  const whole = [title, text].filter((part) => part !== '').join('\n')
  const quote = whole.length > longestQuote ? `${whole.slice(0, longestQuote).trimEnd()} …` : whole
  return author === '' ? turn.text('quote_unsigned', { quote, stars }) : turn.text('quote', { quote, stars, author })
}
