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

  constructor(languages: readonly SearchLanguage[], weights: readonly FieldWeight[]) {
    this.#indexed = languages.map((language) => ({
      language,
      spoken: new Map<string, string>(),
      index: new TextIndex(weights, (word, inUse) => compoundParts(word, language, inUse)),
    }))
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
    return queryTerms(text, language, this.#indexed)
  }

  /** Every text that meets any of the terms. `size` is one more than the highest number. */
  rank(terms: readonly QueryTerm[], size: number): RankedText[] {
    const scores = new Float64Array(size)
    const covered = new Float64Array(size)
    for (const term of terms) this.#meet(term, scores, covered)
    const whole = terms.reduce((sum, term) => sum + term.rarity, 0)
    const found: RankedText[] = []
    scores.forEach((score, number) => {
      if (score > 0) found.push({ number, score, coverage: (covered[number] ?? 0) / whole })
    })
    return found
  }

  /** The best way in which each text meets the term. */
  #meet(term: QueryTerm, scores: Float64Array, covered: Float64Array): void {
    const best = new Map<number, number>()
    for (const alternative of term.alternatives) {
      const index = this.#indexed.find((one) => one.language.tag === alternative.language)?.index
      if (!index) continue
      const worth = rarityOf(alternative, this.#indexed) * alternative.weight
      for (const [number, weight] of meeting(alternative.stems, index)) {
        const score = worth * weight
        if (score > (best.get(number) ?? 0)) best.set(number, score)
      }
    }
    for (const [number, score] of best) {
      scores[number] = (scores[number] ?? 0) + score
      covered[number] = (covered[number] ?? 0) + term.rarity
    }
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

function* meeting(stems: readonly string[], index: TextIndex): Generator<readonly [number, number]> {
  const [first, ...others] = stems.map((stem) => index.postings.get(stem))
  if (!first) return
  const rest = others.map((list) => new Map(list?.documents.map((number, at) => [number, list.weights[at] ?? 0])))
  for (const [at, number] of first.documents.entries()) {
    let weight = first.weights[at] ?? 0
    for (const other of rest) weight = Math.min(weight, other.get(number) ?? 0)
    if (weight > 0) yield [number, weight]
  }
}
