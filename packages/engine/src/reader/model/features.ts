import { type Token, tokenise } from '../words/tokens.ts'

/** Hashed n-grams of one sentence, in blocks since each is weighed by itself. A hash stands once for each time it occurs. */
export interface Grams {
  meanings: number[]
  words: number[]
  characters: number[]
}

/** A word as the classifier sees it. */
export interface ClassifierWord {
  /** Its spelling; empty where only the kind counts. */
  text: string
  /** Empty where no language tells it. */
  stem: string
  /** What it stands for, where that is known: goods, a colour, a price. */
  kind: string | null
  /** What everyday words mean in any language. */
  meanings: readonly string[]
}

const shortest = 2
const longest = 5
/** A word longer than this is no word; cutting it bounds the work a message can cause. */
const longestWord = 40
const mostWords = 120

/** The sentence as the classifier sees it: lower case, digits folded to how many there are, marks left out but for questions and shouts. */
export function classifierWords(text: string): ClassifierWord[] {
  return tokenise(text)
    .flatMap((token) => tokenWords(token))
    .slice(0, mostWords)
}

export function tokenWords(token: Token, stemOf: (lower: string) => string = () => ''): ClassifierWord[] {
  if (token.kind === 'number') return [plainWord('0'.repeat(Math.min(3, token.end - token.start)))]
  if (token.kind === 'mark') return token.lower === '?' || token.lower === '!' ? [plainWord(token.lower)] : []
  const parts = token.lower.split("'").filter((part) => part !== '')
  return parts.map((part) => ({
    text: part.slice(0, longestWord),
    stem: stemOf(part).slice(0, longestWord),
    kind: null,
    meanings: [],
  }))
}

const plainWord = (text: string): ClassifierWord => ({ text, stem: '', kind: null, meanings: [] })

/**
 * Words, stems, pairs, pairs with a gap, how it begins and ends, and runs of 2 to 5 characters within each word and its edges. In
 * pairs a word stands by its kind, or as a strange one where training has not met it: how a wish is built matters, not about what.
 */
export function gramsOf(words: readonly ClassifierWord[], isKnown: (hash: number) => boolean): Grams {
  const grams: Grams = { meanings: meaningGrams(words), words: [], characters: [] }
  const roles = words.map((word) => {
    const hash = wordHash(word.text)
    if (word.text !== '') grams.words.push(hash)
    const stem = stemHash(word.stem || word.text)
    if (word.text !== '' && word.stem !== '') grams.words.push(stem)
    if (word.kind === null && isKnown(hash)) return stem
    const role = mix(wordHash(word.kind ?? 'strange'), 8)
    grams.words.push(role)
    return role
  })
  for (let at = 0; at + 1 < roles.length; at++) grams.words.push(join(roles[at] ?? 0, roles[at + 1] ?? 0, 1))
  for (let at = 0; at + 2 < roles.length; at++) grams.words.push(join(roles[at] ?? 0, roles[at + 2] ?? 0, 2))
  grams.words.push(mix(roles[0] ?? 0, 3), mix(roles.at(-1) ?? 0, 4), mix(Math.min(8, roles.length), 5))
  for (const { text } of words) if (text !== '') pushCharacters(` ${text} `, grams.characters)
  return grams
}

/** More meanings than these are a story; their pairs would drown the wish. */
const mostMeanings = 14

/** What is meant, by whom it stands beside, and by any two together: the same in every language, so that each learns from all. */
function meaningGrams(words: readonly ClassifierWord[]): number[] {
  const groups = words.map(meantBy).filter((group) => group.length > 0)
  const all = [...new Set(groups.flat())].slice(0, mostMeanings).sort((left, right) => left - right)
  const grams = [...all]
  all.forEach((left, at) => {
    for (const right of all.slice(at + 1)) grams.push(join(left, right, 9))
  })
  for (let at = 0; at + 1 < groups.length; at++) {
    for (const left of groups[at] ?? []) for (const right of groups[at + 1] ?? []) grams.push(join(left, right, 10))
  }
  for (const first of groups[0] ?? []) grams.push(mix(first, 11))
  for (const last of groups.at(-1) ?? []) grams.push(mix(last, 12))
  return grams
}

function meantBy({ text, kind, meanings }: ClassifierWord): number[] {
  const meant = meanings.map((meaning) => mix(wordHash(meaning), 13))
  if (kind !== null) meant.push(mix(wordHash(kind), 14))
  return text === '?' ? [...meant, mix(wordHash(text), 14)] : meant
}

function pushCharacters(word: string, into: number[]): void {
  for (let start = 0; start < word.length; start++) {
    let hash = 0x1000193
    const end = Math.min(word.length, start + longest)
    for (let at = start; at < end; at++) {
      hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
      if (at - start + 1 >= shortest) into.push(finish(hash))
    }
  }
}

/** The hash under which training knows a single word. */
export function wordHash(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return finish(hash ^ 0x5bd1e995)
}

const stemHash = (stem: string): number => mix(wordHash(stem), 7)

const mix = (hash: number, seed: number): number => finish(hash ^ Math.imul(seed, 0x9e3779b1))

const join = (left: number, right: number, seed: number): number =>
  finish(Math.imul(left, 31) ^ Math.imul(right, 0x85ebca6b) ^ Math.imul(seed, 0xc2b2ae35))

/** Spreads the bits; never 0, which marks an empty place in the table. */
function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x7feb352d)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0x846ca68b)
  mixed ^= mixed >>> 16
  return mixed >>> 0 || 1
}
