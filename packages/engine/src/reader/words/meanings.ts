import type { LanguageDefinition } from '@parley/sdk'
import { type PhraseTable, phrasesIn, phraseTable } from './phrase-table.ts'
import { folded, plain, type Token } from './tokens.ts'

/** What everyday words mean, by names that all languages share: "freight" and "toimituskulut" are both of delivering. */
export interface MeaningTable {
  phrases: PhraseTable<string>
  ofWord: (lower: string) => readonly string[]
}

/** A beginning this much shorter than the longest that fits still counts: "leveranskostnad" is of delivering and of what it costs. */
const nearlyAsLong = 2
/** More than these a word hardly means. */
const mostMeanings = 4

export function meaningTable(meanings: LanguageDefinition['meanings'], canon: (lower: string) => string): MeaningTable {
  const exact = new Map<string, string[]>()
  const stems = new Map<string, string[]>()
  const beginnings = new Map<string, string[]>()
  const phrases: [string, string][] = []
  for (const [meaning, words] of Object.entries(meanings ?? {})) {
    for (const word of words) {
      const written = plain(word)
      if (written.includes(' ')) phrases.push([written.replaceAll('*', ''), meaning])
      else if (written.endsWith('*')) add(beginnings, folded(written.slice(0, -1)), meaning)
      else {
        add(exact, folded(written), meaning)
        if (written.length >= 4) add(stems, canon(written), meaning)
      }
    }
  }
  const known = new Map<string, readonly string[]>()
  return {
    phrases: phraseTable(phrases),
    ofWord(lower) {
      const before = known.get(lower)
      if (before) return before
      const text = folded(lower)
      const whole = exact.get(text) ?? (lower.length >= 4 ? stems.get(canon(lower)) : undefined) ?? []
      const made = [...new Set([...whole, ...begunBy(beginnings, text)])].slice(0, mostMeanings)
      if (known.size > 100_000) known.clear()
      known.set(lower, made)
      return made
    },
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

function begunBy(beginnings: ReadonlyMap<string, readonly string[]>, text: string): string[] {
  const found: string[] = []
  let least = 2
  for (let length = text.length; length >= least; length--) {
    const meant = beginnings.get(text.slice(0, length))
    if (!meant) continue
    if (found.length === 0) least = Math.max(least, length - nearlyAsLong)
    found.push(...meant)
  }
  return found
}

function add(map: Map<string, string[]>, key: string, meaning: string): void {
  const known = map.get(key)
  if (!known) map.set(key, [meaning])
  else if (!known.includes(meaning)) known.push(meaning)
}
