import { type NearWord, piecesIn, type VocabularyIndex } from '../vocabulary-index.ts'
import type { CompiledLanguage } from '../words/compiled-language.ts'
import { editDistance, slipsIn } from '../words/edit-distance.ts'
import { folded } from '../words/tokens.ts'

/** Words of the catalogue behind a written one: as it stands, by stem, with an ending taken off. */
export function sameWords(index: VocabularyIndex, language: CompiledLanguage, lower: string): NearWord[] {
  const found = new Set(wordsAsWritten(index, language, lower))
  for (const base of basesOf(language, lower)) {
    for (const word of [folded(base), language.canon(base)]) if (index.wordSet.has(word)) found.add(word)
  }
  return [...found].slice(0, 4).map((word) => ({ word, exact: true }))
}

/** As it stands or by its stem, and no other way: enough for a language that is not the message's own. */
export function wordsAsWritten(index: VocabularyIndex, language: CompiledLanguage, lower: string): string[] {
  return [language.canon(lower), folded(lower)].filter((word) => index.wordSet.has(word))
}

/** The word with each ending of the language taken off. */
function basesOf(language: CompiledLanguage, lower: string): string[] {
  if (lower.length < 4) return []
  const endings = language.suffixes.filter((suffix) => lower.endsWith(suffix) && lower.length - suffix.length >= 3)
  return endings.map((suffix) => lower.slice(0, -suffix.length))
}

/** As many as are worth comparing letter by letter. */
const mostCandidates = 40

/** The nearest words within the slips that its length allows; none for short words, where every word is near another. */
export function misspeltWords(index: VocabularyIndex, language: CompiledLanguage, lower: string): NearWord[] {
  const written = folded(lower)
  const limit = slipsIn(written.length)
  if (limit === 0) return []
  const stem = language.canon(lower)
  let best = limit
  let found: string[] = []
  for (const word of candidatesFor(index, written, limit)) {
    const distance = Math.min(within(written, word, best), within(stem, word, Math.min(best, slipsIn(stem.length))))
    if (distance > best || distance > slipsIn(word.length)) continue
    if (distance < best) found = []
    best = distance
    found.push(word)
  }
  return found.slice(0, 3).map((word) => ({ word, exact: false }))
}

/** Words that share the most pieces with the written one, and that few slips could turn into it. */
function candidatesFor(index: VocabularyIndex, written: string, limit: number): string[] {
  const likely: { word: string; count: number }[] = []
  for (const [place, count] of sharedPieces(index, written)) {
    const word = index.words[place] ?? ''
    // Each slip spoils at most three pieces.
    if (count < Math.max(2, word.length - 1 - 3 * limit)) continue
    if (Math.abs(word.length - written.length) > limit + 2) continue
    if (word[0] === written[0] || written.length >= 6) likely.push({ word, count })
  }
  likely.sort((left, right) => right.count - left.count)
  return likely.slice(0, mostCandidates).map(({ word }) => word)
}

function within(left: string, right: string, limit: number): number {
  const distance = editDistance(left, right, limit)
  return distance > limit ? Number.POSITIVE_INFINITY : distance
}

/** Compounds of the catalogue that end in the written word. */
export function compoundsOf(index: VocabularyIndex, language: CompiledLanguage, lower: string): NearWord[] {
  const endings = new Set([lower, ...basesOf(language, lower)].map(folded).filter((ending) => ending.length >= 5))
  const found = new Set<string>()
  for (const ending of endings) {
    const places = index.pieces.get(ending.slice(-4, -1)) ?? []
    if (places.length > 3_000) continue
    for (const place of places) {
      const word = index.words[place] ?? ''
      if (word.length >= ending.length + 3 && word.endsWith(ending)) found.add(word)
    }
  }
  return [...found].slice(0, 8).map((word) => ({ word, exact: true, part: true }))
}

function sharedPieces(index: VocabularyIndex, written: string): Map<number, number> {
  const shared = new Map<number, number>()
  for (const piece of piecesIn(written)) {
    const places = index.pieces.get(piece)
    // A piece that thousands of words share tells nothing.
    if (!places || places.length > 3_000) continue
    for (const place of places) shared.set(place, (shared.get(place) ?? 0) + 1)
  }
  return shared
}
