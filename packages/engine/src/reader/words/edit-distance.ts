const widest = 64
/** Three lines of the table, used again for every pair: comparing words is the reader's most frequent work. */
const lines = [new Uint8Array(widest + 1), new Uint8Array(widest + 1), new Uint8Array(widest + 1)] as const

/** Optimal string alignment distance up to `limit`; more is told as `limit + 1`. A swap of neighbours is one slip. */
export function editDistance(left: string, right: string, limit: number): number {
  if (left === right) return 0
  if (Math.abs(left.length - right.length) > limit || left.length > widest || right.length > widest) return limit + 1
  let [before, previous, line]: [Uint8Array, Uint8Array, Uint8Array] = [...lines]
  for (let column = 0; column <= right.length; column++) previous[column] = column
  for (let row = 1; row <= left.length; row++) {
    const least = fillLine(left, right, row, { before, previous, line })
    if (least > limit) return limit + 1
    ;[before, previous, line] = [previous, line, before]
  }
  return Math.min(previous[right.length] ?? 0, limit + 1)
}

function fillLine(
  left: string,
  right: string,
  row: number,
  { before, previous, line }: { before: Uint8Array; previous: Uint8Array; line: Uint8Array },
): number {
  line[0] = row
  let least = row
  const letter = left.charCodeAt(row - 1)
  const letterBefore = row > 1 ? left.charCodeAt(row - 2) : -1
  for (let column = 1; column <= right.length; column++) {
    const other = right.charCodeAt(column - 1)
    let cost = (previous[column - 1] ?? 0) + (letter === other ? 0 : 1)
    cost = Math.min(cost, (previous[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1)
    const isSwap = column > 1 && letter === right.charCodeAt(column - 2) && letterBefore === other
    if (isSwap) cost = Math.min(cost, (before[column - 2] ?? 0) + 1)
    line[column] = cost
    if (cost < least) least = cost
  }
  return least
}

/** Slips allowed in a word of this length. */
export const slipsIn = (length: number): number => (length < 5 ? 0 : length < 8 ? 1 : 2)
