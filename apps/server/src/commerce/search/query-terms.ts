import { compoundParts } from './compounds.ts'
import { nearStems } from './near-words.ts'
import type { SearchLanguage } from './search-language.ts'
import { isOwnConcept } from './synonyms.ts'
import type { TextIndex } from './text-index.ts'
import { beginningOf, wordsOf } from './words.ts'

/** One way to meet a word of the query: all of the stems, in one language, worth `weight` of the word itself. */
export interface Alternative {
  language: string
  stems: readonly string[]
  weight: number
}

export interface QueryTerm {
  word: string
  /** How much it tells, by the rarest way to meet it; words that the shop never uses tell most. */
  rarity: number
  alternatives: Alternative[]
  /** The near spelling that is searched instead, where the word itself is nowhere. */
  corrected?: string
}

export interface IndexedLanguage {
  language: SearchLanguage
  index: TextIndex
  /** Stem → a word of the catalogue that has it. */
  spoken: ReadonlyMap<string, string>
}

const weights = {
  otherLanguage: 0.6,
  onlyInOtherLanguage: 0.9,
  /** Another word for it, where the shop uses the shopper's own word too, and where it does not. */
  synonymBeside: 0.2,
  synonym: 0.75,
  /** Another word for it by the shop's own saying. */
  ownSynonym: 0.9,
  translationBeside: 0.3,
  translation: 0.8,
  /** Another form of the very word, where the stem does not show it: "haaveja" and "haavi". */
  inflected: 0.95,
  part: 0.7,
  modifier: 0.3,
  near: 0.6,
}

/** Two stems of one concept are forms of one word where so many letters, and so much of the longer, are alike. */
const isSameWord = (one: string, other: string): boolean =>
  beginningOf(one, other) >= Math.max(4, 0.6 * Math.max(one.length, other.length))

/** So many letters alike make a word another form of a compound, rather than one that only resembles it. */
const shortestBeginning = 5

/** The words of a query in the reader's language, each with every way in which products may say it. */
export function queryTerms(text: string, reader: string, languages: readonly IndexedLanguage[]): QueryTerm[] {
  const home = languages.find((one) => one.language.tag === reader) ?? languages[0]
  if (!home) return []
  const all = [...new Set(wordsOf(text))]
  const telling = all.filter((word) => !isSmall(word, home))
  const words = telling.length > 0 ? telling : all
  const concepts = conceptsIn(words, languages)
  return words.map((word) => termOf(word, concepts.get(word) ?? [], home, languages))
}

/** A small word, or a form of one: "can" is left out of every text, and so "cans" meets none. */
function isSmall(word: string, { language, index }: IndexedLanguage): boolean {
  if (language.stopWords.has(word)) return true
  const stem = language.stem(word)
  return language.stopWords.has(stem) && index.frequency(stem) === 0
}

function termOf(
  word: string,
  concepts: readonly string[],
  home: IndexedLanguage,
  languages: readonly IndexedLanguage[],
): QueryTerm {
  const exact = exactly(word, home, languages)
  const said = [...exact, ...byConcept(word, concepts, exact, home, languages)]
  if (said.length > 0) return term(word, said, languages)
  const parts = inParts(word, home, languages)
  if (parts.length > 0) return term(word, parts, languages)
  return nearly(word, home, languages) ?? term(word, [], languages)
}

function term(word: string, alternatives: Alternative[], languages: readonly IndexedLanguage[]): QueryTerm {
  const rarities = alternatives.map((one) => rarityOf(one, languages) * one.weight)
  const unknown = Math.max(...languages.map(({ index }) => index.rarity('')))
  return { word, alternatives, rarity: rarities.length > 0 ? Math.max(...rarities) : unknown }
}

/** How much an alternative tells: its commonest word counts where all are needed. */
export function rarityOf(alternative: Alternative, languages: readonly IndexedLanguage[]): number {
  const index = languages.find((one) => one.language.tag === alternative.language)?.index
  return index ? Math.max(...alternative.stems.map((stem) => index.rarity(stem))) : 0
}

function exactly(word: string, home: IndexedLanguage, languages: readonly IndexedLanguage[]): Alternative[] {
  const own = home.index.frequency(home.language.stem(word)) > 0
  return languages.flatMap(({ language, index }) => {
    const stem = language.stem(word)
    if (index.frequency(stem) === 0) return []
    const elsewhere = own ? weights.otherLanguage : weights.onlyInOtherLanguage
    return [{ language: language.tag, stems: [stem], weight: language === home.language ? 1 : elsewhere }]
  })
}

/** Concepts that a word, or some words beside it, are forms of in any language. */
function conceptsIn(words: readonly string[], languages: readonly IndexedLanguage[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { language } of languages) {
    const stems = words.map(language.stem)
    for (let length = Math.min(language.longestForm, words.length); length >= 1; length--) {
      for (let from = 0; from + length <= words.length; from++) {
        const concepts = language.conceptsOf.get(stems.slice(from, from + length).join(' '))
        if (!concepts) continue
        for (const word of words.slice(from, from + length)) {
          // A word that is part of a longer name is not asked for by itself as well.
          if (!found.has(word) || length === 1) found.set(word, [...new Set([...(found.get(word) ?? []), ...concepts])])
        }
      }
    }
  }
  return found
}

function byConcept(
  word: string,
  concepts: readonly string[],
  exact: readonly Alternative[],
  home: IndexedLanguage,
  languages: readonly IndexedLanguage[],
): Alternative[] {
  const forms = exact.some((one) => one.language === home.language.tag) ? [] : formsOf(word, concepts, home)
  const isSaid = forms.length > 0 || exact.some((one) => one.language === home.language.tag)
  const taken = new Set([...exact, ...forms].map((one) => `${one.language} ${one.stems.join(' ')}`))
  const others = languages.flatMap(({ language, index }) =>
    concepts.flatMap((concept) =>
      (language.formsOf.get(concept) ?? []).flatMap((stems) => {
        const key = `${language.tag} ${stems.join(' ')}`
        if (taken.has(key) || stems.some((stem) => index.frequency(stem) === 0)) return []
        taken.add(key)
        const own = language === home.language
        const beside = own ? weights.synonymBeside : weights.translationBeside
        const instead = own ? weights.synonym : weights.translation
        const weight = isOwnConcept(concept) ? weights.ownSynonym : isSaid ? beside : instead
        return [{ language: language.tag, stems, weight }]
      }),
    ),
  )
  return [...forms, ...others]
}

/** The words of a concept that are the shopper's own in another form: of nets and rods, both for fishing, "haaveja" are nets. */
function formsOf(word: string, concepts: readonly string[], { language, index }: IndexedLanguage): Alternative[] {
  const own = language.stem(word)
  const stems = concepts.flatMap((concept) => language.formsOf.get(concept) ?? []).filter(({ length }) => length === 1)
  const alike = stems.flat().filter((stem) => index.frequency(stem) > 0 && isSameWord(stem, own))
  return [...new Set(alike)].map((stem) => ({ language: language.tag, stems: [stem], weight: weights.inflected }))
}

function inParts(word: string, home: IndexedLanguage, languages: readonly IndexedLanguage[]): Alternative[] {
  const ordered = [home, ...languages.filter((one) => one !== home)]
  for (const { language, index } of ordered) {
    const parts = compoundParts(word, language, index.postings).filter((part) => index.frequency(part) > 0)
    const [head] = parts.slice(-1)
    if (!head) continue
    const modifiers = parts
      .slice(0, -1)
      .map((part) => ({ language: language.tag, stems: [part], weight: weights.modifier }))
    // "ruokapöydän" where the shop says "ruokapöytä": nearly the whole word, before others that share its last part alone.
    const whole = nearStems(word, language, index).filter((stem) => stem.startsWith(word.slice(0, shortestBeginning)))
    const inflected = whole.map((stem) => ({ language: language.tag, stems: [stem], weight: weights.near }))
    return [{ language: language.tag, stems: [head], weight: weights.part }, ...inflected, ...modifiers]
  }
  return []
}

function nearly(word: string, home: IndexedLanguage, languages: readonly IndexedLanguage[]): QueryTerm | null {
  const ordered = [home, ...languages.filter((one) => one !== home)]
  for (const { language, index, spoken } of ordered) {
    const near = nearStems(word, language, index)
    const [best] = near
    if (!best) continue
    const alternatives = near.map((stem) => ({ language: language.tag, stems: [stem], weight: weights.near }))
    const begun = best.startsWith(word) || word.startsWith(best)
    return { ...term(word, alternatives, languages), ...(!begun && { corrected: spoken.get(best) ?? best }) }
  }
  return null
}
