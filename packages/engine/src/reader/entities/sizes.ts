import { phraseAt } from '../words/phrase-table.ts'
import { numberAt } from './numbers.ts'
import { claim, claimMatch, isFree, type Sentence } from './sentence.ts'

const jeans = /(?<![\p{L}\p{N}])w\s?(\d{2})\s?[/\s-]?\s?l\s?(\d{2})(?!\p{N})/giu
const shoeOrDress = /(?<![\p{L}\p{N}])(eu|uk|us|eur)\s?(\d{1,2}(?:[.,]5)?)(?![\p{L}\p{N}]|[.,]\d)/giu
const letterSize = /^(?:x{0,4}[sl]|m|\d{1,2}xl)$/i

/** How the family codes of the languages are written on labels. */
const labels: Readonly<Record<string, string>> = {
  'extra-small': 'XS',
  small: 'S',
  medium: 'M',
  large: 'L',
  'extra-large': 'XL',
  'extra-extra-large': 'XXL',
  'extra-extra-extra-large': 'XXXL',
}
const sizeLabel = (code: string): string => labels[code] ?? code

/** Clothes, shoes and jeans. Plain words for big and small are no sizes by themselves: a big table is not a table in L. */
export function findSizes(sentence: Sentence): void {
  for (const match of sentence.text.matchAll(jeans)) claimMatch(sentence, match, 'size', `W${match[1]} L${match[2]}`)
  for (const match of sentence.text.matchAll(shoeOrDress)) {
    const system = (match[1] ?? '').toUpperCase().slice(0, 2)
    const number = (match[2] ?? '').replace(',', '.')
    claimMatch(sentence, match, 'size', system === 'EU' ? number : `${system} ${number}`)
  }
  for (let at = 0; at < sentence.tokens.length; at++) {
    if (!isFree(sentence, at, at + 1)) continue
    const found = wordSizeAt(sentence, at) ?? numberSizeAt(sentence, at)
    if (found && isFree(sentence, found.from, found.to)) claim(sentence, { type: 'size', ...found })
  }
}

function wordSizeAt(sentence: Sentence, at: number): { from: number; to: number; value: string } | null {
  const { tokens, language, text } = sentence
  const match = phraseAt(language.sizes, tokens, at)
  if (!match) return null
  const [first] = tokens.slice(at, match.to)
  const written = first ? text.slice(first.start, first.end) : ''
  const isLabel = letterSize.test(
    tokens
      .slice(at, match.to)
      .map((token) => token.lower)
      .join(''),
  )
  const named = isSizeWord(sentence, at - 1) || isSizeWord(sentence, match.to)
  const phrased = match.to > at + 1 || /^x{2,}/.test(written.toLowerCase())
  const capital = isLabel && (written === written.toUpperCase() || written.length > 1)
  if (!named && !phrased && !capital && sentence.awaited !== 'size') return null
  const from = isSizeWord(sentence, at - 1) ? at - 1 : at
  return { from, to: isSizeWord(sentence, match.to) ? match.to + 1 : match.to, value: sizeLabel(match.value) }
}

/** "size 42", "koko 38", "42-es": a number beside the word for size. */
function numberSizeAt(sentence: Sentence, at: number): { from: number; to: number; value: string } | null {
  const { tokens } = sentence
  if (tokens[at]?.kind !== 'number') return null
  const number = numberAt(sentence, at)
  if (!number?.inDigits || number.value > 220 || isPlace(sentence, at)) return null
  const value = String(number.value)
  for (const back of [1, 2]) {
    const between = tokens[at - 1]?.lower ?? ''
    if (back === 2 && !sentence.language.stopWords.has(between) && between !== ':') break
    if (isSizeWord(sentence, at - back)) return { from: at - back, to: number.to, value }
  }
  const hyphen = tokens[number.to]?.lower === '-' ? 1 : 0
  if (isSizeWord(sentence, number.to + hyphen)) return { from: at, to: number.to + hyphen + 1, value }
  // "38-as méretben": the ending hangs on the number, and the word for size comes after it.
  const ending = tokens[number.to + hyphen]
  if (ending?.kind === 'word' && ending.lower.length <= 2 && isSizeWord(sentence, number.to + hyphen + 1))
    return { from: at, to: number.to + hyphen + 2, value }
  return sentence.awaited === 'size' ? { from: at, to: number.to, value } : null
}

/** "númer 2" is the second of what is shown before it is a size of anything. */
const isPlace = ({ tokens, language, awaited }: Sentence, at: number): boolean =>
  awaited !== 'size' && [1, 2].some((back) => (phraseAt(language.ordinals, tokens, at - back)?.to ?? 0) > at)

function isSizeWord(sentence: Sentence, at: number): boolean {
  const { tokens, language } = sentence
  const lower = tokens[at]?.lower
  if (lower === undefined || tokens[at]?.kind !== 'word') return false
  if (language.sizeWords.has(lower)) return true
  return (
    lower.length >= 4 &&
    language.suffixes.some((suffix) => lower.endsWith(suffix) && language.sizeWords.has(lower.slice(0, -suffix.length)))
  )
}
