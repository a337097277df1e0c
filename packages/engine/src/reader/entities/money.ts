import { type Currency, type Money, minorUnits } from '@parley/contracts'
import { phraseAt, phraseBefore } from '../words/phrase-table.ts'
import { type NumberFound, numberAt } from './numbers.ts'
import { claim, isFree, type Sentence } from './sentence.ts'

type Limit = 'most' | 'least' | 'about' | null

interface Amount {
  number: NumberFound
  currency: Currency | null
  limit: Limit
  from: number
  to: number
}

/** A bare number smaller than this is more likely a count than a price. */
const smallestBarePrice = 5
/** Smaller ranges are of sizes, ages or measures. */
const leastBareRange = 150

/** Prices and their limits, as `price_min` and `price_max`. "around 50" and a bare "50 euros" are what she would spend: the most. */
export function findMoney(sentence: Sentence): void {
  for (let at = 0; at < sentence.tokens.length; at++) {
    if (!isFree(sentence, at, at + 1)) continue
    const first = amountAt(sentence, at)
    if (!first) continue
    const second = rangeEnd(sentence, first)
    if (second) {
      claimRange(sentence, first, second)
      at = second.to - 1
    } else if (isPrice(sentence, first)) {
      claimAmount(sentence, first)
      at = first.to - 1
    } else at = first.number.to - 1
  }
}

function amountAt(sentence: Sentence, at: number): Amount | null {
  const { tokens, language } = sentence
  const sign = phraseAt(language.currencies, tokens, at)
  const signed = sign && numberAt(sentence, sign.to)
  const number = signed ?? numberAt(sentence, at)
  if (!number || !isFree(sentence, at, number.to)) return null
  const after = currencyAfter(sentence, number.to)
  const currency = signed ? sign.value : (after?.currency ?? null)
  const from = signed ? at : number.from
  const to = after ? after.to : number.to
  const limit = limitAround(sentence, from, to)
  return {
    number,
    currency,
    from: limit?.from ?? from,
    to: limit?.to ?? to,
    limit: after?.limit ?? limit?.kind ?? null,
  }
}

function currencyAfter(sentence: Sentence, at: number): { currency: Currency; to: number; limit: Limit } | null {
  const { tokens, language } = sentence
  const match = phraseAt(language.currencies, tokens, at)
  if (match) {
    const tail = tailAfter(sentence, match.to)
    // "49,-" and "Ft-ig": what hangs on the sign belongs to it.
    return { currency: match.value, to: tail?.to ?? match.to, limit: tail?.limit ?? null }
  }
  return inflectedCurrency(sentence, at)
}

/** A limit that is an ending ("Ft-ig"), tied on with a hyphen. */
function tailAfter(sentence: Sentence, at: number): { to: number; limit: Limit } | null {
  const { tokens, language } = sentence
  if (tokens[at]?.lower !== '-' || tokens[at]?.start !== tokens[at - 1]?.end || tokens[at + 1]?.kind !== 'word')
    return null
  if (tokens[at + 1]?.start !== tokens[at]?.end) return null
  const limit = phraseAt(language.limits, tokens, at + 1)
  if (limit) return { to: limit.to, limit: limit.value }
  return language.suffixes.includes(tokens[at + 1]?.lower ?? '') ? { to: at + 2, limit: null } : null
}

/** "forintig", "eurolla": a currency word with an ending, which may itself be a limit. */
function inflectedCurrency(sentence: Sentence, at: number): { currency: Currency; to: number; limit: Limit } | null {
  const { tokens, language } = sentence
  const lower = tokens[at]?.lower ?? ''
  if (tokens[at]?.kind !== 'word' || lower.length < 5) return null
  for (let cut = lower.length - 1; cut >= Math.max(3, lower.length - 6); cut--) {
    const currency = language.definition.money.currencies[lower.slice(0, cut)]
    if (currency === undefined) continue
    const ending = lower.slice(cut)
    const limit = language.limits.get(ending)?.find((phrase) => phrase.words.length === 1)
    if (limit || language.suffixes.includes(ending)) return { currency, to: at + 1, limit: limit?.value ?? null }
  }
  return null
}

function limitAround(sentence: Sentence, from: number, to: number): { kind: Limit; from: number; to: number } | null {
  const { tokens, language } = sentence
  const before = limitBefore(sentence, from)
  const tail = tokens[to]?.lower === '-' && tokens[to]?.start === tokens[to - 1]?.end ? to + 1 : to
  const after = phraseAt(language.limits, tokens, tail)
  // Between two amounts a limit belongs to the one it stands before, unless only words of the one language stand after.
  const afterIsFree = after && numberAt(sentence, after.to) === null && !phraseAt(language.currencies, tokens, after.to)
  if (before && before.kind !== 'about') return { ...before, to }
  if (after && (afterIsFree || !before)) return { kind: after.value, from: before?.from ?? from, to: after.to }
  return before ? { ...before, to } : null
}

/** A limit before the amount, perhaps with a small word in between: "max. around 500", "budget is about 500". */
function limitBefore(sentence: Sentence, from: number): { kind: Limit; from: number } | null {
  const { tokens, language } = sentence
  let at = from
  let kind: Limit = null
  for (let round = 0; round < 4 && at > 0; round++) {
    const match = phraseBefore(language.limits, tokens, at)
    if (match && isFree(sentence, match.from, match.to)) {
      if (kind === null || kind === 'about') kind = match.value
      at = match.from
      const not = phraseBefore(language.words.not, tokens, at) ?? phraseBefore(language.words.not, tokens, at - 1)
      if (not && match.value === 'least') return { kind: 'most', from: not.from }
      from = at
      continue
    }
    if (kind !== null || !language.stopWords.has(tokens[at - 1]?.lower ?? '')) break
    at--
  }
  return kind === null ? null : { kind, from }
}

/** The second amount of "300–400 euroa", "between 50 and 80 euro", "20-30 ezer Ft". */
function rangeEnd(sentence: Sentence, first: Amount): Amount | null {
  const { tokens, language } = sentence
  const middle = phraseAt(language.between, tokens, endOfFirst(sentence, first))
  if (!middle) return null
  const second = amountAt(sentence, middle.to)
  if (!second || second.number.from > middle.to + 1) return null
  const low = scaledLow(first.number, second.number)
  const isMoney = second.currency || first.currency || first.limit !== null || isMoneyAwaited(sentence)
  return low < second.number.value && (isMoney || areBarePrices(sentence, low, second)) ? second : null
}

/** "Kétezer és háromezer között": nobody counts so many, and nothing is measured. */
function areBarePrices({ tokens, language }: Sentence, low: number, { number }: Amount): boolean {
  const next = tokens[number.to]
  const isMeasure =
    next !== undefined && (isMeasured({ tokens, language }, number.to) || phraseAt(language.units, tokens, number.to))
  return low >= leastBareRange && !isMeasure
}

/** A limit found after the first amount is rather the range's own middle: "from 50 up to 80". */
function endOfFirst(sentence: Sentence, first: Amount): number {
  const after = currencyAfter(sentence, first.number.to)
  return after ? after.to : first.number.to
}

function scaledLow(first: NumberFound, second: NumberFound): number {
  const own = first.value * second.multiplier
  return first.multiplier === 1 && second.multiplier >= 1000 && own < second.value ? own : first.value
}

function claimRange(sentence: Sentence, first: Amount, second: Amount): void {
  const currency = second.currency ?? first.currency ?? sentence.currency
  const low = moneyOf(scaledLow(first.number, second.number), currency)
  const span = { from: Math.min(first.from, first.number.from), to: second.to }
  claim(sentence, { type: 'price_min', ...span, value: { ...low } })
  claim(sentence, { type: 'price_max', ...span, value: { ...moneyOf(second.number.value, currency) } })
}

function claimAmount(sentence: Sentence, amount: Amount): void {
  const value = { ...moneyOf(amount.number.value, amount.currency ?? neighbourCurrency(sentence)) }
  const type = amount.limit === 'least' ? 'price_min' : 'price_max'
  const weak = amount.currency === null && !isMoneyAwaited(sentence)
  claim(sentence, { type, from: amount.from, to: amount.to, value, weak })
}

/** "over 100 but under 200 euro": the sign stands once and counts for both. */
function neighbourCurrency(sentence: Sentence): Currency {
  const { tokens, language } = sentence
  for (let at = 1; at < tokens.length; at++) {
    const match = tokens[at - 1]?.kind === 'number' ? phraseAt(language.currencies, tokens, at) : null
    if (match) return match.value
  }
  return sentence.currency
}

function isPrice(sentence: Sentence, amount: Amount): boolean {
  if (amount.currency !== null || isMoneyAwaited(sentence)) return true
  const { tokens, language } = sentence
  if (amount.limit === null || phraseAt(language.units, tokens, amount.number.to)) return false
  if (isMeasured(sentence, amount.number.to) || language.sizeWords.has(tokens[amount.number.from - 1]?.lower ?? ''))
    return false
  const least = amount.limit === 'about' ? 20 : smallestBarePrice
  return amount.number.value >= least
}

/** "under 90 cm" is no price. */
function isMeasured(sentence: Pick<Sentence, 'tokens' | 'language'>, at: number): boolean {
  const lower = sentence.tokens[at]?.lower ?? ''
  return /^(?:mm|cm|m|dm|kg|g|l|ml|dl|gb|tb|w|v|"|%|°)$/.test(lower) || sentence.language.measures.has(lower)
}

const isMoneyAwaited = (sentence: Sentence): boolean => sentence.awaited === 'money'

function moneyOf(value: number, currency: Currency): Money {
  return { amount: Math.round(value * minorUnits(currency)), currency }
}
