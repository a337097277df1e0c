import type { Job } from '@parley/contracts'
import type { Found } from '../entities/sentence.ts'
import { phraseAt } from '../words/phrase-table.ts'
import type { Message } from './message.ts'

/** Never searched for as words: they are filters or addresses of something. */
const notWords = new Set([
  'price_min',
  'price_max',
  'colour',
  'material',
  'size',
  'brand',
  'category',
  'option',
  'email',
  'phone',
  'order_number',
  'coupon',
  'compare',
  'width_max',
  'width_min',
  'height_max',
  'height_min',
  'depth_max',
  'depth_min',
  'length_max',
  'length_min',
])
/** Only pointing wishes count and point; "size 3 football" and "the first aid kit" are searched as they stand. */
const pointing = new Set(['quantity', 'position', 'date'])

/** The words that carry the wish: openers, small words and filters taken off. */
export function queryOf(message: Message, searches: boolean, job: Job | null = null): string {
  const { tokens, language, text, found } = message.sentence
  const taken = new Uint8Array(tokens.length)
  for (const one of found) if (isTaken(one, searches)) taken.fill(1, one.from, one.to)
  markPhrases(message, taken)
  let query = ''
  let end = -1
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (!token || taken[at] === 1 || isIdle(message, at, searches)) continue
    // Whom a present is for is not what it is.
    if (job === 'gift_help' && message.meanings[at]?.some((meaning) => ofGifts.has(meaning))) continue
    const tied = end === token.start && query !== ''
    if (token.kind === 'mark' && !(tied && tokens[at + 1]?.start === token.end && /[-.'/&]/.test(token.lower))) continue
    query += `${tied || query === '' ? '' : ' '}${text.slice(token.start, token.end)}`
    end = token.end
  }
  return query.replace(/[-.'/&\s]+$/, '').toLocaleLowerCase(language.definition.locale)
}

function isTaken(found: Found, searches: boolean): boolean {
  if (found.loose) return !searches && found.type === 'quantity'
  return (
    found.negated === true ||
    notWords.has(found.type) ||
    (pointing.has(found.type) && !searches) ||
    (searches && found.type === 'quantity')
  )
}

function markPhrases(message: Message, taken: Uint8Array): void {
  const { tokens, language } = message.sentence
  const { it, not, instead, and } = language.words
  for (let at = 0; at < tokens.length; ) {
    if (taken[at] === 1) {
      at++
      continue
    }
    const match = longestOf([language.carriers, it, not, instead, and].map((table) => phraseAt(table, tokens, at)))
    if (match && !message.isGoodsWord(tokens[at]?.lower ?? '')) taken.fill(1, at, match.to)
    at = match ? match.to : at + 1
  }
}

const longestOf = (matches: readonly ({ to: number } | null)[]): { to: number } | null =>
  matches.reduce((best, one) => ((one?.to ?? 0) > (best?.to ?? 0) ? one : best), null)

const ofGifts: ReadonlySet<string> = new Set(['gift', 'someone', 'audience'])

/** A small word, or one that makes the wish; beside a search that is any word of everyday wishes. A word of the catalogue is neither. */
function isIdle(message: Message, at: number, searches: boolean): boolean {
  const { tokens, language, isCommon, isGoods } = message.sentence
  const token = tokens[at]
  if (token?.kind !== 'word') return false
  if (language.stopWords.has(token.lower)) return true
  if (!searches && (message.isWishWord(token.lower) || putsOrTakes(message, at))) return true
  if (message.isGoodsWord(token.lower)) return false
  if (message.isWishWord(token.lower) || (makesWish(message, token.lower) && !isGoods(token.lower))) return true
  return !searches && isCommon(token.lower) && !isGoods(token.lower)
}

/** Words of these meanings say that something is wished for, not what. */
const wishing: ReadonlySet<string> = new Set([
  'hello',
  'thank',
  'want',
  'have',
  'show',
  'find',
  'recommend',
  'choose',
  'best',
  'what',
  'how',
  'add',
  'cart',
  'buy',
  'can',
  'the',
  'other',
  'yes',
  'no',
  'only',
  'stock',
  'cheap',
  'dear',
  'price',
  'like',
])

/** "Settu hann í körfuna" puts what was pointed at, though "sett" be goods. */
const putsOrTakes = ({ meanings }: Message, at: number): boolean =>
  meanings[at]?.some((meaning) => putting.has(meaning)) === true

const putting: ReadonlySet<string> = new Set(['add', 'remove', 'cart', 'buy'])

function makesWish({ sentence }: Message, lower: string): boolean {
  const meant = sentence.language.meanings.ofWord(lower)
  return meant.length > 0 && meant.every((meaning) => wishing.has(meaning))
}

/** Jobs whose words are all of what is looked for. */
export const searchJobs: ReadonlySet<Job> = new Set(['find_product', 'refine_search', 'gift_help', 'recommend'])
