import type { LanguageDefinition } from '@parley/sdk'
import { editDistance } from './edit-distance.ts'
import { type PhraseTable, phrasesIn, phraseTable } from './phrase-table.ts'
import { folded, plain, type Token } from './tokens.ts'

/** What everyday words mean, by names that all languages share: "freight" and "toimituskulut" are both of delivering. */
export interface MeaningTable {
  phrases: PhraseTable<string>
  ofWord: (lower: string) => readonly string[]
  /** What a word that means nothing would mean without its slip. */
  ofSlip: (lower: string) => readonly string[]
}

/** Meanings by whole words and by the beginnings of words. */
interface Words {
  whole: Map<string, string[]>
  beginnings: Map<string, string[]>
}

/** A beginning this much shorter than the longest that fits still counts: "leveranskostnad" is of delivering and of what it costs. */
const nearlyAsLong = 2
/** Shorter words and beginnings are a slip away from too many others. */
const leastOfSlip = { word: 6, beginning: 5 }
/** More than these a word hardly means. */
const mostMeanings = 4
/** Shorter stems, and shorter words without their accents, are those of too many others. */
const leastLetters = 4

export function meaningTable(meanings: LanguageDefinition['meanings'], canon: (lower: string) => string): MeaningTable {
  const written: Words = { whole: new Map(), beginnings: new Map() }
  const bare: Words = { whole: new Map(), beginnings: new Map() }
  const stems = new Map<string, { word: string; meaning: string }[]>()
  const phrases: [string, string][] = []
  for (const [meaning, words] of Object.entries(meanings ?? {})) {
    for (const word of words.map(plain)) {
      if (word.includes(' ')) {
        phrases.push([word, meaning])
        continue
      }
      addTo(written, word, meaning)
      if (folded(word) !== word && word.length > leastLetters) addTo(bare, folded(word), meaning)
      if (word.endsWith('*') || canon(word).length < leastLetters) continue
      stems.set(canon(word), [...(stems.get(canon(word)) ?? []), { word, meaning }])
    }
  }
  return {
    phrases: phraseTable(phrases),
    ofWord: remembered((lower) => {
      const ways = [
        () => meantBy(written, lower),
        () =>
          (stems.get(canon(lower)) ?? []).filter(({ word }) => beginsAlike(lower, word)).map(({ meaning }) => meaning),
        () => meantBy(bare, folded(lower)),
      ]
      return [...new Set(firstFound(ways))].slice(0, mostMeanings)
    }),
    ofSlip: remembered((lower) => (lower.length < leastOfSlip.word ? [] : nearestTo(written, lower))),
  }
}

/** Two words of one stem may be strangers: "szerint" is of no "szerda". Their endings alone may differ. */
function beginsAlike(lower: string, word: string): boolean {
  const shorter = Math.min(lower.length, word.length)
  let same = 0
  while (same < shorter && folded(lower.charAt(same)) === folded(word.charAt(same))) same++
  return same >= Math.max(3, shorter - 1)
}

/** Shoppers use few words: what was looked up once is remembered, within bounds. */
function remembered(lookUp: (lower: string) => readonly string[]): (lower: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (lower) => {
    const before = known.get(lower)
    if (before) return before
    const made = lookUp(lower)
    if (known.size > 100_000) known.clear()
    known.set(lower, made)
    return made
  }
}

/** What each word means; a phrase's meaning stands at its first word. */
export function meaningsIn({ phrases, ofWord }: MeaningTable, tokens: readonly Token[]): readonly string[][] {
  const found = tokens.map(({ lower, kind }) => (kind === 'word' ? [...ofWord(lower)] : []))
  for (const { from, value } of phrasesIn(phrases, tokens)) {
    if (!found[from]?.includes(value)) found[from]?.unshift(value)
  }
  return found
}

function meantBy({ whole, beginnings }: Words, word: string): string[] {
  const found = [...(whole.get(word) ?? [])]
  let least = 1
  let longest = 0
  for (let length = word.length; length >= least; length--) {
    const meant = beginnings.get(word.slice(0, length))
    if (!meant) continue
    longest ||= length
    least = longest - nearlyAsLong
    found.push(...meant)
  }
  return [...new Set(found)]
}

/** The first whole word one slip away, else the longest beginning that is. */
function nearestTo({ whole, beginnings }: Words, lower: string): readonly string[] {
  for (const [word, meant] of whole) {
    if (word.length >= leastOfSlip.beginning && word[0] === lower[0] && editDistance(lower, word, 1) <= 1) return meant
  }
  let longest = leastOfSlip.beginning - 1
  let found: readonly string[] = []
  for (const [beginning, meant] of beginnings) {
    if (beginning.length <= longest || beginning[0] !== lower[0] || !begins(lower, beginning)) continue
    longest = beginning.length
    found = meant
  }
  return found
}

/** Whether the word begins so but for a letter swapped, changed, missing or too many. */
const begins = (lower: string, beginning: string): boolean =>
  [0, -1, 1].some((more) => editDistance(lower.slice(0, beginning.length + more), beginning, 1) <= 1)

function firstFound(ways: readonly (() => string[])[]): string[] {
  for (const way of ways) {
    const found = way()
    if (found.length > 0) return found
  }
  return []
}

function addTo({ whole, beginnings }: Words, word: string, meaning: string): void {
  if (word.endsWith('*')) add(beginnings, word.slice(0, -1), meaning)
  else add(whole, word, meaning)
}

function add(map: Map<string, string[]>, key: string, meaning: string): void {
  const known = map.get(key)
  if (!known) map.set(key, [meaning])
  else if (!known.includes(meaning)) known.push(meaning)
}
