import type { LanguageTag } from '@parley/contracts'
import type { LanguageDefinition } from '@parley/sdk'
import type { TermKind, Vocabulary, VocabularyTerm } from './vocabulary.ts'
import { type CompiledLanguage, compileLanguage } from './words/compiled-language.ts'
import { folded, tokenise } from './words/tokens.ts'

/** A word of the catalogue that a written word may be. */
export interface NearWord {
  word: string
  /** Written exactly or in another inflection. */
  exact: boolean
  /** Only a part of a compound: "spinnaren" of "abborrspinnare". Tells a product's name, not a whole term. */
  part?: boolean
}

/** A catalogue's words, ready to be found in a sentence. Built anew at each revision. */
export interface VocabularyIndex {
  terms: readonly VocabularyTerm[]
  /** Words of a form in their form for comparison, joined by spaces → places in `terms`. */
  forms: ReadonlyMap<string, readonly number[]>
  /** First word → words of the longest form that begins with it. */
  longest: ReadonlyMap<string, number>
  /** Word → products that carry it in a name. */
  products: ReadonlyMap<string, readonly number[]>
  /** Every word, and by its three-letter pieces for misspelt ones. */
  words: readonly string[]
  wordSet: ReadonlySet<string>
  pieces: ReadonlyMap<string, readonly number[]>
  /** What written words were found to be, by language and word: looked up anew they cost most of a reading. */
  near: Map<string, readonly NearWord[]>
}

/** Names are found by their first words; nobody writes more of them. */
const longestForm = 8

interface Building {
  terms: VocabularyTerm[]
  forms: Map<string, number[]>
  longest: Map<string, number>
  products: Map<string, number[]>
  wordSet: Set<string>
}

export function indexVocabulary(vocabulary: Vocabulary, languages: readonly LanguageDefinition[]): VocabularyIndex {
  return indexTerms(vocabulary, languages.map(compileLanguage))
}

export function indexTerms(vocabulary: Vocabulary, languages: readonly CompiledLanguage[]): VocabularyIndex {
  const building: Building = {
    terms: [...vocabulary.terms],
    forms: new Map(),
    longest: new Map(),
    products: new Map(),
    wordSet: new Set(),
  }
  const byTag = new Map(languages.map((language) => [language.tag, language]))
  building.terms.forEach((term, place) => {
    for (const form of term.forms) addForm(building, place, term.kind, form.text, spokenIn(byTag, form.language))
  })
  const words = [...building.wordSet]
  return { ...building, words, pieces: piecesOf(words), near: new Map() }
}

function spokenIn(byTag: ReadonlyMap<LanguageTag, CompiledLanguage>, tag: LanguageTag | undefined): CompiledLanguage[] {
  const own = tag === undefined ? undefined : byTag.get(tag)
  return own ? [own] : [...byTag.values()]
}

function addForm(building: Building, place: number, kind: TermKind, text: string, languages: CompiledLanguage[]): void {
  const plainWords = formWords(text)
  if (plainWords.length === 0) return
  const spellings = [plainWords.map(folded), ...languages.map((language) => plainWords.map(language.canon))]
  const known = new Set<string>()
  for (const words of spellings) {
    const key = words.join(' ')
    if (known.has(key)) continue
    known.add(key)
    for (const word of words) building.wordSet.add(word)
    addKey(building, key, words[0] ?? '', words.length, place)
    if (kind === 'product') for (const word of words) push(building.products, word, place)
    // "coffee table" is also met as "coffeetable".
    else if (words.length === 2) {
      building.wordSet.add(words.join(''))
      addKey(building, words.join(''), words.join(''), 1, place)
    }
  }
}

/** A form's words, marks and what comes after a comma or bracket left out where enough is left. */
function formWords(text: string): string[] {
  return tokenise(text)
    .filter((token) => token.kind !== 'mark')
    .slice(0, longestForm)
    .map((token) => token.lower)
}

function addKey(building: Building, key: string, first: string, length: number, place: number): void {
  push(building.forms, key, place)
  if ((building.longest.get(first) ?? 0) < length) building.longest.set(first, length)
}

function push(map: Map<string, number[]>, key: string, place: number): void {
  const known = map.get(key)
  if (!known) map.set(key, [place])
  else if (known.at(-1) !== place) known.push(place)
}

function piecesOf(words: readonly string[]): Map<string, number[]> {
  const pieces = new Map<string, number[]>()
  words.forEach((word, place) => {
    if (word.length >= 4) for (const piece of piecesIn(word)) push(pieces, piece, place)
  })
  return pieces
}

/** Three letters at a time, edges marked. */
export function piecesIn(word: string): Set<string> {
  const edged = ` ${word} `
  const pieces = new Set<string>()
  for (let at = 0; at + 3 <= edged.length; at++) pieces.add(edged.slice(at, at + 3))
  return pieces
}
