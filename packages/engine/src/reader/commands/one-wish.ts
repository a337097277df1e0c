import { phrasesIn } from '../words/phrase-table.ts'
import type { Message } from './message.ts'

/** Whether two halves are of one wish: the whole is sure, and the other half only says why or of what. */
export function isOneWish({ guesses }: Message, halves: readonly Message[], hasAnd: boolean): boolean {
  const [best] = guesses
  if (!best || best.confidence < sureWhole || inOneBreath.has(best.job)) return false
  return halves.some((half) => half.guesses[0]?.job === best.job) && !(hasAnd && areApart(best.job, halves))
}

/** Read this surely as a whole, a sentence is about one thing, and its other half says why or of what. */
const sureWhole = 0.85
/** Baskets are filled and paid in one breath: there the whole is as sure as its louder half. */
const inOneBreath: ReadonlySet<string> = new Set([
  'add_to_cart',
  'remove_from_cart',
  'change_quantity',
  'empty_cart',
  'show_cart',
  'apply_coupon',
  'checkout',
])

/**
 * A half that says this surely something of another matter is a wish of its own, however loud the whole is: "where is order 4471, and can I
 * change the address?"
 */
const sureApart = 0.85
const fewestWords = 3
const matters: readonly ReadonlySet<string>[] = [
  new Set(['order_status', 'track_parcel', 'ask_delivery_time', 'complaint_damaged', 'frustrated', 'refund_status']),
  new Set(['return_item', 'exchange_item', 'refund_status', 'ask_returns_policy', 'complaint_damaged', 'cancel_order']),
  new Set([
    'find_product',
    'recommend',
    'gift_help',
    'refine_search',
    'ask_availability',
    'ask_size_fit',
    'ask_material',
    'ask_price',
    'cheaper',
    'compare',
    'add_to_cart',
  ]),
  new Set(['ask_availability', 'stock_alert', 'ask_delivery_time']),
  new Set(['complaint_damaged', 'ask_warranty', 'product_help']),
  new Set(['talk_to_human', 'call_me_back', 'frustrated', 'help', 'change_language']),
  new Set(['delete_my_data', 'unsubscribe', 'my_data', 'call_me_back']),
  new Set(['reorder', 'add_to_cart', 'find_product', 'order_status', 'change_address', 'checkout']),
]

function areApart(job: string, halves: readonly Message[]): boolean {
  const other = halves.find((half) => half.guesses[0]?.job !== job)
  const [guess] = other?.guesses ?? []
  if (!guess || guess.confidence < sureApart || isAnswer(guess.job)) return false
  const isShort = halves.some(
    ({ sentence }) => sentence.tokens.filter(({ kind }) => kind === 'word').length < fewestWords,
  )
  const [, second] = halves
  if (isShort || (second && refersBack(second))) return false
  return !matters.some((matter) => matter.has(job) && matter.has(guess.job))
}

/** "… and send it once more" goes on about the same. */
export const refersBack = ({ sentence }: Message): boolean =>
  phrasesIn(sentence.language.words.it, sentence.tokens).length > 0

/** Yes and no come before a wish, never after: "one, not two" denies nothing. */
export const isAnswer = (job: string): boolean => job === 'affirm' || job === 'deny' || job === 'never_mind'
