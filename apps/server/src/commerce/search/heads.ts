import type { SearchLanguage } from './search-language.ts'

const longest = 40

/**
 * The words of a name that say what the thing is, as against those that only describe it: of words that stand together the
 * last. "Laptop bag for 15 inch" is a bag, "HP Pavilion Notebook Silver 17" is a notebook.
 */
export function headsOf(name: string, language: SearchLanguage): string[] {
  const heads: string[] = []
  let last: string | null = null
  const close = () => {
    if (last !== null) heads.push(last)
    last = null
  }
  const tokens =
    name.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{N}®™©]/gu) ?? []
  for (const [at, token] of tokens.slice(0, longest).entries()) {
    const lower = token.toLowerCase()
    // What follows "for" or "with" is another thing.
    if (language.stopWords.has(lower) && heads.length + Number(last !== null) > 0) break
    if (!/^[\p{L}\p{M}'’-]+$/u.test(token) || language.stopWords.has(lower) || describes(lower, language)) close()
    // "Handkräm Sav": where names of things are not capitalised, a capital tells a proper name.
    else if (language.compounds && at > 0 && last !== null && /^\p{Lu}/u.test(token)) close()
    else last = lower
  }
  close()
  return heads
}

const describes = (lower: string, { families }: SearchLanguage): boolean =>
  families.colours.has(lower) || families.sizes.has(lower)
