import { editDistance } from '../words/edit-distance.ts'
import { folded } from '../words/tokens.ts'

/** The word that was probably meant; null where the written one is known or like none. */
export type Spelling = (lower: string) => string | null

const shortest = 5
/** Two slips are forgiven in words this long. */
const long = 9

/**
 * Knows slips of the words that wishes are made of, and words written without their accents. `words` stand most frequent first: of two
 * that are as near the more frequent is meant.
 */
export function spellingOf(words: readonly string[]): Spelling {
  const known = new Set(words)
  const byShape = new Map<string, string[]>()
  const ranks = new Map(words.map((word, rank) => [word, rank]))
  for (const word of words) {
    if (word.length < 3) continue
    for (const shape of shapesOf(folded(word))) {
      const same = byShape.get(shape)
      if (same) same.push(word)
      else byShape.set(shape, [word])
    }
  }
  return (lower) => {
    if (known.has(lower)) return null
    const written = folded(lower)
    const bare = lower.length >= 3 ? byShape.get(written)?.find((word) => folded(word) === written) : undefined
    return bare ?? (lower.length < shortest ? null : nearest(byShape, ranks, written))
  }
}

/** The fewest slips away; of equals one that begins alike, since first letters are rarely wrong, then the more frequent. */
function nearest(
  byShape: ReadonlyMap<string, readonly string[]>,
  ranks: ReadonlyMap<string, number>,
  written: string,
): string | null {
  const limit = written.length >= long ? 2 : 1
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const shape of shapesOf(written)) {
    for (const word of byShape.get(shape) ?? []) {
      if (word.length < shortest - 1) continue
      const bare = folded(word)
      const slips = editDistance(written, bare, limit)
      if (slips > limit) continue
      const strangeness = slips + (bare[0] === written[0] ? 0 : 0.5) + (ranks.get(word) ?? 0) * 1e-6
      if (strangeness >= least) continue
      least = strangeness
      best = word
    }
  }
  return best
}

/** The word, and the word with each letter left out: two words one slip apart share one of these. */
function shapesOf(word: string): string[] {
  const shapes = [word]
  if (word.length >= shortest - 1) {
    for (let at = 0; at < word.length; at++) shapes.push(word.slice(0, at) + word.slice(at + 1))
  }
  return shapes
}
