import { folded, type Token, tokenise } from './tokens.ts'

/** Phrases by their first word; the longest are tried first. */
export type PhraseTable<T> = ReadonlyMap<string, readonly Phrase<T>[]>

interface Phrase<T> {
  words: readonly string[]
  value: T
}

export interface PhraseMatch<T> {
  /** First token and the one after the last. */
  from: number
  to: number
  value: T
}

/** `entries` in order of preference: of two equal phrases the first counts. Each is known without its accents too, unless that is another phrase. */
export function phraseTable<T>(entries: Iterable<readonly [string, T]>): PhraseTable<T> {
  const table = new Map<string, Phrase<T>[]>()
  const known = new Set<string>()
  const bare: Phrase<T>[] = []
  const add = (phrase: Phrase<T>): void => {
    const [first] = phrase.words
    const key = phrase.words.join(' ')
    if (first === undefined || known.has(key)) return
    known.add(key)
    const same = table.get(first)
    if (same) same.push(phrase)
    else table.set(first, [phrase])
  }
  for (const [text, value] of entries) {
    const words = phraseWords(tokenise(text))
    add({ words, value })
    const plain = words.map(folded)
    if (text.length >= 3 && plain.join(' ') !== words.join(' ')) bare.push({ words: plain, value })
  }
  for (const phrase of bare) add(phrase)
  for (const phrases of table.values()) phrases.sort((left, right) => right.words.length - left.words.length)
  return table
}

export const wordTable = (phrases: readonly string[]): PhraseTable<true> =>
  phraseTable(phrases.map((phrase) => [phrase, true]))

/** Marks inside a phrase ("off-white", "no, I meant") are not needed to know it; a phrase of marks alone ("€", ":-") is its marks. */
function phraseWords(tokens: readonly Token[]): string[] {
  const words = tokens.filter((token) => token.kind !== 'mark')
  return (words.length > 0 ? words : tokens).map((token) => token.lower)
}

/** The longest phrase that starts at this token, hyphens and commas within it passed over. */
export function phraseAt<T>(table: PhraseTable<T>, tokens: readonly Token[], from: number): PhraseMatch<T> | null {
  const lower = tokens[from]?.lower
  if (lower === undefined) return null
  return longest(table.get(lower), tokens, from)
}

function longest<T>(
  phrases: readonly Phrase<T>[] | undefined,
  tokens: readonly Token[],
  from: number,
): PhraseMatch<T> | null {
  for (const phrase of phrases ?? []) {
    const to = endOf(phrase.words, tokens, from)
    if (to !== null) return { from, to, value: phrase.value }
  }
  return null
}

function endOf(words: readonly string[], tokens: readonly Token[], from: number): number | null {
  let at = from
  for (let word = 0; word < words.length; word++) {
    if (word > 0) while (isSoft(tokens[at], words[word])) at++
    if (tokens[at]?.lower !== words[word]) return null
    at++
  }
  return at
}

const isSoft = (token: Token | undefined, wanted: string | undefined): boolean =>
  token?.kind === 'mark' &&
  (token.lower === '-' || token.lower === ',' || token.lower === '.') &&
  token.lower !== wanted

/** The longest phrase that ends right before this token. */
export function phraseBefore<T>(table: PhraseTable<T>, tokens: readonly Token[], to: number): PhraseMatch<T> | null {
  for (let from = Math.max(0, to - 6); from < to; from++) {
    const match = phraseEnding(table, tokens, from, to)
    if (match) return match
  }
  return null
}

function phraseEnding<T>(
  table: PhraseTable<T>,
  tokens: readonly Token[],
  from: number,
  to: number,
): PhraseMatch<T> | null {
  for (const phrase of table.get(tokens[from]?.lower ?? '') ?? []) {
    if (endOf(phrase.words, tokens, from) === to) return { from, to, value: phrase.value }
  }
  return null
}

/** Every phrase in the text, left to right, the longest first and none over another. */
export function phrasesIn<T>(table: PhraseTable<T>, tokens: readonly Token[]): PhraseMatch<T>[] {
  const found: PhraseMatch<T>[] = []
  for (let at = 0; at < tokens.length; ) {
    const match = phraseAt(table, tokens, at)
    if (match) found.push(match)
    at = match ? match.to : at + 1
  }
  return found
}
