import { phraseAt, phrasesIn } from '../words/phrase-table.ts'
import type { Found, Sentence } from './sentence.ts'
import { claim, isFree } from './sentence.ts'

/** What a "not" can turn round. */
const filters = new Set(['colour', 'material', 'brand', 'category', 'option', 'size', 'product'])

/** "not leather", "ei nahkaa", "ekki leður": the filter after the negation is one against. Postpositions ("bőr nélkül") turn the one before. */
export function negateFilters(sentence: Sentence): void {
  const { tokens, language } = sentence
  for (const not of phrasesIn(language.words.not, tokens)) {
    if (!isFree(sentence, not.from, not.to)) continue
    const after = nearest(sentence, not.to, 1)
    const before = nearest(sentence, not.from, -1)
    const counts = sentence.found.filter((one) => one.type === 'quantity')
    // "négy helyett három": where the negation comes after, it is of what stands before it.
    const count = counts.find((one) => one.from === not.to) ?? counts.find((one) => one.to === not.from)
    if (count && (count.from === not.to || counts.length > 1)) count.negated = true
    const chosen = after ?? before
    if (!chosen) continue
    negate(sentence, chosen)
    // "not leather or suede": the negation goes on over "or" and "and".
    for (let next = joinedTo(sentence, chosen); next; next = joinedTo(sentence, next)) negate(sentence, next)
    sentence.claimed.fill(1, not.from, not.to)
  }
}

function negate(sentence: Sentence, one: Found): void {
  for (const other of sentence.found) if (other.from === one.from && filters.has(other.type)) other.negated = true
}

/** The filter right beside the negation, small words passed over; one before it only where the negation ends the clause. */
function nearest(sentence: Sentence, edge: number, direction: 1 | -1): Found | null {
  const { tokens, language, found } = sentence
  let at = direction === 1 ? edge : edge - 1
  for (let steps = 0; steps < 3; steps++) {
    const hit = found.find((one) => filters.has(one.type) && (direction === 1 ? one.from === at : one.to === at + 1))
    if (hit) return hit
    if (direction === -1 || !language.stopWords.has(tokens[at]?.lower ?? '') || sentence.claimed[at] !== 0) return null
    at++
  }
  return null
}

function joinedTo(sentence: Sentence, one: Found): Found | null {
  const { tokens, language, found } = sentence
  const joint = phraseAt(language.words.and, tokens, one.to) ?? phraseAt(language.between, tokens, one.to)
  const next = joint
    ? found.find((other) => other.from === joint.to && filters.has(other.type) && !other.negated)
    : undefined
  return next ?? null
}

/** "cheaper", "a size up": which way from what was shown. */
export function findComparisons(sentence: Sentence): void {
  for (const match of phrasesIn(sentence.language.comparisons, sentence.tokens)) {
    if (!isFree(sentence, match.from, match.to)) continue
    claim(sentence, { type: 'compare', from: match.from, to: match.to, value: match.value })
  }
}
