import type { SlotValue } from '@parley/contracts'
import { countryIn, parseAddress } from '../entities/address.ts'
import type { ReaderAwaits } from '../reader-context.ts'
import { chooseOption } from './choose-option.ts'
import type { Message } from './message.ts'
import { saysOnly, wordsLeft } from './plain-words.ts'

/** An answer to the open question, and how plainly it is one. */
export interface Answer {
  value: SlotValue
  /** `certain` is an answer whatever else is said; `likely` where no other wish is sure; `words` takes any words at all. */
  fit: 'certain' | 'likely' | 'words'
}

/** Entities by the type of question that they answer. */
const entityOf: Readonly<Record<string, readonly string[]>> = {
  email: ['email'],
  phone: ['phone'],
  code: ['code'],
  order_number: ['order_number'],
  quantity: ['quantity'],
  money: ['price_max', 'price_min'],
  size: ['size'],
  colour: ['colour'],
  product: ['product'],
}

/** A bare number is an order's where one is asked for, with or without its letters, and an amount where that is asked for. */
const fewestDigits: Readonly<Record<string, number>> = { order_number: 3, money: 1 }

/** What the message answers to the open question; null where it does not. */
export function answerTo(message: Message, awaits: ReaderAwaits): Answer | null {
  const { sentence } = message
  if (awaits.type === 'yes_no') return yesOrNo(message)
  const option = chooseOption(sentence, awaits.options)
  if (option) return { value: option.value, fit: wordsLeft(message) <= 2 ? 'certain' : 'likely' }
  const value = entityValue(message, awaits.type)
  if (value !== null)
    return { value, fit: wordsLeft(message) <= 1 || isUnmistakable(awaits.type) ? 'certain' : 'likely' }
  if (awaits.options.length > 0 && awaits.type === 'choice') return null
  return ownWords(message, awaits.type)
}

const isUnmistakable = (type: string): boolean => type === 'email' || type === 'order_number' || type === 'phone'

function yesOrNo(message: Message): Answer | null {
  if (saysOnly(message, 'yes')) return { value: true, fit: 'certain' }
  if (saysOnly(message, 'no')) return { value: false, fit: 'certain' }
  const [best] = message.guesses
  if (best?.job === 'affirm' && best.confidence >= 0.6) return { value: true, fit: 'likely' }
  if (best?.job === 'deny' && best.confidence >= 0.6) return { value: false, fit: 'likely' }
  return null
}

function entityValue({ sentence }: Message, type: string): SlotValue {
  const types = entityOf[type]
  const hit = types && sentence.found.find((found) => types.includes(found.type) && !found.negated)
  if (hit) return hit.value
  const digits = fewestDigits[type]
  if (digits === undefined) return null
  return sentence.tokens.find((token) => token.kind === 'number' && token.lower.length >= digits)?.lower ?? null
}

function ownWords(message: Message, type: string): Answer | null {
  const { sentence } = message
  const text = sentence.text.trim()
  if (type === 'text') return { value: text, fit: 'words' }
  if (type === 'name') return nameIn(message)
  if (type === 'country') {
    const country = countryIn(text, sentence.language)
    return country && { value: country.code, fit: 'certain' }
  }
  if (type !== 'address') return null
  const written = withoutOpening(message)
  const address = parseAddress(written, sentence.language)
  return address ? { value: address, fit: 'certain' } : { value: written, fit: 'words' }
}

/** "Send it to 14 Orchard Road": everyday words before the first name or number are no part of an address. */
function withoutOpening({ sentence }: Message): string {
  const { tokens, text, language, isCommon } = sentence
  const isEveryday = (at: number): boolean => {
    const token = tokens[at]
    return token?.kind === 'word' && (language.stopWords.has(token.lower) || isCommon(token.lower))
  }
  let from = 0
  for (; from < tokens.length; from++) {
    const token = tokens[from]
    const isName = token?.kind === 'word' && /^\p{Lu}/u.test(text.slice(token.start)) && (from > 0 || !isEveryday(1))
    if (token?.kind === 'number' || isName || (token?.kind === 'word' && !isEveryday(from))) break
  }
  return text.slice(tokens[from]?.start ?? 0).trim()
}

/** "My name is Anna Berg", "anna berg", "Berg Anna vagyok": the longest run of capitals after small talk, else what is left of the words. */
function nameIn(message: Message): Answer | null {
  const { tokens, text, language } = message.sentence
  const words = tokens.filter((token) => token.kind === 'word')
  if (words.length === 0 || /\d{3}|@/.test(text)) return null
  const ordinary = words.map((word) => language.stopWords.has(word.lower) || message.sentence.isCommon(word.lower))
  const capitals = words.map((word) => /^\p{Lu}/u.test(text.slice(word.start, word.end)))
  const run = longestRun(
    capitals.map((capital, at) => capital && !(at === 0 && ordinary[at] === true && words.length > 2)),
  )
  const chosen = run.length > 0 ? run : words.length <= 3 ? [...words.keys()] : longestRun(ordinary.map((one) => !one))
  const [first, last] = [words[chosen[0] ?? -1], words[chosen.at(-1) ?? -1]]
  if (!first || !last || words.length > 8) return null
  return {
    value: text.slice(first.start, last.end),
    fit: chosen.length >= 2 && chosen.length >= words.length - 1 ? 'likely' : 'words',
  }
}

function longestRun(flags: readonly boolean[]): number[] {
  let best: number[] = []
  let run: number[] = []
  flags.forEach((flag, at) => {
    run = flag ? [...run, at] : []
    if (run.length > best.length) best = run
  })
  return best
}
