import { editDistance } from '../words/edit-distance.ts'
import { folded } from '../words/tokens.ts'

/** The word that was probably meant; null where the written one is known or like none. */
export type Spelling = (lower: string) => string | null

const shortest = 5
/** Words that stand in every other wish. */
const mostFrequent = 600
/** Two slips are forgiven in words this long. */
const long = 9

/**
 * Knows slips of the words that wishes are made of, and words written without their accents. `words` stand most frequent first: of two
 * that are as near the more frequent is meant.
 */
export function spellingOf(words: readonly string[]): Spelling {
  const known = new Set(words)
  const frequent = new Set(words.slice(0, mostFrequent))
  const byShape = new Map<string, string[]>()
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
    if (bare !== undefined || lower.length < shortest - 1) return bare ?? null
    return lower.length < shortest ? withLetterLost(frequent, byShape, written) : nearest(byShape, written)
  }
}

/** "Mten" for "miten": of a short word only a frequent one that has lost a letter is thought. */
const withLetterLost = (
  frequent: ReadonlySet<string>,
  byShape: ReadonlyMap<string, readonly string[]>,
  written: string,
): string | null => byShape.get(written)?.find((word) => word.length === shortest && frequent.has(word)) ?? null

function nearest(byShape: ReadonlyMap<string, readonly string[]>, written: string): string | null {
  const limit = written.length >= long ? 2 : 1
  let best: string | null = null
  let least = limit + 1
  for (const shape of shapesOf(written)) {
    for (const word of byShape.get(shape) ?? []) {
      if (word.length < shortest - 1) continue
      const distance = editDistance(written, folded(word), limit)
      if (distance >= least) continue
      least = distance
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
