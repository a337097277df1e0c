import type { Command } from '@parley/contracts'
import type { CompiledLanguage } from '../words/compiled-language.ts'
import { phraseAt, phrasesIn } from '../words/phrase-table.ts'
import { flowOfJob, type Message, sureJob } from './message.ts'
import { saysOnly, wordsLeft } from './plain-words.ts'

/** "the second one", "both", the name of a shown card and nothing else: a choice among what was shown. */
export function pointingOf(message: Message): Command | null {
  const { sentence, context } = message
  const { shown } = context.focus
  if (shown.length === 0) return null
  if (saysOnly(message, 'both') || saysOnly(message, 'all')) return { type: 'choose', all: true }
  // "Yes, both of them", where nothing else is asked: the yes is to having them.
  const { both } = sentence.language.words
  // "Both in black" and "the cheaper one of those two" say more than that.
  const saysMore = sentence.found.some(({ type, weak }) => !weak && !ofPointing.has(type))
  if (!saysMore && phrasesIn(both, sentence.tokens).length > 0 && wordsLeft(message, ['both', 'all']) === 0)
    return { type: 'choose', all: true }
  // "I'll take the first" is more than a finger.
  const takes = sureJob(message, 0.45)?.job === 'add_to_cart'
  const asks = message.meanings.some((meant) => meant.some((one) => asking.has(one)))
  const wish = sureJob(message, takes || asks ? 0.45 : 0.8)
  if (wish && wish.job !== 'affirm' && flowOfJob(context, wish.job) && saysWish(message)) return null
  if (wordsLeft(message, ['both', 'all']) > 0) return null
  const meant = sentence.found.filter((found) => !found.negated)
  const [only] = meant
  if (!only || meant.length > 1) return null
  if (only.type === 'position' && typeof only.value === 'number') return { type: 'choose', position: only.value }
  if (only.type !== 'product' || typeof only.value !== 'string') return null
  return shown.some((card) => card.productId === only.value) ? { type: 'choose', value: only.value } : null
}

const ofPointing: ReadonlySet<string> = new Set(['position', 'quantity', 'product', 'category', 'date'])

/** "That third one might be nice": whatever is said of it, that is the one to be looked at. */
export function onlyPointed({ sentence, context }: Message): Command | null {
  const meant = sentence.found.filter(({ negated, weak }) => !negated && !weak)
  const [only] = meant
  const isShort = sentence.tokens.length <= mostBesidePointing
  if (context.focus.shown.length === 0 || meant.length !== 1 || !isShort) return null
  return only?.type === 'position' && typeof only.value === 'number' ? { type: 'choose', position: only.value } : null
}

const mostBesidePointing = 7

/** A word that makes a wish, besides the pointing itself: "the second one" has none, "I'll take the second one" has. */
function saysWish({ sentence, isWishWord, meanings }: Message): boolean {
  const { tokens, found, language } = sentence
  return tokens.some(({ lower, kind }, at) => {
    const asks = meanings[at]?.some((meaning) => asking.has(meaning)) === true
    if (kind !== 'word' || !(asks || isWishWord(lower)) || sentence.isGoods(lower)) return false
    const points = found.some((one) => one.from <= at && at < one.to) || phraseAt(language.words.it, tokens, at)
    return !points && (asks || !isLittle(language, lower))
  })
}

/** What asks something of the thing pointed at, or takes it, though many wishes share the word. */
const asking: ReadonlySet<string> = new Set([
  'buy',
  'add',
  'price',
  'stock',
  'material',
  'size',
  'measure',
  'warranty',
  'compare',
])

/** Articles and the like, which stand in every second sentence and make no wish. */
const isLittle = ({ stopWords }: CompiledLanguage, lower: string): boolean => stopWords.has(lower) && lower.length <= 3
