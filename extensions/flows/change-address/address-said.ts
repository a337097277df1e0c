import type { FlowTurn } from '@parley/sdk'

/** Street and number, postcode and town, wherever they stand in a sentence. */
const within =
  /(?<street>\p{L}[^,\n]*?\s\d+\s?\p{L}?(?:\s\d+)?),\s*(?<code>\d{3}\s?\d{2}|\d{3,5})\s+(?<city>\p{Lu}[\p{L}'-]*(?:\s\p{Lu}[\p{L}'-]*)*)/u

/**
 * The address within "no, send it to Kungsgatan 12, 411 19 Göteborg". The street begins at the last capital that follows a small word, so that
 * "Väinö Auerin katu 9" stays whole. Null where there is none; what is made of it is shown before anything is changed.
 */
export function addressSaid({ said }: Pick<FlowTurn, 'said'>): string | null {
  const last = said.findLast((each) => each.type === 'text')
  const found = last?.type === 'text' ? within.exec(last.text)?.groups : undefined
  if (found === undefined) return null
  const words = (found.street ?? '').split(/\s+/)
  const from = words.findLastIndex((word, at) => isCapital(word) && (at === 0 || !isCapital(words[at - 1] ?? '')))
  return from < 0 ? null : `${words.slice(from).join(' ')}, ${found.code} ${found.city}`
}

const isCapital = (word: string): boolean => /^\p{Lu}\p{L}/u.test(word)
