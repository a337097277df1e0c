/**
 * Words of a sentence that look like a code: letters and digits together, or capitals where the rest of the sentence has none.
 *
 * @example codesIn('my code is BOOK20, please') // ['BOOK20']
 */
export function codesIn(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}_-]{2,39}/gu) ?? []
  const shouted = words.every((word) => word === word.toUpperCase())
  return words.filter((word) => isMixed(word) || (!shouted && isInCapitals(word)))
}

const isMixed = (word: string): boolean => /\p{L}/u.test(word) && /\p{N}/u.test(word)
const isInCapitals = (word: string): boolean => /^\p{Lu}[\p{Lu}_-]{2,}\p{Lu}$/u.test(word)
