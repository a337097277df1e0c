import type { AnsweredQuestion, ArticleSuggestion } from '@parley/contracts'
import { groupAlike } from './group-alike.ts'

const mostShown = 20

/**
 * What articles might say: questions that are alike stand together with what the shop's people answered, the most asked first. An answer that
 * speaks of one customer's own affairs is no article and is left out.
 * @example
 * suggestArticles([{ question: 'do you sharpen skates', answer: 'Yes, while you wait …', … }]) // one suggestion
 */
export function suggestArticles(answered: readonly AnsweredQuestion[]): ArticleSuggestion[] {
  return groupAlike(
    answered.filter(({ answer, question }) => !isOfOne(answer) && !isOfOne(question)),
    ({ question }) => question,
  )
    .flatMap(suggestionOf)
    .sort((one, other) => other.count - one.count || other.lastAt.localeCompare(one.lastAt))
}

function suggestionOf(answers: AnsweredQuestion[]): ArticleSuggestion[] {
  const [first] = answers
  if (!first) return []
  const fullest = answers.reduce((best, one) => (one.answer.length > best.answer.length ? one : best))
  const { language, question } = first
  return [
    {
      language,
      question,
      answer: fullest.answer,
      count: answers.length,
      lastAt: lastOf(answers),
      answers: answers.slice(0, mostShown),
    },
  ]
}

const lastOf = (answers: readonly AnsweredQuestion[]): string =>
  answers
    .map(({ at }) => at)
    .sort()
    .at(-1) ?? ''

/** An address, a telephone number or an order: what is said of these is said to one person. */
const isOfOne = (text: string): boolean => /@|\d[\d\s-]{4,}\d|\p{Lu}{2,}-?\d{3,}/u.test(text)
