import { z } from 'zod'

/** Language → groups of words that mean the same. */
export const synonyms = z.record(z.string(), z.array(z.array(z.string())))
export type Synonyms = z.infer<typeof synonyms>

/** As they are written: one group a line, words apart by commas. */
export const linesOf = (groups: readonly (readonly string[])[] = []): string =>
  groups.map((group) => group.join(', ')).join('\n')

export const groupsOf = (lines: string): string[][] =>
  lines
    .split('\n')
    .map((line) => [...new Set(line.split(',').map((word) => word.trim()))].filter((word) => word !== ''))
    .filter((group) => group.length > 0)

/** What is wrong with what is written; null where nothing is. */
export function faultIn(lines: string): string | null {
  const groups = groupsOf(lines)
  const alone = groups.find((group) => group.length < 2)
  if (alone) return `“${alone.join()}” stands alone: write what means the same after a comma.`
  if (groups.some((group) => group.length > 12)) return 'At most twelve words in a line.'
  const odd = groups.flat().find((word) => word.length < 2 || word.length > 60)
  if (odd !== undefined) return `“${odd}”: words have from 2 to 60 letters.`
  return groups.length > 300 ? 'At most 300 lines in a language.' : null
}
