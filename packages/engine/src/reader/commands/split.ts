import type { Guess } from '../model/predict.ts'
import { phraseAt } from '../words/phrase-table.ts'
import { recounts } from './as-meant.ts'
import type { Message } from './message.ts'
import { flowOfJob, isQuestion } from './message.ts'
import { isAnswer, isOneWish, refersBack } from './one-wish.ts'
import { opensWith, wordsLeft } from './plain-words.ts'
import { searchJobs } from './query.ts'

/** How sure both halves must be beside an "and", so that "black and white" stays whole; a comma alone joins more often than it parts. */
const sureAtAnd = 0.75
const sureAtComma = 0.86
/** Almost any words look like a search: as a second wish it must be surer. */
const sureSearch = 0.92
const mostParts = 3

/** Reads a piece of the text as a message of its own. */
export type ReadPart = (text: string) => Message

/** The wishes of a compound sentence in order; the message itself where it holds but one. */
export function splitWishes(message: Message, read: ReadPart): Message[] {
  const known = new Map<string, Message>()
  const readPart: ReadPart = (text) => {
    const part = known.get(text) ?? read(text)
    known.set(text, part)
    return part
  }
  if (recounts(message)) return [message]
  const listed = enumerated(message, readPart)
  if (listed) return listed
  const taken = takenAndPaid(message, readPart)
  if (taken) return taken
  const wishes = cut(message, readPart)
  if (!wishes || isOneWish(message, wishes.halves, wishes.hasAnd)) return [message]
  const [first, rest] = wishes.halves
  const more = cut(rest, readPart)
  return more ? [first, ...more.halves].slice(0, mostParts) : [first, rest]
}

function cut(message: Message, readPart: ReadPart): { halves: [Message, Message]; hasAnd: boolean } | null {
  let best: { halves: [Message, Message]; hasAnd: boolean } | null = null
  let bestSureness = 0
  for (const { end, start, hasAnd } of joints(message)) {
    const { text } = message.sentence
    const halves: [Message, Message] = [readPart(text.slice(0, end)), readPart(text.slice(start))]
    const sureness = Math.min(...halves.map((half) => surenessOf(half, message)))
    if (sureness < Math.max(leastSureness(halves, hasAnd), bestSureness) || !areTwo(message, halves)) continue
    best = { halves, hasAnd }
    bestSureness = sureness
  }
  return best
}

/** What the whole says loudly, its half need not say as loudly. */
function surenessOf({ guesses: [own] }: Message, { guesses: [whole] }: Message): number {
  if (!own) return 0
  return whole && whole.job === own.job ? Math.max(own.confidence, whole.confidence) : own.confidence
}

function leastSureness([first, second]: readonly [Message, Message], hasAnd: boolean): number {
  const least = hasAnd ? sureAtAnd : sureAtComma
  if (areOfBasket(first, second)) return hasAnd ? sureOfBasket : tells(second) ? sureOfTelling : sureAtAnd
  if (!searchJobs.has(second.guesses[0]?.job ?? '')) return least
  // "Empty the basket and find me a helmet": whoever says that she is looking for something is.
  const [best] = first.guesses
  const isAside = best !== undefined && !searchJobs.has(best.job) && hasAnd
  return isAside && seeks(second) ? sureOfSeeking : Math.max(least, sureSearch)
}

const sureOfSeeking = 0.5
const sureOfTelling = 0.55

/** "…, take the first one out": whoever begins with what to do says it. */
const tells = ({ meanings }: Message): boolean =>
  meanings.slice(0, 2).some((meant) => meant.includes('add') || meant.includes('remove'))

/** "Lose the ball and add two frisbees": two different things that are done to a basket. */
const areOfBasket = (...halves: readonly Message[]): boolean =>
  halves.every(({ guesses: [best] }) => best !== undefined && ofBasket.has(best.job))

/** What may come after a wish for the basket in the same breath, and how surely: "and then pay", "and show what is left", "with this code". */
const afterwards: Readonly<Record<string, number>> = { checkout: 0.5, show_cart: 0.6, apply_coupon: 0.5 }
const sureAfterwards = 0.75
const ofBasket: ReadonlySet<string> = new Set([
  'add_to_cart',
  'remove_from_cart',
  'change_quantity',
  'empty_cart',
  'apply_coupon',
])
const sureOfBasket = 0.4

/** "The second one, and then pay", "toka kiitos ja maksuun": a wish for the basket, or a finger on something, and what then. */
function takenAndPaid(message: Message, readPart: ReadPart): Message[] | null {
  const { text } = message.sentence
  for (const { end, start, hasAnd } of joints(message, 1)) {
    const rest = readPart(text.slice(start))
    if (!comesAfter(rest, hasAnd)) continue
    const first = wishForBasket(readPart(text.slice(0, end)))
    if (first && first.guesses[0]?.job !== rest.guesses[0]?.job)
      return [...(cut(first, readPart)?.halves ?? [first]), rest].slice(-mostParts)
  }
  return null
}

/** Whether this may follow a wish for the basket: paying, looking, a code, or, after an "and", a question that is surely one. */
function comesAfter({ guesses: [best], context }: Message, hasAnd: boolean): boolean {
  if (!best || !flowOfJob(context, best.job)) return false
  const asks = hasAnd && isQuestion(context, best.job) && !politeness.has(best.job) && !searchJobs.has(best.job)
  return best.confidence >= (afterwards[best.job] ?? (asks ? sureAfterwards : 1))
}

const politeness: ReadonlySet<string> = new Set(['greet', 'thanks', 'goodbye', 'help', 'frustrated'])

function wishForBasket(part: Message): Message | null {
  const [best] = part.guesses
  if (best && ofBasket.has(best.job) && best.confidence >= sureOfBasket) return part
  const points = part.sentence.found.some(({ type, negated }) => type === 'position' && !negated)
  if (!points || wordsLeft(part) > 1 || (best && best.confidence >= sureAtComma)) return null
  return flowOfJob(part.context, 'add_to_cart')
    ? { ...part, guesses: [{ job: 'add_to_cart', margin: 0, confidence: 1 }] }
    : null
}

/** "Two crankbaits and a landing net": the same wish for several things, each with its own count; and what shall be done then. */
function enumerated(message: Message, readPart: ReadPart): Message[] | null {
  const { text } = message.sentence
  const cuts = joints(message, 1)
  if (cuts.length === 0) return null
  const starts = [0, ...cuts.map(({ start }) => start)]
  const parts = starts.map((start, at) => readPart(text.slice(start, cuts[at]?.end ?? text.length)))
  const tail = parts.findIndex((part) => !namesThing(part))
  const count = tail === -1 ? parts.length : tail
  if (count < 2 || count > mostParts) return null
  const rest = tail === -1 ? null : readPart(text.slice(starts[tail]))
  if (rest && !comesAfter(rest, true)) return null
  const best = listedWish(rest ? readPart(text.slice(0, cuts[count - 1]?.end)) : message)
  if (!best) return null
  const items = parts.slice(0, count)
  // A piece with a sure wish of its own is no item of the list.
  const strays = items.some((part, at) => isStray(part, best.job, at === 0))
  if (strays || items.slice(1).some(refersBack)) return null
  const wishes = items.map((part) => ({ ...part, guesses: [{ ...best, confidence: 1 }] }))
  return rest ? [...wishes, rest] : wishes
}

/** "Lose the ball and add two frisbees": what the basket is told to do needs no loud voice; a name alone looks like a search and is none. */
function isStray(part: Message, job: string, isFirst: boolean): boolean {
  const [best] = part.guesses
  if (!best || best.job === job) return false
  if (isFirst) return ofBasket.has(best.job) && best.job !== 'change_quantity' && best.confidence > sureOfVerb
  if (searchJobs.has(best.job) && !seeks(part)) return false
  return best.confidence > (ofBasket.has(best.job) ? 0.5 : 0.75)
}

const seeks = ({ meanings }: Message): boolean =>
  meanings.slice(0, 2).some((meant) => meant.includes('find') || meant.includes('show'))

const listable: ReadonlySet<string> = new Set(['add_to_cart', 'remove_from_cart'])
/** What counted goods are taken for, where no verb says what to do with them: "two hammers and a saw" are wanted. */
const ofBareCounts: ReadonlySet<string> = new Set(['change_quantity', 'find_product', 'out_of_scope'])
const sureOfVerb = 0.8

function listedWish({ guesses, sentence, context }: Message): Guess | null {
  const [best] = guesses
  if (!best) return null
  if (listable.has(best.job)) return best.confidence < 0.5 ? null : best
  const counts = sentence.found.filter(({ type, negated }) => type === 'quantity' && !negated)
  const isCounted = counts.length >= 2 && counts.some(({ weak }) => !weak)
  const isBare = ofBareCounts.has(best.job) && (best.job === 'find_product' || best.confidence < sureOfVerb)
  return isBare && isCounted && flowOfJob(context, 'add_to_cart') ? { ...best, job: 'add_to_cart' } : null
}

function namesThing({ sentence, isGoodsWord }: Message): boolean {
  const { found, tokens, isGoods } = sentence
  if (found.some(({ type, negated }) => !negated && (type === 'product' || type === 'position'))) return true
  // "one saw" may be "a saw" elsewhere; in a list it is counted.
  const counts = found.some(({ type }) => type === 'quantity')
  const isOfKind = found.some(({ type, negated }) => !negated && kindsOfThing.has(type)) || isOneKind(tokens, found)
  return (
    counts && (isOfKind || tokens.some(({ lower, kind }) => kind === 'word' && (isGoods(lower) || isGoodsWord(lower))))
  )
}

/** "Two blue ones and a large one": counted by what tells them apart. */
const kindsOfThing: ReadonlySet<string> = new Set(['colour', 'size', 'material', 'option'])

/** "And a big one", "en stor": a count and one word more. */
function isOneKind(tokens: Message['sentence']['tokens'], found: Message['sentence']['found']): boolean {
  const others = tokens.filter(({ kind }, at) => kind === 'word' && !found.some((one) => one.from <= at && at < one.to))
  return others.length === 1 && tokens.length <= 3
}

interface Joint {
  end: number
  start: number
  hasAnd: boolean
}

/** Places in the text where one wish may end and the next begin. */
function joints({ sentence }: Message, least = 2): Joint[] {
  const { tokens, language, claimed } = sentence
  const found: Joint[] = []
  for (let at = 1; at < tokens.length - 1; at++) {
    const token = tokens[at]
    const stop = token?.kind === 'mark' && /[,;.!?]/.test(token.lower) && claimed[at] === 0
    const from = stop ? at + 1 : at
    const and = phraseAt(language.words.and, tokens, from)
    const to = and?.to ?? from
    const [last, next] = [tokens[stop && token.lower !== '?' ? at - 1 : stop ? at : at - 1], tokens[to]]
    if ((!stop && !and) || !last || !next || at < least || tokens.length - to < least) continue
    found.push({ end: last.end, start: next.start, hasAnd: and !== null })
    at = to - 1
  }
  return found.slice(0, 8)
}

/** Two different jobs that flows do, or the same one twice with a count of its own ("two blue ones and one red"). */
function areTwo({ context }: Message, halves: readonly Message[]): boolean {
  const jobs = halves.map((half) => half.guesses[0]?.job ?? '')
  const [first, second] = jobs
  if (
    isAnswer(second ?? '') ||
    // "It should read 14, and not 41" goes on with what was said.
    (halves[1] !== undefined && opensWith(halves[1], 'not') !== null) ||
    jobs.some((job) => job === 'out_of_scope' || (!flowOfJob(context, job) && !isAnswer(job)))
  )
    return false
  // "Send it to my office, I have ordered already" pays for nothing.
  if (second === 'checkout' && !ofBasket.has(first ?? '')) return false
  if (first !== second) return !(second === 'refine_search' && first === 'find_product')
  return (
    listable.has(first ?? '') && halves.every((half) => half.sentence.found.some(({ type }) => type === 'quantity'))
  )
}
