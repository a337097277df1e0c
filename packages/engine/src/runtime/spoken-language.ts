import type { LanguageTag, Reading, Said } from '@parley/contracts'

/** A switch needs a language read this surely, in a text at least this long: "ok" and "42" carry none. */
const sureLanguage = 0.9
const tellingLength = 12

/** Wishes are said in a language. Names, addresses and codes, which answer questions, are in none. */
const telling: ReadonlySet<string> = new Set(['start', 'clarify', 'hand_over', 'cancel'])
const sureWish = 0.4
const plainLanguage = 0.97
const plainWords = 5

/** Does the sentence show which language the talk should go on in? */
export function tellsLanguage(reading: Reading, text: string): boolean {
  if (reading.languageConfidence < sureLanguage || text.trim().length < tellingLength || /@|\d{3}/.test(text))
    return false
  const isSure = reading.confidence >= sureWish || isPlainly(reading, text)
  return isSure && reading.commands.some((each) => telling.has(each.type))
}

/** A sentence of several words in a language that it can't be mistaken for tells it, though the wish be unclear. */
const isPlainly = ({ languageConfidence }: Reading, text: string): boolean =>
  languageConfidence >= plainLanguage && text.trim().split(/\s+/).length >= plainWords

/**
 * The language in which a turn is to be answered: the present one, unless a message in it shows another that the shop speaks. For whoever
 * prepares facets before the turn runs.
 */
export function languageHeard(
  present: LanguageTag,
  said: readonly Said[],
  readings: readonly (Reading | null)[],
  languages: readonly LanguageTag[],
): LanguageTag {
  let language = present
  for (const [index, each] of said.entries()) {
    const reading = readings[index] ?? null
    if (each.type !== 'text' || reading === null || !languages.includes(reading.language)) continue
    if (tellsLanguage(reading, each.text)) language = reading.language
  }
  return language
}
