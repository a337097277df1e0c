import type { Currency, LanguageTag, Texts } from '@parley/contracts'
import type { ProductQuery } from '@parley/sdk'
import type { Category, CategoryTree } from '../catalogue/index.ts'
import { type FilterName, type Filters, filtersOf, letGoFirst } from './filters.ts'
import type { QueryTerm } from './query-terms.ts'
import { RankedTexts } from './ranked-texts.ts'
import { fieldWeights, type SearchDocument } from './search-document.ts'
import type { SearchLanguage } from './search-language.ts'
import { type Synonyms, withSynonyms } from './synonyms.ts'
import type { FieldWeight } from './text-index.ts'
import type { VariantTraits } from './variant-traits.ts'
import { codeOf } from './words.ts'

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
  /** Only descriptions speak of it. */
  mentioned?: true
  loosened: FilterName[]
}

/** What is asked for by its very code. */
const certain = 100
/** So much of the best score makes a product worth showing beside it. */
const closeEnough = 0.35
/** A product must meet this part of what the words tell, or it is not what was asked for. */
const leastCoverage = 0.4
/** More than this many superseded documents, and everything is laid out anew. */
const mostStale = 0.3

/** The products of one shop, in memory. Pure: knows no database. */
export class ShopIndex {
  readonly #languages: readonly SearchLanguage[]
  readonly #weights: readonly FieldWeight[]
  #texts: RankedTexts
  #documents: (SearchDocument | null)[] = []
  readonly #numberOf = new Map<string, number>()
  readonly #idsOfCode = new Map<string, Set<string>>()
  #tree: CategoryTree | null = null
  #synonyms: Synonyms = {}

  constructor(languages: readonly SearchLanguage[], weights: readonly FieldWeight[] = fieldWeights) {
    this.#languages = languages
    this.#weights = weights
    this.#texts = new RankedTexts(this.#languages, this.#weights)
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

  setSynonyms(synonyms: Synonyms): void {
    this.#synonyms = synonyms
    this.#texts.readBy((language) => withSynonyms(language, synonyms[language.tag] ?? []))
  }

  /** Puts products in, in place of what stood there under their ids, and takes others out. */
  update(put: readonly SearchDocument[], gone: readonly string[]): void {
    for (const id of [...gone, ...put.map((document) => document.id)]) this.#drop(id)
    if (this.#documents.length > 1000 && this.#documents.length - this.size > this.#documents.length * mostStale) {
      const all = [...this.documents(), ...put]
      this.#texts = new RankedTexts(this.#languages, this.#weights)
      this.setSynonyms(this.#synonyms)
      this.#documents = []
      this.#numberOf.clear()
      this.#idsOfCode.clear()
      this.#add(all)
    } else this.#add(put)
  }

  /** `listed` is what price lists ask of everybody now, by variant: lists begin and end without the catalogue's knowing. */
  search(
    query: ProductQuery,
    reader: { language: LanguageTag; currency: Currency },
    listed: ReadonlyMap<string, number> = noLists,
  ): Ranking {
    const priceOf = ({ id, prices }: VariantTraits): number | undefined => {
      const own = prices[reader.currency]
      return own === undefined ? undefined : Math.min(own, listed.get(id) ?? own)
    }
    const filters = filtersOf(query, {
      currency: reader.currency,
      priceOf,
      languages: this.#languages,
      categoriesOf: (value) => this.#categoriesOf(value),
      isBorne: (kind, word) => this.documents().some(({ variants }) => variants.some((one) => one[kind].has(word))),
    })
    const terms = this.#texts.termsOf(query.text, reader.language)
    const except = new Set(query.except)
    const all = relevant(this.#scored(query.text, terms), terms.length > 0)
    const scored = except.size > 0 ? all.filter(({ document }) => !except.has(document.id)) : all
    const named =
      query.onlyNamed && terms.length > 0 && scored.length <= mostLookedInto ? thoseNamed(scored, terms) : null
    const { kept, loosened } = narrow(named === null || named.length === 0 ? scored : named, filters)
    const corrected = correctedText(query.text, terms)
    return {
      hits: sorted(kept, query, priceOf, terms.length > 0 ? closeToBest : 0),
      total: kept.length,
      ...(corrected !== null && { corrected }),
      ...(named?.length === 0 && kept.length > 0 && { mentioned: true }),
      loosened,
    }
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
      for (const code of document.codes)
        this.#idsOfCode.set(code, (this.#idsOfCode.get(code) ?? new Set()).add(document.id))
      return { number, document }
    })
    this.#texts.add(numbered.map(({ number, document }) => ({ number, fields: document.texts })))
  }

  /** Every product that meets enough of the words, with its score; all of them where there are no words. */
  #scored(text: string, terms: readonly QueryTerm[]): Scored[] {
    const named = this.#named(text)
    if (named.length > 0) return named.map((document) => ({ document, score: certain }))
    if (terms.length === 0) return this.documents().map((document) => ({ document, score: prior(document) }))
    return this.#texts.rank(terms, this.#documents.length).flatMap(({ number, score, coverage }) => {
      const document = this.#documents[number]
      return document && coverage >= leastCoverage ? [{ document, score: score * (1 + 0.1 * prior(document)) }] : []
    })
  }

  /** Products that the text is a code of. */
  #named(text: string): SearchDocument[] {
    const ids = this.#idsOfCode.get(codeOf(text)) ?? []
    const found = [...ids].map((id) => this.#documents[this.#numberOf.get(id) ?? -1])
    return found
      .filter((document) => document?.codes.has(codeOf(text)) === true)
      .filter((one) => one !== null && one !== undefined)
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

const noLists: ReadonlyMap<string, number> = new Map()

interface Scored {
  document: SearchDocument
  score: number
}

/** What is far behind the best shares a word with it and is something else; filters choose among what was asked for. */
function relevant(scored: Scored[], hasWords: boolean): Scored[] {
  const top = hasWords ? scored.reduce((most, { score }) => Math.max(most, score), 0) : 0
  return scored.filter(({ score }) => score >= top * closeEnough)
}

/** Of more than these it is not asked which are only mentioned: a wish that wide is narrowed first. */
const mostLookedInto = 200

/** Those that are said to be what one of the words says, by name, kind, brand or trait. */
const thoseNamed = (scored: readonly Scored[], terms: readonly QueryTerm[]): Scored[] =>
  scored.filter(
    ({ document, score }) =>
      score >= certain ||
      terms.some(({ alternatives }) =>
        alternatives.some(({ stems }) => stems.every((stem) => document.described().has(stem))),
      ),
  )

/** Popularity, from 0 to 1: settles what the words leave open. */
const prior = (document: SearchDocument): number => Math.log1p(document.popularity) / Math.log1p(100)

interface Kept extends Scored {
  /** Those that fit. */
  variants: readonly VariantTraits[]
}

/** What passes all filters; where nothing does, filters are let go one by one, the least important first. */
function narrow(scored: readonly Scored[], filters: Filters): { kept: Kept[]; loosened: FilterName[] } {
  const loosened: FilterName[] = []
  if (filters.given.length === 0)
    return { kept: scored.map((one) => ({ ...one, variants: one.document.variants })), loosened }
  const order = letGoFirst.filter((name) => filters.given.includes(name))
  const passing = (without: readonly FilterName[]): Kept[] => {
    const free = new Set(without)
    return scored.flatMap((one) => {
      const passed = filters.pass(one.document, free)
      return passed ? [{ ...one, variants: passed.variants }] : []
    })
  }
  let kept = passing(loosened)
  while (kept.length === 0 && loosened.length < order.length) {
    loosened.push(...order.slice(loosened.length, loosened.length + 1))
    kept = passing(loosened)
  }
  if (kept.length === 0) return { kept, loosened: [] }
  // What was let go in vain holds after all: she gets the size she asked for where the colour alone was the matter.
  for (const name of loosened.slice(0, -1)) {
    const rest = loosened.filter((each) => each !== name)
    const fitting = passing(rest)
    if (fitting.length === 0) continue
    kept = fitting
    loosened.splice(0, loosened.length, ...rest)
  }
  return { kept, loosened }
}

/** Sorted by price comes what was asked for, not everything that shares a word with it. */
const closeToBest = 0.5

type PriceOf = (variant: VariantTraits) => number | undefined

function sorted(kept: readonly Kept[], query: ProductQuery, priceNow: PriceOf, close: number): RankedHit[] {
  const hit = ({ document, score, variants }: Kept): RankedHit => ({
    id: document.id,
    score,
    variantIds: variants.length < document.variants.length ? variants.map((variant) => variant.id) : [],
  })
  const limit = query.limit ?? 10
  if (query.sort !== 'price_up' && query.sort !== 'price_down') return best(kept, limit).map(hit)
  const top = best(kept, 1)[0]?.score ?? 0
  const direction = query.sort === 'price_up' ? 1 : -1
  const priced = kept
    .filter(({ score }) => score >= top * close)
    .map((one) => ({ one, price: outerPrice(one, priceNow, direction) }))
    .filter(({ price }) => price !== null)
  return priced
    .sort((a, b) => direction * ((a.price ?? 0) - (b.price ?? 0)) || before(a.one, b.one))
    .slice(0, limit)
    .map(({ one }) => hit(one))
}

const before = (one: Kept, other: Kept): number =>
  other.score - one.score || (one.document.id < other.document.id ? -1 : 1)

/** The first of many, without putting the many in order. */
function best(kept: readonly Kept[], limit: number): Kept[] {
  const first: Kept[] = []
  for (const one of kept) {
    const last = first.at(-1)
    if (first.length >= limit && last && before(last, one) < 0) continue
    let place = first.length
    while (place > 0 && before(one, first[place - 1] ?? one) < 0) place--
    first.splice(place, 0, one)
    if (first.length > limit) first.pop()
  }
  return first
}

function outerPrice({ variants }: Kept, priceNow: PriceOf, direction: number): number | null {
  const prices = variants.flatMap((one) => priceNow(one) ?? [])
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
