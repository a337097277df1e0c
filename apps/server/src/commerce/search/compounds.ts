import type { SearchLanguage } from './search-language.ts'

const shortestPart = 3
const shortestHead = 4
/** Letters that stand between the parts of a compound: köksbord, Schweinebraten. */
const links = ['', 's', 'e', 'o', 'u', 'a', 'n', 'en', 'er', 'ar', 'na']

/**
 * The parts of a compound, the head last, as far as the words in use and the names of things in the language know them: "matbord" → mat, bord. Where only the end is
 * known it must be a good part of the word. Empty where it is no compound.
 */
export function compoundParts(
  word: string,
  language: SearchLanguage,
  inUse: ReadonlyMap<string, unknown>,
): readonly string[] {
  if (!language.compounds || word.length < shortestPart + shortestHead || !/^\p{L}+$/u.test(word)) return []
  const vocabulary = { has: (stem: string) => inUse.has(stem) || language.nouns.has(stem) }
  let headOnly: string[] = []
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    const head = language.stem(word.slice(at))
    if (head === word || !vocabulary.has(head)) continue
    const rest = restOf(word.slice(0, at), language, vocabulary)
    if (rest) return [rest, head]
    if (headOnly.length === 0 && word.length - at >= shortestHead && head.length * 2 >= word.length - 2)
      headOnly = [head]
  }
  return headOnly
}

function restOf(text: string, language: SearchLanguage, vocabulary: { has(stem: string): boolean }): string | null {
  for (const link of links) {
    if (link !== '' && !text.endsWith(link)) continue
    const bare = text.slice(0, text.length - link.length)
    if (bare.length < shortestPart) continue
    const stem = language.stem(bare)
    if (vocabulary.has(stem)) return stem
  }
  return null
}
