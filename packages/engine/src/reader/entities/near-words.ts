import { piecesIn, type VocabularyIndex } from '../vocabulary-index.ts'
import type { CompiledLanguage } from '../words/compiled-language.ts'
import { editDistance, slipsIn } from '../words/edit-distance.ts'
import { folded } from '../words/tokens.ts'

/** A word of the catalogue that a written word may be. */
export interface NearWord {
  word: string
  /** Written exactly or in another inflection. */
  exact: boolean
}

/** Words of the catalogue behind a written one: as it stands, by stem, with an ending taken off. */
export function sameWords(index: VocabularyIndex, language: CompiledLanguage, lower: string): NearWord[] {
  const found = new Set<string>()
  const bare = folded(lower)
  for (const word of [language.canon(lower), bare]) if (index.wordSet.has(word)) found.add(word)
  if (lower.length >= 4) {
    for (const suffix of language.suffixes) {
      if (!lower.endsWith(suffix) || lower.length - suffix.length < 3) continue
      const base = lower.slice(0, -suffix.length)
      for (const word of [folded(base), language.canon(base)]) if (index.wordSet.has(word)) found.add(word)
    }
  }
  return [...found].slice(0, 4).map((word) => ({ word, exact: true }))
}

/** The nearest words within the slips that its length allows; none for short words, where every word is near another. */
export function misspeltWords(index: VocabularyIndex, language: CompiledLanguage, lower: string): NearWord[] {
  const written = folded(lower)
  const limit = slipsIn(written.length)
  if (limit === 0) return []
  const shared = sharedPieces(index, written)
  const stem = language.canon(lower)
  let best = limit
  let found: string[] = []
  for (const [place, count] of shared) {
    const word = index.words[place] ?? ''
    // Each slip spoils at most three pieces.
    if (count < word.length - 1 - 3 * limit || Math.abs(word.length - written.length) > limit + 2) continue
    if (word[0] !== written[0] && written.length < 6) continue
    const distance = Math.min(
      editDistance(written, word, best),
      editDistance(stem, word, Math.min(best, slipsIn(stem.length))) + (stem.length < 4 ? 9 : 0),
    )
    if (distance > best || distance > slipsIn(word.length)) continue
    if (distance < best) found = []
    best = distance
    found.push(word)
  }
  return found.slice(0, 3).map((word) => ({ word, exact: false }))
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
