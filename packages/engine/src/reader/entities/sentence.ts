import type { Currency, SlotValue } from '@parley/contracts'
import type { CompiledLanguage } from '../words/compiled-language.ts'
import type { Token } from '../words/tokens.ts'

/** Something recognised, in tokens. Its type is the name of the slot that it fills. */
export interface Found {
  type: string
  /** First token and the one after the last. */
  from: number
  to: number
  value: SlotValue
  negated?: boolean
  /** Only a part of the words' meaning ("crankbaits" for one product's name): they are still searched for. */
  loose?: boolean
  /** Perhaps meant: an article that is also "one", a limit without a currency. */
  weak?: boolean
}

/** A sentence on the way to being understood. Finders run in order; what one has claimed the next leaves alone. */
export interface Sentence {
  text: string
  tokens: readonly Token[]
  language: CompiledLanguage
  /** The other languages that the shop speaks: a shopper may mix. */
  others: readonly CompiledLanguage[]
  currency: Currency
  /** Words that wishes are made of, seen in training: never taken for a misspelt name. */
  isCommon: (lower: string) => boolean
  /** Words that training has met at all: no slips of a colour. */
  isMet: (lower: string) => boolean
  /** Words for goods of any trade. */
  isGoods: (lower: string) => boolean
  /** Type of the slot that is asked for, where one is. */
  awaited: string | null
  found: Found[]
  claimed: Uint8Array
}

export function claim(sentence: Sentence, found: Found): void {
  sentence.found.push(found)
  sentence.claimed.fill(1, found.from, found.to)
}

export function isFree(sentence: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (sentence.claimed[at] !== 0) return false
  return from >= 0 && to <= sentence.tokens.length
}

/** The token that holds this place of the text, or the first after it. */
function tokenAt(sentence: Sentence, offset: number): number {
  const at = sentence.tokens.findIndex((token) => token.end > offset)
  return at < 0 ? sentence.tokens.length : at
}

/** Claims what a pattern found in the text, where its tokens are free. */
export function claimMatch(sentence: Sentence, match: RegExpExecArray, type: string, value: SlotValue): void {
  const from = tokenAt(sentence, match.index)
  const to = tokenAt(sentence, match.index + match[0].length)
  const last = sentence.tokens[to]
  const end = last && last.start < match.index + match[0].length ? to + 1 : to
  if (end > from && isFree(sentence, from, end)) claim(sentence, { type, from, to: end, value })
}
