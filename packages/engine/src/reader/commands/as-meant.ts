import type { Job } from '@parley/contracts'
import type { Guess } from '../model/predict.ts'
import { meaningsIn } from '../words/meanings.ts'
import { type PhraseTable, phrasesIn } from '../words/phrase-table.ts'
import type { Token } from '../words/tokens.ts'
import { flowOfJob, type Message } from './message.ts'
import { opensWith } from './plain-words.ts'
import { queryOf } from './query.ts'

/**
 * The job that the words have where they are said: the classifier knows the sentence, not what lies on the table. The first rule that
 * says otherwise counts, if a flow has its job.
 */
export function asMeant(message: Message, guess: Guess): Guess {
  if (agreesToOffer(message, guess)) return { ...guess, job: 'affirm', confidence: 1 }
  for (const rule of rules) {
    const job = rule(message, guess.job)
    if (job !== null && flowOfJob(message.context, job)) return { ...guess, job }
  }
  return guess
}

/** A sentence read this surely is about what it says, not about a number in it. */
const sureOfElse = 0.6

/** What a bare number is read as, where nobody knows what lies on the table. */
const ofCounts: ReadonlySet<string> = new Set(['add_to_cart', 'change_quantity', 'affirm', 'deny', 'thanks', 'undo'])

/** A number and nothing else, after one thing was looked at or bought: how many of it. */
export function bareCount(message: Message): Guess | null {
  const { sentence, context } = message
  if (context.focus.productId === null || context.awaiting || context.openProposal) return null
  const meant = sentence.found.filter(({ weak, negated }) => !weak && !negated)
  const [only] = meant
  if (meant.length !== 1 || only?.type !== 'quantity' || sentence.tokens.length > 6) return null
  const { language, tokens } = sentence
  const { no, yes, instead, it, more } = language.words
  const idle = new Set([no, yes, instead, it, more, language.carriers].flatMap((table) => placesOf(table, tokens)))
  const [best] = message.guesses
  const isOpen = !best || best.confidence < sureOfElse
  if (!isOpen && !ofCounts.has(best.job)) return null
  const isBare = tokens.every(({ lower, kind }, at) => {
    const isOfCount = only.from <= at && at < only.to
    const isLittle = message.isWishWord(lower) || language.stopWords.has(lower)
    const isEveryday = isOpen && sentence.isCommon(lower) && !sentence.isGoods(lower)
    return kind !== 'word' || isOfCount || idle.has(at) || isLittle || isEveryday
  })
  const job = phrasesIn(more, tokens).length > 0 ? 'add_to_cart' : 'change_quantity'
  return isBare && flowOfJob(context, job) ? { job, margin: 0, confidence: 0.5 } : null
}

const placesOf = (table: PhraseTable<true>, tokens: Message['sentence']['tokens']): number[] =>
  phrasesIn(table, tokens).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))

type Rule = (message: Message, job: Job) => Job | null

/** Read this surely as nothing of a shop's, a sentence only happens to hold the name of goods. */
const sureOutOfScope = 0.8
const manners: ReadonlySet<string> = new Set(['thanks', 'greet', 'goodbye', 'affirm'])
const showing: ReadonlySet<string> = new Set(['show_cart', 'checkout'])
const seeking: ReadonlySet<string> = new Set(['find_product', 'ask_availability', 'recommend'])

const rules: readonly Rule[] = [
  /** "Let's go with the second", "number two, thanks": what it points at is wished for. */
  ({ sentence, context }, job) => {
    const points = sentence.found.some(({ type, negated }) => !negated && (type === 'position' || type === 'product'))
    return manners.has(job) && points && !context.openProposal ? 'add_to_cart' : null
  },
  /** "Stick the second one in my basket" names the basket, and wants something done. */
  ({ sentence, context, guesses }, job) => {
    const isShown = context.focus.shown.length > 0
    const points = sentence.found.some(({ type }) => type === 'product' || (type === 'position' && isShown))
    const adds = guesses.slice(1, 4).some((one) => one.job === 'add_to_cart')
    return showing.has(job) && points && adds ? 'add_to_cart' : null
  },
  /** "May I see notebooks?" asks for goods: of the basket it says nothing. */
  (message, job) => {
    const isOther = job === 'show_cart' && !means(message, 'cart') && !means(message, 'only')
    return isOther && (namesKind(message) || asksToSee(message)) ? 'find_product' : null
  },
  /** "Do you have it in blue?", of a list: those of it that are blue. */
  (message, job) => (seeking.has(job) && narrowsList(message) ? 'refine_search' : null),
  /** What the shop sells is not out of its scope. */
  (message, job) => {
    if ((message.guesses[0]?.confidence ?? 0) >= sureOutOfScope) return null
    const finds = message.guesses.slice(1, 4).some((one) => one.job === 'find_product')
    return job === 'out_of_scope' && finds && namesGoods(message) ? 'find_product' : null
  },
  /** "Is the second one there in black?" asks after the second of what lies there. */
  (message, job) =>
    job === 'find_product' && pointsAtShown(message) && namesFilter(message) ? 'ask_availability' : null,
  /** "I'll have the cheaper one of those two": it is chosen, and nothing cheaper looked for. */
  (message, job) => (job === 'cheaper' && comparesShown(message) && means(message, 'buy') ? 'add_to_cart' : null),
  /** "Add two frisbees instead": who adds a thing by its name counts nothing anew. */
  (message, job) => (job === 'change_quantity' && means(message, 'add') && namesKind(message) ? 'add_to_cart' : null),
  /** "No wait, make it three", "no, I'll take three": the no is to the count. */
  (message, job) => (takenBack.has(job) && recounts(message) ? 'change_quantity' : null),
  /** "Have you any fishing rods?" asks for some to look at, where no one thing is talked about. */
  (message, job) => {
    const asksOfOne = namesOne(message) || (message.context.focus.productId !== null && !namesGoods(message))
    const looks = job === 'ask_availability' && !asksOfOne && !asksOfStock(message)
    return looks && wantsGoods(message) ? 'find_product' : null
  },
]

const pointsAtShown = ({ sentence, context }: Message): boolean =>
  context.focus.shown.length > 0 &&
  sentence.found.some(({ type, value, negated }) => {
    const isThere = typeof value === 'number' && value <= context.focus.shown.length
    return type === 'position' && isThere && !negated
  })

/** Whether it compares what lies there, and asks for nothing else: "the cheaper of those two", "the dearer one of the three". */
export function comparesShown({ sentence, context: { focus } }: Message): boolean {
  const { found, language, tokens } = sentence
  const counts = found.some(({ type, value }) => type === 'quantity' && value === focus.shown.length)
  const isOfThem = counts || phrasesIn(language.words.both, tokens).length > 0
  return focus.shown.length > 1 && isOfThem && found.some(({ type }) => type === 'compare')
}

const takenBack: ReadonlySet<string> = new Set(['deny', 'never_mind', 'add_to_cart', 'affirm'])

/** Whether it opens by taking back what was said, and says how many instead and of nothing new. */
export function recounts(message: Message): boolean {
  const { sentence, context } = message
  if (context.awaiting || context.openProposal || sentence.tokens.length > 8) return false
  const turnsBack = opensWith(message, 'no') !== null || opensWith(message, 'instead') !== null
  const meant = sentence.found.filter(({ weak, negated }) => !weak && !negated)
  return turnsBack && meant.length === 1 && meant[0]?.type === 'quantity' && !namesKind(message)
}

/** "Yes, order it": the yes is to the offer, and the wish is what the offer is. */
function agreesToOffer(message: Message, { job }: Guess): boolean {
  const { sentence, context } = message
  if (!context.openProposal || sentence.tokens.length > 6 || sentence.found.some(({ weak }) => !weak)) return false
  const after = opensWith(message, 'yes')
  if (after === null) return false
  if (disagrees(message, after)) return false
  const meant = meaningsIn(sentence.language.meanings, sentence.tokens).slice(after)
  const isOfOffer = context.runningFlow !== null && flowOfJob(context, job)?.id === context.runningFlow
  return isOfOffer || sentence.tokens.slice(after).every((token, at) => agrees(sentence, token, meant[at] ?? []))
}

/** What is said beside a yes to an offer, and is the same yes again. */
const agreeing: ReadonlySet<string> = new Set(['yes', 'buy', 'order', 'checkout', 'thank', 'want', 'the'])
/** "Yes, but change the address" is no yes to what lies on the table. */
const disagreeing: ReadonlySet<string> = new Set([
  'no',
  'change',
  'other',
  'leave',
  'cancel',
  'remove',
  'address',
  'amount',
  'undo',
  'exchange',
  'late',
  'only',
  'why',
])

/** Whether something besides the yes turns against what lies on the table. */
export const disagrees = ({ meanings }: Message, from = 0): boolean =>
  meanings.slice(from).some((meant) => meant.some((one) => disagreeing.has(one)))

const agrees = ({ language }: Message['sentence'], { lower, kind }: Token, meant: readonly string[]): boolean =>
  kind === 'mark' || language.stopWords.has(lower) || meant.some((one) => agreeing.has(one))

const narrowing: ReadonlySet<string> = new Set([
  'colour',
  'material',
  'size',
  'price_max',
  'price_min',
  'brand',
  'option',
])

/** Whether a list lies on the table and the words name nothing but what of it is wanted. */
export function narrowsList(message: Message): boolean {
  const { search, productId, shown } = message.context.focus
  const ofList = search !== null && productId === null && shown.length !== 1
  return ofList && namesFilter(message) && !namesGoods(message)
}

/** "Má ég sjá minnisbækur": something is to be seen that is no word of everyday wishes. */
const asksToSee = (message: Message): boolean =>
  means(message, 'show') &&
  message.sentence.tokens.some(({ lower, kind }) => {
    const { isCommon, isMet } = message.sentence
    return kind === 'word' && lower.length >= 5 && !isMet(lower) && !isCommon(lower)
  })

const means = ({ meanings }: Message, meaning: string): boolean => meanings.some((meant) => meant.includes(meaning))

/** "How many of the oak stools are left?" asks about stock, and "when do you get it again?" about its coming, whatever else they name. */
const sureOfStock = 0.75
const sureOfComing = 0.5
const ofComing = ['when', 'arrive', 'again', 'late']
const asksOfStock = (message: Message): boolean => {
  const sure = message.guesses[0]?.confidence ?? 0
  if (sure >= sureOfComing && ofComing.some((one) => means(message, one))) return true
  return sure >= sureOfStock && means(message, 'stock')
}

const namesFilter = ({ sentence }: Message): boolean => sentence.found.some(({ type }) => narrowing.has(type))

const namesOne = ({ sentence }: Message): boolean =>
  sentence.found.some(({ type, loose }) => type === 'position' || (type === 'product' && !loose)) ||
  phrasesIn(sentence.language.words.it, sentence.tokens).some(({ to, from }) => to - from > 0 && isAlone(sentence, to))

/** "it" stands for a thing; "that lamp" and "det där bordet" name one. */
const isAlone = ({ tokens, isGoods }: Message['sentence'], at: number): boolean => !isGoods(tokens[at]?.lower ?? '')

const wantsGoods = (message: Message): boolean => namesGoods(message) || queryOf(message, true) !== ''

/** Whether it points at one thing that is known: by its place, by name, or by "it" where one thing is talked about. */
export function pointsAtThing(message: Message): boolean {
  const { productId, shown } = message.context.focus
  const isOne = productId !== null || shown.length === 1
  const { found, language, tokens } = message.sentence
  if (found.some(({ type }) => type === 'product' || (type === 'position' && shown.length > 0))) return true
  return isOne && phrasesIn(language.words.it, tokens).length > 0
}

/** Whether it names a kind of goods for certain: a short or everyday word ("a bit steep") may be anything, though goods be called so. */
export function namesKind({ sentence, isGoodsWord }: Message): boolean {
  const { found, tokens, isGoods, isCommon } = sentence
  if (found.some(({ type }) => type === 'category')) return true
  return tokens.some(({ lower, kind }) => {
    const isLong = kind === 'word' && lower.length >= 4
    return isLong && isGoods(lower) && (isGoodsWord(lower) || !isCommon(lower))
  })
}

/** Whether it speaks of a kind of goods: a category, or a word for goods that is no filter. */
function namesGoods(message: Message): boolean {
  const { tokens, found, language, isGoods, isCommon } = message.sentence
  if (found.some(({ type }) => type === 'category' || type === 'product')) return true
  return tokens.some(({ lower, kind }, at) => {
    const isFilter = found.some((one) => narrowing.has(one.type) && one.from <= at && at < one.to)
    if (kind !== 'word' || isFilter || language.stopWords.has(lower) || message.isWishWord(lower)) return false
    return isGoods(lower) || (message.isGoodsWord(lower) && !isCommon(lower))
  })
}
