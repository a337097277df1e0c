import type { Choice } from '@parley/contracts'
import { findEntities } from '../entities/find-entities.ts'
import type { Sentence } from '../entities/sentence.ts'
import { editDistance, slipsIn } from '../words/edit-distance.ts'
import { folded, plain, type Token, tokenise } from '../words/tokens.ts'

/** Which option the sentence picks: by value or label, in any inflection or with slips, by number or position, by the colour it means. Null where none or two fit as well. */
export function chooseOption(sentence: Sentence, options: readonly Choice[]): Choice | null {
  if (options.length === 0) return null
  const said = plain(sentence.text.trim())
  const whole = options.find((option) => option.value === sentence.text.trim() || plain(option.label) === said)
  return whole ?? byWords(sentence, options) ?? byPlace(sentence, options) ?? byMeaning(sentence, options)
}

/** "2", "#2", "the second", "viimeinen". */
function byPlace(sentence: Sentence, options: readonly Choice[]): Choice | null {
  const position = sentence.found.find((found) => found.type === 'position')?.value
  const numbers = sentence.tokens.filter((token) => token.kind === 'number')
  const bare =
    numbers.length === 1 && sentence.tokens.filter((token) => token.kind === 'word').length === 0
      ? Number(numbers[0]?.lower)
      : null
  const place = typeof position === 'number' ? position : bare
  if (place === null) return null
  return (place > 0 ? options[place - 1] : options.at(place)) ?? null
}

/** The option whose own words were said, those weighing most that no other option has. */
function byWords(sentence: Sentence, options: readonly Choice[]): Choice | null {
  const labels = options.map((option) => contentWords(sentence, tokenise(`${option.label}`)))
  const said = contentWords(sentence, sentence.tokens)
  const scores = labels.map((words) => {
    let score = 0
    for (const word of words) {
      const holders = labels.filter((other) => other.includes(word)).length
      if (holders < options.length || options.length === 1) score += bestMatch(sentence, word, said) / holders
    }
    return score / Math.sqrt(Math.max(1, words.length))
  })
  return clearBest(scores, options)
}

function clearBest(scores: readonly number[], options: readonly Choice[]): Choice | null {
  const order = scores.map((_, at) => at).sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0))
  const [best = 0, next] = order
  const score = scores[best] ?? 0
  const rest = next === undefined ? 0 : (scores[next] ?? 0)
  return score > 0 && score > rest * 1.2 ? (options[best] ?? null) : null
}

function contentWords(sentence: Sentence, tokens: readonly Token[]): string[] {
  const words = tokens.filter((token) => token.kind !== 'mark')
  const heavy = words.filter((token) => !sentence.language.stopWords.has(token.lower))
  return [...new Set((heavy.length > 0 ? heavy : words).map((token) => token.lower))]
}

/** 1 for the same word, a little less in another form, less still with a slip. */
function bestMatch(sentence: Sentence, word: string, said: readonly string[]): number {
  const { canon } = sentence.language
  let best = 0
  for (const other of said) {
    if (other === word) return 1
    if (canon(other) === canon(word) || endsAsInflected(sentence, other, word)) best = Math.max(best, 0.9)
    else if (isSlip(folded(other), folded(word)) && !sentence.language.stopWords.has(other)) best = Math.max(best, 0.7)
  }
  return best
}

const endsAsInflected = (sentence: Sentence, said: string, word: string): boolean =>
  word.length >= 3 && said.startsWith(word) && sentence.language.suffixes.includes(said.slice(word.length))

function isSlip(said: string, word: string): boolean {
  if (/\d/.test(word)) return false
  const length = Math.min(said.length, word.length)
  // Among a handful of labels even a short word may hold a slip.
  const limit = length === 4 ? 1 : slipsIn(length)
  return limit > 0 && editDistance(said, word, limit) <= limit
}

/** "blue" for the option "Blått": what the label means, not how it is spelt. */
function byMeaning(sentence: Sentence, options: readonly Choice[]): Choice | null {
  const meant = sentence.found.filter((found) => ['colour', 'material', 'size'].includes(found.type) && !found.negated)
  if (meant.length === 0) return null
  const fitting = options.filter((option) => {
    const label = findEntities(option.label, { language: sentence.language, others: sentence.others, awaited: 'size' })
    return meant.some((one) => label.found.some((found) => found.type === one.type && found.value === one.value))
  })
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}
