const chunk = /[\p{L}\p{M}\p{N}]+(?:[-/.,'’][\p{L}\p{M}\p{N}]+)*/gu
const plainWord = /^(?:\p{L}+|\p{N}+)$/u
const piece = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+/gu

/**
 * The words of a text, lower case, in order. What is written together from letters and digits ("dv7-1211ea", "t-shirt")
 * is there in pieces and in one.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const found of text.toLowerCase().normalize('NFC').match(chunk) ?? []) {
    if (plainWord.test(found)) words.push(found)
    else words.push(...piecesOf(found.replace(/['’]s$/, '').replace(/['’]/g, '')))
  }
  return words
}

function piecesOf(found: string): string[] {
  const pieces: string[] = [...(found.match(piece) ?? [])]
  if (pieces.length === 1) return pieces
  const words = [...pieces]
  for (const part of found.split(/[.,]/)) {
    const joined = part.replace(/[-/]/g, '')
    if (!pieces.includes(joined) && !/^\p{N}+$/u.test(joined)) words.push(joined)
  }
  return words
}

/** Codes are compared without marks: "R-S", "r s" and "RS" are one. */
export const codeOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** How many letters two words have in common from the beginning. */
export function beginningOf(one: string, other: string): number {
  let letters = 0
  while (letters < one.length && one[letters] === other[letters]) letters++
  return letters
}

/** At most `most` letters put in, left out, exchanged or swapped; `most + 1` where it is more. */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row++) {
    const line = [row]
    let least = row
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1)
      line.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = above
    above = line
  }
  return above[other.length] ?? most + 1
}
