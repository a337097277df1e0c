import type { Currency, LanguageTag, Texts } from '@parley/contracts'
import type { ProductQuery } from '@parley/sdk'
import type { Category, CategoryTree } from '../catalogue/index.ts'
import { compoundParts } from './compounds.ts'
import { type FilterName, type Filters, filtersOf, letGoFirst } from './filters.ts'
import { type IndexedLanguage, type QueryTerm, queryTerms, rarityOf } from './query-terms.ts'
import { fieldWeights, type SearchDocument } from './search-document.ts'
import type { SearchLanguage } from './search-language.ts'
import { type FieldWeight, TextIndex } from './text-index.ts'
import type { VariantTraits } from './variant-traits.ts'
import { codeOf, wordsOf } from './words.ts'

export interface RankedHit {
  id: string
  score: number
  /** The variants that fit the filters, the best first; empty where all do. */
  variantIds: string[]
}

export interface Ranking {
  hits: RankedHit[]
  total: number
  corrected?: string
  loosened: FilterName[]
}

/** A product must meet this part of what the words tell, or it is not what was asked for. */
const leastCoverage = 0.4
/** More than this many superseded documents, and everything is laid out anew. */
const mostStale = 0.3

/** The products of one shop, in memory. Pure: knows no database. */
export class ShopIndex {
  readonly #languages: readonly SearchLanguage[]
  readonly #weights: readonly FieldWeight[]
  #texts: (IndexedLanguage & { spoken: Map<string, string> })[]
  #documents: (SearchDocument | null)[] = []
  readonly #numberOf = new Map<string, number>()
  #tree: CategoryTree | null = null

  constructor(languages: readonly SearchLanguage[], weights: readonly FieldWeight[] = fieldWeights) {
    this.#languages = languages
    this.#weights = weights
    this.#texts = this.#empty()
  }

  get size(): number {
    return this.#numberOf.size
  }

  documents(): SearchDocument[] {
    return this.#documents.filter((document) => document !== null)
  }

  categories(): Category[] {
    return [...(this.#tree?.byId.values() ?? [])]
  }

  setCategories(tree: CategoryTree): void {
    this.#tree = tree
  }

  /** Puts products in, in place of what stood there under their ids, and takes others out. */
  update(put: readonly SearchDocument[], gone: readonly string[]): void {
    for (const id of [...gone, ...put.map((document) => document.id)]) this.#drop(id)
    if (this.#documents.length > 1000 && this.#documents.length - this.size > this.#documents.length * mostStale) {
      const all = [...this.documents(), ...put]
      this.#texts = this.#empty()
      this.#documents = []
      this.#numberOf.clear()
      this.#add(all)
    } else this.#add(put)
  }

  search(query: ProductQuery, reader: { language: LanguageTag; currency: Currency }): Ranking {
    const filters = filtersOf(query, {
      currency: reader.currency,
      languages: this.#languages,
      categoriesOf: (value) => this.#categoriesOf(value),
      isBorne: (kind, word) => this.documents().some(({ variants }) => variants.some((one) => one[kind].has(word))),
    })
    const terms = queryTerms(query.text, reader.language, this.#texts)
    const except = new Set(query.except)
    const scored = this.#scored(query.text, terms).filter(({ document }) => !except.has(document.id))
    const { kept, loosened } = narrow(scored, filters)
    const corrected = correctedText(query.text, terms)
    return {
      hits: sorted(kept, query, reader.currency, terms.length > 0 ? closeToBest : 0).slice(0, query.limit ?? 10),
      total: kept.length,
      ...(corrected !== null && { corrected }),
      loosened,
    }
  }

  #empty(): (IndexedLanguage & { spoken: Map<string, string> })[] {
    return this.#languages.map((language) => ({
      language,
      spoken: new Map<string, string>(),
      index: new TextIndex(this.#weights, (word, vocabulary) => compoundParts(word, language, vocabulary)),
    }))
  }

  #drop(id: string): void {
    const number = this.#numberOf.get(id)
    if (number === undefined) return
    this.#documents[number] = null
    this.#numberOf.delete(id)
  }

  #add(documents: readonly SearchDocument[]): void {
    const numbered = documents.map((document) => {
      const number = this.#documents.push(document) - 1
      this.#numberOf.set(document.id, number)
      return { number, document }
    })
    for (const { language, index, spoken } of this.#texts) {
      const rows = numbered.flatMap(({ number, document }) => {
        const fields = document.texts.get(language.tag)?.map((field) => stemsOf(field, language, spoken))
        return fields ? [{ number, fields }] : []
      })
      index.add(rows)
    }
  }

  /** Every product that meets enough of the words, with its score; all of them where there are no words. */
  #scored(text: string, terms: readonly QueryTerm[]): Scored[] {
    const code = codeOf(text)
    const named = code.length >= 3 ? this.documents().filter((document) => document.codes.has(code)) : []
    if (named.length > 0) return named.map((document) => ({ document, score: 100 }))
    if (terms.length === 0) return this.documents().map((document) => ({ document, score: prior(document) }))
    const scores = new Float64Array(this.#documents.length)
    const covered = new Float64Array(this.#documents.length)
    for (const term of terms) this.#meet(term, scores, covered)
    const whole = terms.reduce((sum, term) => sum + term.rarity, 0)
    const found: Scored[] = []
    for (let number = 0; number < scores.length; number++) {
      const document = this.#documents[number]
      const score = scores[number] ?? 0
      if (!document || score <= 0 || (covered[number] ?? 0) < whole * leastCoverage) continue
      found.push({ document, score: score * (1 + 0.1 * prior(document)) })
    }
    return found
  }

  /** The best way in which each product meets the term. */
  #meet(term: QueryTerm, scores: Float64Array, covered: Float64Array): void {
    const best = new Map<number, number>()
    for (const alternative of term.alternatives) {
      const index = this.#texts.find((one) => one.language.tag === alternative.language)?.index
      if (!index) continue
      const worth = rarityOf(alternative, this.#texts) * alternative.weight
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

  #categoriesOf(value: string): ReadonlySet<string> {
    const tree = this.#tree
    if (!tree) return new Set([value])
    if (tree.byId.has(value)) return tree.within(value)
    const lower = value.toLowerCase()
    const isNamed = (names: Texts) => Object.values(names).some((name) => name.toLowerCase() === lower)
    const named = [...tree.byId.values()].filter((category) => isNamed(category.names))
    return new Set(named.flatMap((category) => [...tree.within(category.id)]))
  }
}

interface Scored {
  document: SearchDocument
  score: number
}

/** Popularity, from 0 to 1: settles what the words leave open. */
const prior = (document: SearchDocument): number => Math.log1p(document.popularity) / Math.log1p(100)

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

interface Kept extends Scored {
  /** Those that fit. */
  variants: readonly VariantTraits[]
}

/** What passes all filters; where nothing does, filters are let go one by one, the least important first. */
function narrow(scored: readonly Scored[], filters: Filters): { kept: Kept[]; loosened: FilterName[] } {
  const loosened: FilterName[] = []
  const order = letGoFirst.filter((name) => filters.given.includes(name))
  for (;;) {
    const without = new Set(loosened)
    const kept = scored.flatMap((one) => {
      const passed = filters.pass(one.document, without)
      return passed ? [{ ...one, variants: passed.variants }] : []
    })
    const next = order[loosened.length]
    if (kept.length > 0) return { kept, loosened }
    if (next === undefined || scored.length === 0) return { kept, loosened: [] }
    loosened.push(next)
  }
}

/** Sorted by price comes what was asked for, not everything that shares a word with it. */
const closeToBest = 0.5

function sorted(kept: readonly Kept[], query: ProductQuery, currency: Currency, close: number): RankedHit[] {
  const byScore = kept.toSorted(
    (one, other) => other.score - one.score || (one.document.id < other.document.id ? -1 : 1),
  )
  const hit = ({ document, score, variants }: Kept): RankedHit => ({
    id: document.id,
    score,
    variantIds: variants.length < document.variants.length ? variants.map((variant) => variant.id) : [],
  })
  if (query.sort !== 'price_up' && query.sort !== 'price_down') return byScore.map(hit)
  const best = byScore[0]?.score ?? 0
  const direction = query.sort === 'price_up' ? 1 : -1
  const priced = byScore
    .filter(({ score }) => score >= best * close)
    .map((one) => ({ one, price: priceOf(one, currency, direction) }))
    .filter(({ price }) => price !== null)
  return priced.sort((a, b) => direction * ((a.price ?? 0) - (b.price ?? 0))).map(({ one }) => hit(one))
}

function priceOf({ variants }: Kept, currency: Currency, direction: number): number | null {
  const prices = variants.flatMap((one) => one.prices[currency] ?? [])
  if (prices.length === 0) return null
  return direction > 0 ? Math.min(...prices) : Math.max(...prices)
}

function correctedText(text: string, terms: readonly QueryTerm[]): string | null {
  if (!terms.some((term) => term.corrected)) return null
  return terms.reduce(
    (said, { word, corrected }) => (corrected ? said.replace(word, corrected) : said),
    text.toLowerCase().normalize('NFC'),
  )
}
