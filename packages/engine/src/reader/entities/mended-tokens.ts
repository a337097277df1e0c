import type { CompiledLanguage } from '../words/compiled-language.ts'
import type { Token } from '../words/tokens.ts'

/**
 * Slips of the words that count, place, point and join ("klmeen", "moleemmat", "fozint") are read as what was meant; whatever may name
 * something is left as it was written. `meant` tells the word that was probably meant.
 */
export function mendedTokens(
  text: string,
  tokens: readonly Token[],
  language: CompiledLanguage,
  meant: (lower: string) => string | null,
): Token[] {
  return tokens.map((token, at) => {
    // A capital within a sentence is a name's.
    if (token.kind !== 'word' || (at > 0 && /\p{Lu}/u.test(text.charAt(token.start)))) return token
    const word = meant(token.lower)
    return word !== null && isLittle(language, word) ? { ...token, lower: word } : token
  })
}

function isLittle(language: CompiledLanguage, word: string): boolean {
  const { numberWords, numberForms, ordinals, ordinalForms, units, currencies, limits, words, comparisons } = language
  if (numberWords.has(word) || ordinals.has(word) || words.it.has(word)) return true
  const isForm = word.length >= 5 && (numberForms.has(language.canon(word)) || ordinalForms.has(language.canon(word)))
  const tables = [units, currencies, limits, comparisons, words.both, words.all, words.and, words.instead, words.more]
  return isForm || tables.some((table) => table.has(word))
}
