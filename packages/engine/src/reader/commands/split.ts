import type { Guess } from '../model/predict.ts'
import { phraseAt } from '../words/phrase-table.ts'
import type { Message } from './message.ts'
import { flowOfJob } from './message.ts'
import { wordsLeft } from './plain-words.ts'
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
export function splitWishes(message: Message, readPart: ReadPart): Message[] {
  const listed = enumerated(message, readPart)
  if (listed) return listed
  const taken = takenAndPaid(message, readPart)
  if (taken) return taken
  const wishes = cut(message, readPart)
  if (!wishes || isOneWish(message, wishes)) return [message]
  const [first, rest] = wishes
  const more = cut(rest, readPart)
  return more ? [first, ...more].slice(0, mostParts) : [first, rest]
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

function isOneWish({ guesses }: Message, halves: readonly Message[]): boolean {
  const [best] = guesses
  if (!best || best.confidence < sureWhole || inOneBreath.has(best.job)) return false
  return halves.some((half) => half.guesses[0]?.job === best.job)
}

function cut(message: Message, readPart: ReadPart): [Message, Message] | null {
  let best: [Message, Message] | null = null
  let bestSureness = 0
  for (const { end, start, hasAnd } of joints(message)) {
    const { text } = message.sentence
    const halves: [Message, Message] = [readPart(text.slice(0, end)), readPart(text.slice(start))]
    const sureness = Math.min(...halves.map((half) => half.guesses[0]?.confidence ?? 0))
    const search = searchJobs.has(halves[1].guesses[0]?.job ?? '') ? sureSearch : 0
    if (sureness < Math.max(hasAnd ? sureAtAnd : sureAtComma, search, bestSureness) || !areTwo(message, halves))
      continue
    best = halves
    bestSureness = sureness
  }
  return best
}

/** What may come after a wish for the basket in the same breath, and how surely: "and then pay", "and show what is left". */
const afterwards: Readonly<Record<string, number>> = { checkout: 0.5, show_cart: 0.6 }
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
  for (const { end, start } of joints(message, 1)) {
    const rest = readPart(text.slice(start))
    const [best] = rest.guesses
    if (!best || best.confidence < (afterwards[best.job] ?? 1)) continue
    const first = wishForBasket(readPart(text.slice(0, end)))
    if (first && flowOfJob(message.context, best.job)) return [first, rest]
  }
  return null
}

function wishForBasket(part: Message): Message | null {
  const [best] = part.guesses
  if (best && ofBasket.has(best.job) && best.confidence >= sureOfBasket) return part
  const points = part.sentence.found.some(({ type, negated }) => type === 'position' && !negated)
  if (!points || wordsLeft(part) > 1 || (best && best.confidence >= sureAtComma)) return null
  return flowOfJob(part.context, 'add_to_cart')
    ? { ...part, guesses: [{ job: 'add_to_cart', margin: 0, confidence: 1 }] }
    : null
}

/** "Two crankbaits and a landing net": the same wish for several things, each with its own count. */
function enumerated(message: Message, readPart: ReadPart): Message[] | null {
  const best = listedWish(message)
  if (!best) return null
  const { text } = message.sentence
  const cuts = joints(message, 1)
  const starts = [0, ...cuts.map(({ start }) => start)]
  const parts = starts.map((start, at) => readPart(text.slice(start, cuts[at]?.end ?? text.length)))
  if (parts.length < 2 || parts.length > mostParts || !parts.every(namesThing)) return null
  // A piece with a sure wish of its own is no item of the list.
  const strays = parts
    .slice(1)
    .some(({ guesses }) => guesses[0] && guesses[0].job !== best.job && guesses[0].confidence > 0.75)
  return strays ? null : parts.map((part) => ({ ...part, guesses: [{ ...best, confidence: 1 }] }))
}

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
  return counts && tokens.some(({ lower, kind }) => kind === 'word' && (isGoods(lower) || isGoodsWord(lower)))
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
    jobs.some((job) => job === 'out_of_scope' || (!flowOfJob(context, job) && !isAnswer(job)))
  )
    return false
  if (first !== second) return !(second === 'refine_search' && first === 'find_product')
  return (
    listable.has(first ?? '') && halves.every((half) => half.sentence.found.some(({ type }) => type === 'quantity'))
  )
}

/** Yes and no come before a wish, never after: "one, not two" denies nothing. */
const isAnswer = (job: string): boolean => job === 'affirm' || job === 'deny' || job === 'never_mind'
