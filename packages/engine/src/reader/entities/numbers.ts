import type { CompiledLanguage } from '../words/compiled-language.ts'
import { phraseAt } from '../words/phrase-table.ts'
import type { Token } from '../words/tokens.ts'
import type { Sentence } from './sentence.ts'

export interface NumberFound {
  value: number
  from: number
  to: number
  inDigits: boolean
  /** A thousand in "20 ezer": what it multiplied may be meant for its neighbour too ("20–30 ezer"). */
  multiplier: number
}

/** Digits with grouping by space, dot, comma or apostrophe, then decimals. */
const digits = /(?:\d{1,3}(?:([ \u00a0\u202f.,'’])\d{3})(?:\1\d{3})*(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?)/y

/** The number that starts at this token, in digits or words, with its multiplier. */
export function numberAt(sentence: Sentence, from: number): NumberFound | null {
  const { tokens, language } = sentence
  const phrase = phraseAt(language.numberPhrases, tokens, from)
  if (phrase) return { value: phrase.value, from, to: phrase.to, inDigits: false, multiplier: 1 }
  return tokens[from]?.kind === 'number' ? digitsAt(sentence, from) : wordsAt(language, tokens, from)
}

function digitsAt(sentence: Sentence, from: number): NumberFound | null {
  const { tokens, text, language } = sentence
  digits.lastIndex = tokens[from]?.start ?? 0
  const match = digits.exec(text)
  if (!match || match[0].length > 15) return null
  const plain = match[1] === undefined ? decimalOf(match[0]) : groupedOf(match[0], match[1])
  const value = Number(plain)
  if (!Number.isFinite(value)) return null
  const end = match.index + match[0].length
  let to = from
  while (to < tokens.length && (tokens[to]?.start ?? 0) < end) to++
  return multiplied(language, tokens, { value, from, to, inDigits: true, multiplier: 1 })
}

const decimalOf = (written: string): string => written.replace(',', '.')

function groupedOf(written: string, separator: string): string {
  const whole = written.split(separator).join('')
  return whole.replace(',', '.')
}

function multiplied(language: CompiledLanguage, tokens: readonly Token[], number: NumberFound): NumberFound {
  const match = phraseAt(language.multipliers, tokens, number.to)
  if (!match) return number
  // "20 k" and "20k" are thousands; a lone letter further on, or before a word, is not.
  const letter = tokens[number.to]?.lower.length === 1
  if (letter && tokens[number.to - 1]?.end !== tokens[number.to]?.start) return number
  const to = tokens[match.to]?.lower === '.' && language.tag !== 'en' ? match.to : match.to
  return { ...number, value: number.value * match.value, to, multiplier: match.value }
}

function wordsAt(language: CompiledLanguage, tokens: readonly Token[], from: number): NumberFound | null {
  const parts: number[] = []
  let multiplier = 1
  let to = from
  while (to < tokens.length && parts.length < 8) {
    const token = tokens[to]
    if (!token) break
    if (to > from && token.lower === '-') {
      if (partsOf(language, tokens[to + 1]) === null) break
      to++
      continue
    }
    // "two hundred and fifty": the "and" belongs to the number after a multiplier only.
    const joined = multiplier > 1 && phraseAt(language.words.and, tokens, to)
    if (joined && partsOf(language, tokens[joined.to])?.every((part) => Math.abs(part) < 100 && part > 0)) {
      to = joined.to
      continue
    }
    const found = partsOf(language, token)
    if (!found || (parts.length > 0 && !continues(parts, found))) break
    parts.push(...found)
    multiplier = Math.max(1, ...found.map((part) => (part < 0 ? -part : 1)))
    to++
  }
  if (parts.length === 0) return null
  return { value: sumOf(parts), from, to, inDigits: false, multiplier }
}

/** A multiplier is told as a negative part, so that one list carries both. */
function partsOf(language: CompiledLanguage, token: Token | undefined): number[] | null {
  if (token?.kind !== 'word') return null
  const single = partOf(language, token.lower)
  if (single !== null) return [single]
  return token.lower.length < 6 ? null : splitWord(language, token.lower, 0)
}

function partOf(language: CompiledLanguage, lower: string): number | null {
  const multiplier = language.definition.numbers.multipliers[lower]
  if (multiplier !== undefined && lower.length > 1) return -multiplier
  const value = language.numberWords.get(lower)
  return value ?? (lower.length >= 5 ? (language.numberForms.get(language.canon(lower)) ?? null) : null)
}

/** "kaksisataa", "háromszáz", "tvåhundrafemtio": a word made of number words and nothing else. */
function splitWord(language: CompiledLanguage, word: string, from: number): number[] | null {
  if (from === word.length) return []
  for (let to = word.length; to >= from + 3; to--) {
    if (from === 0 && to === word.length) continue
    const part = partOf(language, word.slice(from, to))
    if (part === null) continue
    const rest = splitWord(language, word, to)
    if (rest) return [part, ...rest]
  }
  return null
}

/** Whether the next word goes on with the number: "twenty five" does, "two three" does not. */
function continues(parts: readonly number[], next: readonly number[]): boolean {
  const last = parts.at(-1) ?? 0
  const head = next[0] ?? 0
  if (head < 0) return last > 0 || -head > -last
  if (last < 0) return head < -last
  return last >= 20 && last % 10 === 0 && head < 10 && head > 0
}

function sumOf(parts: readonly number[]): number {
  let total = 0
  let current = 0
  for (const part of parts) {
    if (part >= 0) current += part
    else if (-part >= 1000) {
      total += (current || 1) * -part
      current = 0
    } else current = (current || 1) * -part
  }
  return total + current
}
