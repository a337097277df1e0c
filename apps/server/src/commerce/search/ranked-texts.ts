import type { LanguageTag } from '@parley/contracts'
import { compoundParts } from './compounds.ts'
import { type IndexedLanguage, type QueryTerm, queryTerms, rarityOf } from './query-terms.ts'
import type { SearchLanguage } from './search-language.ts'
import { type FieldWeight, TextIndex } from './text-index.ts'
import { wordsOf } from './words.ts'

export interface RankedText {
  number: number
  score: number
  /** What part of what the words tell is met, from 0 to 1. */
  coverage: number
}

/** Numbered texts in several languages, ranked by how well they meet a question in any of them. */
export class RankedTexts {
  readonly #indexed: (IndexedLanguage & { spoken: Map<string, string> })[]
  /** The same as questions are read, with what the shop says itself. */
  #asked: readonly IndexedLanguage[]

  constructor(languages: readonly SearchLanguage[], weights: readonly FieldWeight[]) {
    this.#indexed = languages.map((language) => ({
      language,
      spoken: new Map<string, string>(),
      index: new TextIndex(weights, language.compounds ? (word, inUse) => compoundParts(word, language, inUse) : null),
    }))
    this.#asked = this.#indexed
  }

  /** Reads questions by these from now on; what is indexed already stays as it is. */
  readBy(languageOf: (language: SearchLanguage) => SearchLanguage): void {
    this.#asked = this.#indexed.map((one) => ({ ...one, language: languageOf(one.language) }))
  }

  /** Adds texts: fields by language. Numbers only grow. */
  add(texts: readonly { number: number; fields: ReadonlyMap<LanguageTag, readonly string[]> }[]): void {
    for (const { language, index, spoken } of this.#indexed) {
      const rows = texts.flatMap(({ number, fields }) => {
        const stems = fields.get(language.tag)?.map((field) => stemsOf(field, language, spoken))
        return stems ? [{ number, fields: stems }] : []
      })
      index.add(rows)
    }
  }

  termsOf(text: string, language: LanguageTag): QueryTerm[] {
    return queryTerms(text, language, this.#asked)
  }

  /** Every text that meets any of the terms. `size` is one more than the highest number. */
  rank(terms: readonly QueryTerm[], size: number): RankedText[] {
    const scores = new Float64Array(size)
    const covered = new Float64Array(size)
    const best = new Float64Array(size)
    for (const term of terms) {
      for (const number of this.#meet(term, best)) {
        scores[number] = (scores[number] ?? 0) + (best[number] ?? 0)
        covered[number] = (covered[number] ?? 0) + term.rarity
        best[number] = 0
      }
    }
    const whole = terms.reduce((sum, term) => sum + term.rarity, 0)
    const found: RankedText[] = []
    for (let number = 0; number < size; number++) {
      const score = scores[number] ?? 0
      if (score > 0) found.push({ number, score, coverage: (covered[number] ?? 0) / whole })
    }
    return found
  }

  /** Notes the best way in which each text meets the term, and returns which do. */
  #meet(term: QueryTerm, best: Float64Array): number[] {
    const met: number[] = []
    for (const alternative of term.alternatives) {
      const index = this.#indexed.find((one) => one.language.tag === alternative.language)?.index
      if (!index) continue
      const worth = rarityOf(alternative, this.#indexed) * alternative.weight
      const { documents, weights } = meeting(alternative.stems, index)
      for (let at = 0; at < documents.length; at++) {
        const number = documents[at] ?? 0
        const score = worth * (weights[at] ?? 0)
        const before = best[number] ?? 0
        if (before === 0) met.push(number)
        if (score > before) best[number] = score
      }
    }
    return met
  }
}

function stemsOf(text: string, language: SearchLanguage, spoken: Map<string, string>): string[] {
  return wordsOf(text).flatMap((word) => {
    if (language.stopWords.has(word)) return []
    const stem = language.stem(word)
    if (!spoken.has(stem)) spoken.set(stem, word)
    return [stem]
  })
}

/** The texts that hold all the stems, each as well as it holds the least of them. */
function meeting(stems: readonly string[], index: TextIndex): { documents: number[]; weights: number[] } {
  const [first, ...others] = stems.map((stem) => index.postings.get(stem))
  if (!first) return { documents: [], weights: [] }
  if (others.length === 0) return first
  const rest = others.map((list) => new Map(list?.documents.map((number, at) => [number, list.weights[at] ?? 0])))
  const met: { documents: number[]; weights: number[] } = { documents: [], weights: [] }
  for (const [at, number] of first.documents.entries()) {
    const weight = Math.min(first.weights[at] ?? 0, ...rest.map((other) => other.get(number) ?? 0))
    if (weight <= 0) continue
    met.documents.push(number)
    met.weights.push(weight)
  }
  return met
}
