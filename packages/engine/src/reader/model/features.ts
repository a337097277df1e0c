import { type Token, tokenise } from '../words/tokens.ts'

/** Hashed n-grams of one sentence, words and characters apart since each block is weighed by itself. A hash stands once for each time it occurs. */
export interface Grams {
  words: number[]
  characters: number[]
}

/** Words that stand for a kind of thing ("a colour"); they have no spelling worth looking at. */
export const marker = (kind: string): string => `«${kind}»`
export const isMarker = (word: string): boolean => word.startsWith('«')

const shortest = 2
const longest = 5
/** A word longer than this is no word; cutting it bounds the work a message can cause. */
const longestWord = 40
const mostWords = 120

/** The sentence as the classifier sees it: lower case, digits folded to how many there are, marks left out but for questions and shouts. */
export function classifierWords(text: string): string[] {
  return tokenise(text).flatMap(tokenWords).slice(0, mostWords)
}

export function tokenWords(token: Token): string[] {
  if (token.kind === 'number') return ['0'.repeat(Math.min(3, token.end - token.start))]
  if (token.kind === 'mark') return token.lower === '?' || token.lower === '!' ? [token.lower] : []
  return token.lower.split("'").map((part) => part.slice(0, longestWord))
}

/** Words, pairs, pairs with a gap, and runs of 2 to 5 characters within each word and its edges. */
export function gramsOf(words: readonly string[]): Grams {
  const hashes = words.map(wordHash)
  const grams: Grams = { words: [...hashes], characters: [] }
  for (let at = 0; at + 1 < hashes.length; at++) grams.words.push(join(hashes[at] ?? 0, hashes[at + 1] ?? 0, 1))
  for (let at = 0; at + 2 < hashes.length; at++) grams.words.push(join(hashes[at] ?? 0, hashes[at + 2] ?? 0, 2))
  for (const word of words) if (!isMarker(word)) pushCharacters(` ${word} `, grams.characters)
  return grams
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
