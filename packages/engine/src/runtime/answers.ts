import { address, type Choice, type SlotValue } from '@parley/contracts'
import { numberOf, type Outcome, type SlotDefinition, type SlotType, textOf } from '@parley/sdk'

/** What came of holding an answer against a question. A misfit is not understood; refusals are understood and will not do. */
export type Fit =
  | { ok: true; value: SlotValue }
  | { ok: false; refusals: Extract<Outcome<never>, { ok: false }>['refusals'] }

const misfit = (code?: string, message = ''): Fit => ({
  ok: false,
  refusals: code === undefined ? [] : [{ code, severity: 'error', message }],
})
const fits = (value: SlotValue): Fit => ({ ok: true, value })

/** Types whose answer is the shopper's words as they stand. */
const inOwnWords: ReadonlySet<string> = new Set(['text', 'name', 'address'])

export const takesAnyWords = (type: SlotType): boolean => inOwnWords.has(type)

/** May an unread sentence be the answer? Names and addresses are words as they stand; elsewhere it must hold what is asked for, or be one word. */
export function mayAnswer(type: SlotType, words: string): boolean {
  return inOwnWords.has(type) || !words.includes(' ') || (shaped.has(type) && fitType(type, words).ok)
}

/** Types that are told by their form alone. */
const shaped: ReadonlySet<string> = new Set(['email', 'phone', 'code', 'order_number', 'money'])

/** Holds a value against the form its type asks for: an e-mail looks like one, a quantity counts. */
export function fitType(type: SlotType, value: SlotValue): Fit {
  const text = textOf(value)
  if (value === null) return misfit()
  switch (type) {
    case 'quantity':
      return fitQuantity(value)
    case 'money':
      return typeof value === 'object' || /\d/.test(text) ? fits(value) : misfit('input.amount')
    case 'email':
      return fitPattern(text.toLowerCase(), /[^\s@,;<>]+@[^\s@,;<>]+\.[a-z]{2,}/, 'input.email')
    case 'phone':
      return fitPattern(text, /\+?[\d(][\d\s()/.-]{4,18}\d/, 'input.phone')
    case 'code':
      return fitPattern(text.replace(/[\s-]/g, ''), /\d{4,8}/, 'input.code')
    case 'order_number':
      return fitPattern(text.toUpperCase(), /[A-Z]{1,4}[- ]?\d{3,}|\d{3,}/, 'input.order_number')
    case 'name':
      return fitName(text)
    case 'yes_no':
      return typeof value === 'boolean' ? fits(value) : fitYesNo(text)
    case 'address':
      return fitAddress(value, text)
    default:
      return fitText(value, text)
  }
}

/** The option that was meant: by its value, its label, its number, or words that only one label has. */
export function matchOption(options: readonly Choice[], value: SlotValue): Choice | null {
  const said = plain(textOf(value))
  if (said === '') return null
  const exact =
    options.find((each) => each.value === textOf(value)) ?? options.find((each) => plain(each.label) === said)
  if (exact !== undefined) return exact
  const position = /^\d{1,2}[.)]?$/.test(said) ? Number.parseInt(said, 10) : null
  if (position !== null) return options[position - 1] ?? null
  return only(options, (label) => label.startsWith(`${said},`)) ?? only(options, (label) => hasWords(label, said))
}

/**
 * The one option that a longer sentence speaks of: "I'd rather collect it in the shop". Words count from four letters on, and by their
 * beginnings, since many languages bend their ends.
 */
export function optionSpokenOf(options: readonly Choice[], sentence: string): Choice | null {
  const said = longWords(sentence)
  const common = (option: Choice) =>
    longWords(option.label).filter((word) => said.some((each) => sameBeginning(word, each))).length
  const scored = options.map((option) => ({ option, score: common(option) })).toSorted((a, b) => b.score - a.score)
  const [best, next] = scored
  return best !== undefined && best.score > 0 && best.score > (next?.score ?? 0) ? best.option : null
}

/** 1-based; negative counts from the end. */
export function optionAt(options: readonly Choice[], position: number): Choice | null {
  if (position === 0) return null
  return (position > 0 ? options[position - 1] : options.at(position)) ?? null
}

/** Runs the slot's own `accept` on a value of the right form. */
export async function acceptValue(
  definition: SlotDefinition,
  value: SlotValue,
  turn: Parameters<NonNullable<SlotDefinition['accept']>>[1],
): Promise<Fit> {
  return definition.accept === undefined ? fits(value) : await definition.accept(value, turn)
}

/** A name holds letters and no numbers; an e-mail may come along with it, for the flow to take. */
function fitName(text: string): Fit {
  const bare = text.replace(/\S+@\S+/, '')
  return /\p{L}{2}/u.test(text) && !/\d/.test(bare) && text.length <= 120 ? fits(text) : misfit('input.name')
}

function fitQuantity(value: SlotValue): Fit {
  const number = numberOf(value)
  return number !== null && Number.isInteger(number) && number >= 0 && number <= 10_000
    ? fits(number)
    : misfit('input.quantity')
}

function fitPattern(text: string, pattern: RegExp, code: string): Fit {
  const found = pattern.exec(text)
  return found === null ? misfit(code) : fits(found[0])
}

function fitYesNo(text: string): Fit {
  if (text === 'true' || text === 'yes') return fits(true)
  if (text === 'false' || text === 'no') return fits(false)
  return misfit()
}

function fitAddress(value: SlotValue, text: string): Fit {
  const whole = address.partial().safeParse(value)
  if (whole.success && Object.keys(whole.data).length > 0) return fits(whole.data)
  return text.length >= 3 && text.length <= 300 ? fits(text) : misfit()
}

function fitText(value: SlotValue, text: string): Fit {
  if (text.length > 1_000) return misfit('input.too_long')
  // An amount or an address comes as an object and is for the flow to judge.
  return text === '' && typeof value !== 'object' ? misfit() : fits(value)
}

function only(options: readonly Choice[], test: (label: string) => boolean): Choice | null {
  const found = options.filter((each) => test(plain(each.label)))
  return found.length === 1 ? (found[0] ?? null) : null
}

function hasWords(label: string, said: string): boolean {
  const words = label.split(/[^\p{L}\p{N}]+/u)
  return said.split(/[^\p{L}\p{N}]+/u).every((word) => words.includes(word))
}

const longWords = (text: string): string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4)

function sameBeginning(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length, 5)
  return one.slice(0, length) === other.slice(0, length)
}

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ')
