import { phraseAt } from '../words/phrase-table.ts'
import { isMeasured } from './measures.ts'
import { numberAt } from './numbers.ts'
import { claim, isFree, type Sentence } from './sentence.ts'

const mostBare = 200
const numberSign = /^(?:#|№)$/

/** "the second one", "#2", "viimeinen": places in what was shown. */
export function findPositions(sentence: Sentence): void {
  const { tokens, language } = sentence
  for (let at = 0; at < tokens.length; at++) {
    if (!isFree(sentence, at, at + 1)) continue
    const match = phraseAt(language.ordinals, tokens, at) ?? inflected(sentence, at)
    if (match && isFree(sentence, at, match.to)) {
      claim(sentence, { type: 'position', from: at, to: match.to, value: match.value })
      at = match.to - 1
    } else if (numberSign.test(tokens[at]?.lower ?? '') && tokens[at + 1]?.kind === 'number') {
      const value = Number(tokens[at + 1]?.lower)
      if (value >= 1 && value <= 20) claim(sentence, { type: 'position', from: at, to: at + 2, value })
    }
  }
}

/** An ordinal in an ending its language did not list: "toisella". */
function inflected({ tokens, language, isCommon }: Sentence, at: number): { to: number; value: number } | null {
  const lower = tokens[at]?.lower ?? ''
  const canon = language.canon(lower)
  // "kymmeneen" is nearer to ten than to the tenth.
  const isPlace = lower.length >= 5 && !isCommon(lower) && !language.numberForms.has(canon)
  const value = isPlace ? language.ordinalForms.get(canon) : undefined
  return value === undefined ? null : { to: at + 1, value }
}

/** How many. A count of one that is also an article ("en", "egy") is a weak one, unless a counting noun stands beside it or a number is asked for. */
export function findQuantities(sentence: Sentence): void {
  const { tokens, language } = sentence
  for (let at = 0; at < tokens.length; at++) {
    const number = isFree(sentence, at, at + 1) ? numberAt(sentence, at) : null
    if (!number || !isFree(sentence, at, number.to)) continue
    const unit = phraseAt(language.units, tokens, number.to)
    const to = unit && isFree(sentence, at, unit.to) ? unit.to : number.to
    const whole = Number.isInteger(number.value) && number.value >= 0 && number.value <= 10_000
    if (whole && !isMeasured(sentence, number.to) && !isName(sentence, at, number.to)) {
      const weak = to === number.to && isArticle(sentence, number)
      const loose = number.inDigits && to === number.to
      // "That's grand", "ezer köszönet": a thousand of nothing is a way of speaking.
      if (isRoundWord(number) && to === number.to && sentence.awaited !== 'quantity') continue
      // "latitude 5400" is a name; nobody counts that far without saying what.
      if (loose && number.value > mostBare && sentence.awaited !== 'quantity') continue
      claim(sentence, { type: 'quantity', from: at, to, value: number.value, loose, weak })
      if (weak) sentence.claimed.fill(0, at, to)
    }
    at = Math.max(at, to - 1)
  }
}

const isRoundWord = (number: { value: number; multiplier: number; inDigits: boolean }): boolean =>
  !number.inDigits && number.value >= 100 && number.value === number.multiplier

function isArticle(
  sentence: Sentence,
  number: { value: number; from: number; to: number; inDigits: boolean },
): boolean {
  if (number.inDigits || number.value !== 1 || number.to > number.from + 1 || sentence.awaited === 'quantity')
    return false
  const { tokens, language } = sentence
  return (
    language.stopWords.has(tokens[number.from]?.lower ?? '') ||
    phraseAt(language.words.it, tokens, number.from - 1) !== null
  )
}

/** Digits grown together with letters ("PS5", "R2D2") name something. */
function isName(sentence: Sentence, from: number, to: number): boolean {
  const { tokens, language } = sentence
  if (tokens[from]?.kind !== 'number') return false
  const before = tokens[from - 1]
  const after = tokens[to]
  const tiedBefore = before !== undefined && before.end === tokens[from]?.start && before.kind === 'word'
  const tiedAfter = after !== undefined && after.start === tokens[to - 1]?.end && after.kind === 'word'
  return (tiedBefore && before.lower !== 'x') || (tiedAfter && !phraseAt(language.units, tokens, to))
}
