import type { LanguageTag } from '@parley/contracts'
import type { SearchLanguage } from './search-language.ts'
import { wordsOf } from './words.ts'

/** Language → groups of words that mean the same to the shop, both ways. */
export type Synonyms = Readonly<Record<LanguageTag, readonly (readonly string[])[]>>

const ownPrefix = 'shop synonym '

/** Whether a concept is the shopkeeper's own, and not the lexicon's: her word counts for more. */
export const isOwnConcept = (concept: string): boolean => concept.startsWith(ownPrefix)

/**
 * The language as this shop speaks it: each of her groups is one more concept. What the lexicon knows of one word of a group
 * holds for the others too, so that a word she adds in one language also finds what is described in another.
 */
export function withSynonyms(language: SearchLanguage, groups: readonly (readonly string[])[]): SearchLanguage {
  if (groups.length === 0) return language
  const conceptsOf = new Map(language.conceptsOf)
  const formsOf = new Map(language.formsOf)
  let { longestForm } = language
  for (const [number, group] of groups.entries()) {
    const forms = group.map((form) => wordsOf(form).map(language.stem)).filter((stems) => stems.length > 0)
    const known = forms.flatMap((stems) => language.conceptsOf.get(stems.join(' ')) ?? [])
    const own = `${ownPrefix}${language.tag} ${number}`
    formsOf.set(own, forms)
    for (const stems of forms) {
      const key = stems.join(' ')
      conceptsOf.set(key, [...new Set([own, ...(conceptsOf.get(key) ?? []), ...known])])
      longestForm = Math.max(longestForm, stems.length)
    }
  }
  return { ...language, conceptsOf, formsOf, longestForm }
}
