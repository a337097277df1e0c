import { type Job, minorUnits, money, type SlotValue } from '@parley/contracts'
import type { Found } from '../entities/sentence.ts'
import { phrasesIn } from '../words/phrase-table.ts'
import { namesKind } from './as-meant.ts'
import type { Message } from './message.ts'
import { queryOf, searchJobs } from './query.ts'

/** Filters of which several may be named. */
const lists = new Set(['colour', 'material', 'size', 'brand', 'category', 'product', 'option'])
/** Jobs about one thing: a pointing word stands for what is talked about. */
const aboutNothing: ReadonlySet<Job> = new Set([
  'find_product',
  'refine_search',
  'cheaper',
  'gift_help',
  'recommend',
  'show_cart',
  'empty_cart',
  'checkout',
  'greet',
  'thanks',
  'goodbye',
  'help',
])

/** Jobs about how many: "up to ten" is a count there, and "en" may be one. */
const countingJobs: ReadonlySet<Job> = new Set(['add_to_cart', 'change_quantity'])

/** What the sentence brings along for the flow that it starts. Names and values as the README's table says. */
export function slotsOf(message: Message, job: Job): Record<string, SlotValue> {
  const { sentence, context } = message
  const searches = searchJobs.has(job)
  const slots: Record<string, SlotValue> = {}
  const without: string[] = []
  const counts = countingJobs.has(job)
  for (const found of [...sentence.found].sort(
    (left, right) => Number(left.weak ?? false) - Number(right.weak ?? false),
  )) {
    if (found.negated) without.push(...(found.type === 'quantity' ? [] : textsOf(found.value)))
    else if (isMeant(message, found, searches)) {
      if (counts && found.weak && found.type.startsWith('price_')) add(slots, 'quantity', wholeOf(found.value))
      else if (!found.weak || found.type !== 'quantity' || counts) add(slots, found.type, found.value)
    }
  }
  if (without.length > 0) slots.without = [...new Set(without)]
  const negatedWord = wordWithout(message)
  if (negatedWord && without.length === 0 && searches) slots.without = [negatedWord]
  // What is too dear is what was shown, unless goods are named: "bit steep, anything cheaper" looks for no steep thing.
  const query = job === 'cheaper' && !namesKind(message) ? '' : queryOf(message, searches, job)
  if (query !== '') slots.query = query
  if (searches && slots.compare === 'cheaper' && context.focus.search === null) slots.sort = 'price_up'
  if (searches && slots.compare === 'dearer' && context.focus.search === null) slots.sort = 'price_down'
  if (ofOrders.has(job) && slots.order_number === undefined) orderByNumber(message, slots)
  if (job === 'apply_coupon' && slots.coupon === undefined) codeInCapitals(message, slots)
  if (saysAll(message)) slots.all = true
  if (job === 'change_quantity') countBySize(slots)
  if (sizingJobs.has(job)) sizeByCount(slots)
  if (counts && phrasesIn(sentence.language.words.more, sentence.tokens).length > 0) slots.more = true
  if (slots.product === undefined && slots.position === undefined && !aboutNothing.has(job))
    pointAtFocus(message, slots)
  return slots
}

/** Places in a list mean something only where a list was shown, or where the wish is about one thing. */
function isMeant({ context }: Message, found: Found, searches: boolean): boolean {
  if (found.type === 'position') return !searches || context.focus.shown.length > 0
  if (found.type === 'product' && found.loose) return !searches
  return true
}

function add(slots: Record<string, SlotValue>, type: string, value: SlotValue): void {
  const before = slots[type]
  if (before === undefined) slots[type] = value
  else if (lists.has(type) && before !== value) {
    const values = Array.isArray(before) ? before : [before]
    if (!values.includes(value)) slots[type] = [...values, value]
  }
}

/** "Breyttu í 3" may be said of a size; where a count is changed it is the count. */
function countBySize(slots: Record<string, SlotValue>): void {
  const { size } = slots
  if (slots.quantity !== undefined || typeof size !== 'string' || !/^\d{1,3}$/.test(size)) return
  slots.quantity = Number(size)
  delete slots.size
}

/** Jobs about an order: a long number is its, with or without its letters. */
const ofOrders: ReadonlySet<Job> = new Set([
  'order_status',
  'track_parcel',
  'cancel_order',
  'change_address',
  'return_item',
  'exchange_item',
  'refund_status',
  'complaint_damaged',
  'invoice_copy',
  'reorder',
])
const fewestOrderDigits = 4

function orderByNumber({ sentence }: Message, slots: Record<string, SlotValue>): void {
  const { tokens, claimed } = sentence
  const number = tokens.find(
    ({ kind, lower }, at) => kind === 'number' && lower.length >= fewestOrderDigits && claimed[at] === 0,
  )?.lower
  if (number === undefined) return
  slots.order_number = number
  if (typeof slots.query !== 'string') return
  const query = slots.query.split(' ').filter((word) => word !== number)
  if (query.length === 0) delete slots.query
  else slots.query = query.join(' ')
}

/** "Use TENOFF": a code without a digit is told by its capitals, where not all is shouted. */
function codeInCapitals({ sentence }: Message, slots: Record<string, SlotValue>): void {
  const written = sentence.text.match(/(?<![\p{L}\p{N}])\p{Lu}{4,20}(?![\p{L}\p{N}])/gu) ?? []
  const [code] = written
  if (code === undefined || written.length > 1 || sentence.text === sentence.text.toUpperCase()) return
  slots.coupon = code
  if (slots.query === code.toLowerCase()) delete slots.query
}

/** Jobs about how big: "swap them for 43" counts nothing. */
const sizingJobs: ReadonlySet<Job> = new Set(['exchange_item', 'ask_size_fit', 'ask_availability'])
const leastSize = 20

function sizeByCount(slots: Record<string, SlotValue>): void {
  const { quantity } = slots
  if (slots.size !== undefined || typeof quantity !== 'number' || quantity < leastSize) return
  slots.size = String(quantity)
  delete slots.quantity
}

/** A limit without a currency was read as money; where things are counted it is a count. */
function wholeOf(value: SlotValue): SlotValue {
  const parsed = money.safeParse(value)
  return parsed.success ? parsed.data.amount / minorUnits(parsed.data.currency) : value
}

const textsOf = (value: SlotValue): string[] => (typeof value === 'string' ? [value] : [])

/** "it", "that one": the product talked about, else the only one shown. */
function pointAtFocus({ sentence, context: { focus } }: Message, slots: Record<string, SlotValue>): void {
  const only = focus.shown.length === 1 ? focus.shown[0]?.productId : undefined
  const product = focus.productId ?? only
  if (product && phrasesIn(sentence.language.words.it, sentence.tokens).length > 0) slots.product = product
}

function saysAll({ sentence }: Message): boolean {
  const { both, all } = sentence.language.words
  return phrasesIn(both, sentence.tokens).length > 0 || phrasesIn(all, sentence.tokens).length > 0
}

/** "without sleeves": a negated word that is no known filter is kept out as it stands. */
function wordWithout({ sentence, isWishWord }: Message): string | null {
  const { tokens, language, claimed, text } = sentence
  for (const not of phrasesIn(language.words.not, tokens)) {
    let at = not.to
    while (language.stopWords.has(tokens[at]?.lower ?? '') && at < not.to + 2) at++
    const token = tokens[at]
    if (
      token?.kind === 'word' &&
      claimed[at] === 0 &&
      not.from > 0 &&
      !isWishWord(token.lower) &&
      !language.stopWords.has(token.lower)
    ) {
      return text.slice(token.start, token.end).toLowerCase()
    }
  }
  return null
}
