const pattern = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?|[\p{L}\p{N}]+/gu
const model = /[\p{L}\p{N}]+(?:[-/][\p{L}\p{N}]+)+|\p{L}+\p{N}[\p{L}\p{N}]*|\p{N}+\p{L}[\p{L}\p{N}]*/gu

/**
 * The words of a text, lower case, in order. What is written together from letters and digits ("dv7-1211ea", "t-shirt")
 * is also there in one piece.
 */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase().normalize('NFC')
  const words = (lower.match(pattern) ?? []).map((word) => word.replace(/['’]s$/, '').replace(/['’]/g, ''))
  for (const joined of lower.match(model) ?? []) words.push(joined.replace(/[-/]/g, ''))
  return words
}

/** Codes are compared without marks: "R-S", "r s" and "RS" are one. */
export const codeOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

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
