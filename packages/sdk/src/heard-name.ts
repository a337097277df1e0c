import type { FlowTurn } from './flow.ts'

/** Less of a name than this is a word of its own that happens to begin like it. */
const enoughOfName = 0.7

/**
 * Whether the words in which a product was heard only begin like its name: "ég tek" ("I take") is no Tekatra, "pár" ("some") no Paron. What she
 * points at, and the kind of thing she asks for, mean more than such a likeness.
 * @example
 * hardlyNamed(turn, 'prd_1', 'Tekatra veiðistöng') // true where "tek" was read as that
 */
export function hardlyNamed(turn: FlowTurn, productId: string, title: string): boolean {
  const heard = turn.reading?.entities.find(({ type, value }) => type === 'product' && value === productId)?.text
  if (heard === undefined) return false
  const name = wordsOf(title)
  return wordsOf(heard).some((word) => {
    const parts = name.filter((each) => each.startsWith(word))
    return parts.length > 0 && parts.every((each) => word.length < each.length * enoughOfName)
  })
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []
