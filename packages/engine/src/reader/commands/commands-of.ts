import type { Command } from '@parley/contracts'
import type { Guess } from '../model/predict.ts'
import { phrasesIn } from '../words/phrase-table.ts'
import { tokenise } from '../words/tokens.ts'
import { asMeant, bareCount, comparesShown, disagrees, namesKind, narrowsList, pointsAtThing } from './as-meant.ts'
import { type Answer, answerTo } from './awaited.ts'
import { correctionOf } from './correction.ts'
import { flowOfJob, isQuestion, type Message, sureJob } from './message.ts'
import { opensWith, saysOnly } from './plain-words.ts'
import { onlyPointed, pointingOf } from './pointing.ts'
import { searchJobs } from './query.ts'
import { slotsOf } from './slots.ts'
import { type ReadPart, splitWishes } from './split.ts'
import { urgentCommand } from './urgent.ts'

/** A job in between needs to be surer than one out of the blue; where any words would do as an answer, surer still. */
const sureBeside = { certain: 2, likely: 0.8, words: 0.72, none: 0.5 }
/** A yes that costs money is plain, or read with this confidence. */
const sureYes = 0.7
/** A verb less sure than this counts less than that all words are goods. */
const sureOverGoods = 0.6
/** Two jobs this near each other are asked about. */
const closeMargin = 0.12
const clarifyBelow = 0.55
/** Small talk before a wish is no wish of its own. */
const politeness: ReadonlySet<string> = new Set(['greet', 'thanks', 'goodbye'])

/** What the message wants done: one to three commands, in the order said. */
export function commandsOf(message: Message, readPart: ReadPart): Command[] {
  const urgent = urgentCommand(message)
  if (urgent) return [urgent]
  const plain = plainCommand(message)
  if (plain) return [plain]
  const answered = answerCommand(message)
  if (answered && answered.fit !== 'words') return [answered.command]
  const corrected = removesOther(message) ? [] : correctionOf(message)
  if (corrected.length > 0) return corrected
  if (answered) return [answered.command]
  const pointed = pointingOf(message)
  if (pointed) return [pointed]
  const wishes = withoutPoliteness(splitWishes(message, readPart))
  const commands = wishes.map((wish, at) => (wish === message ? null : plainPart(wish, at)) ?? jobCommand(wish))
  return commands.length > 1 ? commands.filter((command) => command.type !== 'not_understood').slice(0, 3) : commands
}

/** Yes, no, never mind, skip, back: messages that are nothing but such words. */
function plainCommand(message: Message): Command | null {
  const { awaiting, openProposal, context } = { ...message.context, context: message.context }
  if (saysOnly(message, 'back')) return { type: 'back' }
  if (awaiting?.options.some((option) => option.label.toLowerCase() === message.sentence.text.trim().toLowerCase()))
    return null
  if (saysOnly(message, 'undo') && flowOfJob(context, 'undo'))
    return { type: 'start', flow: flowOfJob(context, 'undo')?.id ?? '', job: 'undo', slots: {} }
  if (awaiting?.optional && saysOnly(message, 'skip')) return { type: 'skip' }
  if (awaiting?.type === 'yes_no') return null
  if (saysOnly(message, 'no')) return awaiting?.optional ? { type: 'skip' } : { type: 'deny' }
  if (saysOnly(message, 'cancel', 'no')) return { type: 'cancel' }
  if (saysOnly(message, 'yes'))
    return openProposal ? { type: 'confirm', proposal: openProposal } : (takesIt(message) ?? { type: 'confirm' })
  if (awaiting && saysOnly(message, 'skip')) return { type: 'skip' }
  return null
}

/** "I'll take it" is a yes where something was asked, and a wish where things lie on the table. */
function takesIt({ context, meanings }: Message): Command | null {
  const { focus, awaiting } = context
  const flow = flowOfJob(context, 'add_to_cart')
  const isOnTable = focus.productId !== null || focus.shown.length > 0
  const takes = meanings.some((meant) => meant.includes('buy'))
  return flow && isOnTable && !awaiting && takes
    ? { type: 'start', flow: flow.id, job: 'add_to_cart', slots: {} }
    : null
}

/** Yes and no stand before a wish; after one they are manners: "…, please, yes". */
function plainPart(wish: Message, at: number): Command | null {
  const command = plainCommand(wish)
  return at > 0 && (command?.type === 'confirm' || command?.type === 'deny') ? { type: 'not_understood' } : command
}

/** An answer to the open question, unless another wish is surer. */
function answerCommand(message: Message): { command: Command; fit: Answer['fit'] } | null {
  const { awaiting } = message.context
  if (!awaiting) return null
  const answer = answerTo(message, awaiting)
  if (!answer || removesOther(message) || goesBefore(message, answer)) return null
  return { command: { type: 'set', slot: awaiting.slot, value: answer.value }, fit: answer.fit }
}

function goesBefore(message: Message, answer: Answer): boolean {
  const { awaiting, context } = { ...message.context, context: message.context }
  const rival = sureJob(message, sureBeside[answer.fit])
  if (!rival || rival.job === 'out_of_scope' || politeness.has(rival.job)) return false
  if (rival.job === 'affirm' || rival.job === 'deny') return false
  const flow = flowOfJob(context, rival.job)
  if (!flow && rival.job !== 'never_mind' && !toPerson.has(rival.job)) return false
  // Two capitals are a name where a name is asked for, whatever the shop sells.
  if (awaiting?.type === 'name' && answer.fit === 'likely' && searchJobs.has(rival.job)) return false
  // What is asked for is a wish in words: the flow's own job carries the filters along.
  if (flow?.id === awaiting?.flow && answer.fit !== 'words') return false
  return answer.fit !== 'likely' || isQuestion(context, rival.job) || rival.confidence >= 0.88
}

const sureLeaving = 0.88

/** "Wait, remove the lamp first" picks no option of the candle's, though one flow keeps the whole cart: no option speaks of lamps. */
function removesOther(message: Message): boolean {
  if (sureJob(message, sureLeaving)?.job !== 'remove_from_cart') return false
  const { sentence, context } = message
  const { canon } = sentence.language
  const options = context.awaiting?.options ?? []
  const offered = new Set(options.flatMap(({ label }) => tokenise(label).map(({ lower }) => canon(lower))))
  return (
    options.length > 0 && sentence.tokens.some(({ lower }) => sentence.isGoods(lower) && !offered.has(canon(lower)))
  )
}

const toPerson: ReadonlySet<string> = new Set(['talk_to_human', 'frustrated', 'call_me_back'])

function withoutPoliteness(wishes: Message[]): Message[] {
  const real = wishes.filter((wish) => {
    const job = wish.guesses[0]?.job ?? ''
    // Who is cross and says what about is helped with that.
    if (job === 'frustrated' && wishes.length > 1) return false
    const answersNothing = (job === 'affirm' || job === 'deny') && !wish.context.awaiting && !wish.context.openProposal
    return !politeness.has(job) && !(answersNothing && wishes.length > 1)
  })
  return real.length > 0 ? real : wishes.slice(0, 1)
}

/** The command for what the message asks, as far as one can tell. */
function jobCommand(message: Message): Command {
  const { guesses, context } = message
  const [best, next] = guesses
  const bare =
    bareCount(message) ?? bareCart(message) ?? (!best || best.confidence < sureOverGoods ? bareWish(message) : null)
  const sure = best && best.confidence >= message.threshold ? asMeant(message, best) : null
  const guess = bare ?? sure ?? unclearWish(message)
  if (!guess || guess.job === 'out_of_scope') return onlyPointed(message) ?? { type: 'not_understood' }
  if (guess.job === 'affirm') return yesCommand(message, guess)
  if (guess.job === 'deny')
    return (context.openProposal || context.awaiting ? null : onlyPointed(message)) ?? { type: 'deny' }
  if (dropsCheckout(message, guess)) return { type: 'cancel' }
  if (guess.job === 'never_mind') return isNoToOffer(message) ? { type: 'deny' } : { type: 'cancel' }
  const flow = flowOfJob(context, guess.job)
  if (!bare && sure && best && next && guess.job === best.job && isClose(message, best, next))
    return { type: 'clarify', jobs: [best.job, next.job] }
  if (flow) return { type: 'start', flow: flow.id, job: guess.job, slots: slotsOf(message, guess.job) }
  return toPerson.has(guess.job) ? { type: 'hand_over', reason: guess.job } : { type: 'not_understood' }
}

/** "Let's rather leave it", to an offer, is a no to the offer. */
const isNoToOffer = ({ context, guesses }: Message): boolean =>
  context.openProposal !== null && guesses.slice(1, 4).some(({ job }) => job === 'deny')

/** "Let's leave the whole order", before there is one: the one being made is meant. */
function dropsCheckout({ context, sentence }: Message, guess: Guess): boolean {
  const running = context.awaiting?.flow ?? context.runningFlow
  if (guess.job !== 'cancel_order' || running === null || running !== flowOfJob(context, 'checkout')?.id) return false
  const namesOrder = sentence.found.some(({ type }) => type === 'order_number')
  return !namesOrder && !sentence.tokens.some(({ kind, lower }) => kind === 'number' && lower.length >= 4)
}

/** A yes that costs money says nothing besides, and denies nothing. */
function yesCommand(message: Message, guess: Guess): Command {
  const { openProposal } = message.context
  if (!openProposal) return { type: 'confirm' }
  const { found, tokens, language } = message.sentence
  const hasMore = found.some((one) => one.weak !== true) || opensWith(message, 'no') !== null
  const denies = phrasesIn(language.words.not, tokens).length > 0 || disagrees(message)
  const isPlain = guess.confidence >= sureYes && !hasMore && !denies && tokens.length <= 8
  return isPlain ? { type: 'confirm', proposal: openProposal } : { type: 'not_understood' }
}

/** Whether to ask which of two was meant. Finding and narrowing are one wish, which differs by what was searched before. */
function isClose(message: Message, best: Guess, next: Guess): boolean {
  const { context } = message
  // "Stick it in my basket": what is pointed at is wished for.
  if (best.job === 'add_to_cart' && next.job === 'show_cart' && pointsAtThing(message)) return false
  if (best.job === 'refine_search' && narrowsList(message)) return false
  if (best.job === 'cheaper' && comparesShown(message)) return false
  if (best.confidence >= clarifyBelow || best.margin - next.margin > closeMargin) return false
  if (politeness.has(best.job) || politeness.has(next.job) || next.job === 'frustrated') return false
  if (next.margin < -0.6 || next.job === 'out_of_scope' || (isFinding(best.job) && isFinding(next.job))) return false
  return flowOfJob(context, best.job) !== undefined && flowOfJob(context, next.job) !== undefined
}

const isFinding = (job: string): boolean => ['find_product', 'refine_search', 'recommend'].includes(job)

/** "Kosár", "the cart please": the cart and nothing else is looked at, unless the shop has baskets for sale. */
function bareCart({ sentence, meanings, context }: Message): Guess | null {
  if (sentence.found.some(({ weak }) => weak !== true) || !flowOfJob(context, 'show_cart')) return null
  const places = [...sentence.tokens.keys()].filter((at) => sentence.tokens[at]?.kind !== 'mark')
  const isCart = (at: number): boolean => meanings[at]?.length === 1 && meanings[at]?.[0] === 'cart'
  const isSmallWord = (at: number): boolean => sentence.language.stopWords.has(sentence.tokens[at]?.lower ?? '')
  if (!places.some(isCart) || !places.every((at) => isCart(at) || isSmallWord(at))) return null
  return { job: 'show_cart', margin: 0, confidence: 1 }
}

/** "red shoes 42", "a landing net please": things of the shop without a verb are looked for. */
function bareWish(message: Message): Guess | null {
  const { sentence, context } = message
  if (!flowOfJob(context, 'find_product')) return null
  const words = sentence.tokens.filter((token, at) => {
    const isFilter = sentence.found.some((one) => one.from <= at && at < one.to && filters.has(one.type))
    return token.kind === 'word' && !isFilter && !sentence.language.stopWords.has(token.lower)
  })
  const goods = words.filter(({ lower }) => message.isGoodsWord(lower) || sentence.isGoods(lower)).length
  const named = sentence.found.filter((one) => filters.has(one.type)).length
  if (goods + named === 0 || goods < words.length || sentence.tokens.length > 12) return null
  const narrows = context.focus.search !== null && goods === 0 && flowOfJob(context, 'refine_search') !== undefined
  return { job: narrows ? 'refine_search' : 'find_product', margin: 0, confidence: 0.5 }
}

/** Nobody can tell what is wished for, but that it is about goods of the shop: those are shown. */
function unclearWish(message: Message): Guess | null {
  const { tokens, isCommon, language } = message.sentence
  const isOfShop = tokens.some(({ lower, kind }) => {
    const isPlain = kind === 'word' && lower.length >= 4 && !isCommon(lower) && !language.stopWords.has(lower)
    return isPlain && message.isGoodsWord(lower)
  })
  const finds = flowOfJob(message.context, 'find_product') !== undefined
  return finds && (isOfShop || namesKind(message)) ? { job: 'find_product', margin: 0, confidence: 0.5 } : null
}

const filters: ReadonlySet<string> = new Set([
  'category',
  'brand',
  'colour',
  'material',
  'size',
  'option',
  'price_max',
  'price_min',
])
