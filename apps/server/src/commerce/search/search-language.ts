import type { LanguageTag } from '@parley/contracts'
import type { LanguageDefinition } from '@parley/sdk'
import { wordsOf } from './words.ts'

/** A language and what it calls the things that shops sell: concept → forms. */
export interface LanguageForSearch {
  definition: LanguageDefinition
  lexicon: Readonly<Record<string, readonly string[]>>
}

/** A language as search uses it. */
export interface SearchLanguage {
  tag: LanguageTag
  stem: (word: string) => string
  stopWords: ReadonlySet<string>
  suffixes: readonly string[]
  /** Whether words are glued together, as in "matbord". */
  compounds: boolean
  /** Word, in lower case → family code, by kind. */
  families: Record<Family, ReadonlyMap<string, string>>
  /** Stems of a form, joined by blanks → concepts. */
  conceptsOf: ReadonlyMap<string, readonly string[]>
  /** Concept → its forms, each a list of stems. */
  formsOf: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Stems of single words that name a thing. */
  nouns: ReadonlySet<string>
  /** Most words in one form of a concept. */
  longestForm: number
}

export type Family = 'colours' | 'materials' | 'sizes'

/** Languages that write compounds as separate words. */
const writtenApart = new Set(['en', 'fr', 'es', 'it', 'pt'])

export function searchLanguage({ definition, lexicon }: LanguageForSearch): SearchLanguage {
  const stem = remembering(definition.stem)
  const conceptsOf = new Map<string, string[]>()
  const formsOf = new Map<string, string[][]>()
  let longestForm = 1
  for (const [concept, forms] of Object.entries(lexicon)) {
    const seen = new Map<string, string[]>()
    for (const form of forms) {
      const stems = wordsOf(form).map(stem)
      if (stems.length > 0) seen.set(stems.join(' '), stems)
    }
    formsOf.set(concept, [...seen.values()])
    for (const [key, stems] of seen) {
      conceptsOf.set(key, [...(conceptsOf.get(key) ?? []), concept])
      longestForm = Math.max(longestForm, stems.length)
    }
  }
  return {
    tag: definition.tag,
    stem,
    stopWords: new Set(definition.stopWords.map((word) => word.toLowerCase())),
    suffixes: definition.suffixes,
    compounds: !writtenApart.has(definition.tag),
    families: {
      colours: new Map(Object.entries(definition.colours)),
      materials: new Map(Object.entries(definition.materials)),
      sizes: new Map(Object.entries(definition.sizes)),
    },
    conceptsOf,
    formsOf,
    nouns: new Set([...conceptsOf.keys()].filter((key) => key.length >= 4 && !key.includes(' '))),
    longestForm,
  }
}

/** Texts in languages that no extension speaks: words are compared as they stand. */
export const otherLanguages: SearchLanguage = {
  tag: 'und',
  stem: (word) => word,
  stopWords: new Set(),
  suffixes: [],
  compounds: false,
  families: { colours: new Map(), materials: new Map(), sizes: new Map() },
  conceptsOf: new Map(),
  formsOf: new Map(),
  nouns: new Set(),
  longestForm: 1,
}

/** Stemming takes longer than looking up; a catalogue says the same words again and again. */
function remembering(stem: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>()
  return (word) => {
    const found = known.get(word)
    if (found !== undefined) return found
    if (known.size > 200_000) known.clear()
    const stemmed = /^\p{L}/u.test(word) ? stem(word) : word
    known.set(word, stemmed)
    return stemmed
  }
}

/**
 * The family of a colour, material or size word in any of the languages: "forest green" and "skogsgrön" are green, "M" is
 * medium. A family code is its own family. Null where no language knows it.
 */
export function familyOf(text: string, kind: Family, languages: readonly SearchLanguage[]): string | null {
  const lower = text.toLowerCase().trim()
  for (const find of [whole, lastWord, ending]) {
    for (const language of languages) {
      const family = find(lower, language.families[kind], kind)
      if (family) return family
    }
  }
  return null
}

type Lookup = (lower: string, table: ReadonlyMap<string, string>, kind: Family) => string | undefined

const whole: Lookup = (lower, table) => table.get(lower)

const lastWord: Lookup = (lower, table, kind) => {
  if (kind === 'sizes') return undefined
  const words = lower.split(/[\s/,-]+/)
  return words
    .reverse()
    .map((word) => table.get(word))
    .find((family) => family !== undefined)
}

const ending: Lookup = (lower, table, kind) => {
  if (kind === 'sizes') return undefined
  for (let at = 2; at <= lower.length - 3; at++) {
    const family = table.get(lower.slice(at))
    if (family) return family
  }
  return undefined
}
