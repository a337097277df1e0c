import type { LanguageTag } from '@parley/contracts'
import type { LanguageDefinition } from '@parley/sdk'
import { type MeaningTable, meaningTable } from './meanings.ts'
import { type PhraseTable, phraseTable, wordTable } from './phrase-table.ts'
import { folded, plain, tokenise } from './tokens.ts'

type Measure = 'width' | 'height' | 'depth' | 'length'
export type Comparison = 'cheaper' | 'dearer' | 'bigger' | 'smaller'
type WordList = keyof Required<LanguageDefinition['words']>

/** A language ready to be matched against: its lists as tables. */
export interface CompiledLanguage {
  definition: LanguageDefinition
  tag: LanguageTag
  /** A word's form for comparison: its stem, without accents. */
  canon: (lower: string) => string
  stopWords: ReadonlySet<string>
  carriers: PhraseTable<true>
  words: Record<WordList, PhraseTable<true>>
  comparisons: PhraseTable<Comparison>
  numberWords: ReadonlyMap<string, number>
  /** Number words of five letters or more by their form for comparison: "kymmeneen" beside "kymmenen". */
  numberForms: ReadonlyMap<string, number>
  multipliers: PhraseTable<number>
  numberPhrases: PhraseTable<number>
  ordinals: PhraseTable<number>
  /** Single ordinals by their form for comparison: "toisella" beside "toinen". */
  ordinalForms: ReadonlyMap<string, number>
  units: PhraseTable<true>
  currencies: PhraseTable<string>
  limits: PhraseTable<'most' | 'least' | 'about'>
  between: PhraseTable<true>
  days: PhraseTable<Day>
  months: PhraseTable<number>
  sizes: PhraseTable<string>
  /** "size", "koko", "méret", learned from the phrases among the sizes. */
  sizeWords: ReadonlySet<string>
  measures: ReadonlyMap<string, Measure>
  attributes: { colour: WordForms; material: WordForms }
  suffixes: readonly string[]
  meanings: MeaningTable
}

export type Day = { kind: 'relative'; days: number } | { kind: 'weekday'; day: number } | { kind: 'next_week' }

/** Words of one kind: by phrase as listed, and single words by their form for comparison. */
export interface WordForms {
  phrases: PhraseTable<string>
  byCanon: ReadonlyMap<string, readonly ListedWord[]>
  /** Single words of three letters or more, for endings, compounds and slips. */
  long: readonly ListedWord[]
}

/** As listed, without its accents, and what it stands for. */
export interface ListedWord {
  written: string
  word: string
  code: string
}

const compiled = new WeakMap<LanguageDefinition, CompiledLanguage>()

/** Compiled once for as long as the definition lives. */
export function compileLanguage(definition: LanguageDefinition): CompiledLanguage {
  const known = compiled.get(definition) ?? compile(definition)
  compiled.set(definition, known)
  return known
}

function compile(definition: LanguageDefinition): CompiledLanguage {
  const { numbers, money, words, dates } = definition
  const canon = canonOf(definition)
  return {
    definition,
    tag: definition.tag,
    canon,
    stopWords: new Set(definition.stopWords.map(plain)),
    carriers: wordTable(definition.carrierPhrases),
    words: wordTables(words),
    comparisons: phraseTable<Comparison>([
      ...entriesOf(words.cheaper, 'cheaper'),
      ...entriesOf(words.dearer, 'dearer'),
      ...entriesOf(words.bigger, 'bigger'),
      ...entriesOf(words.smaller, 'smaller'),
    ]),
    numberWords: numberWordsOf(numbers.words),
    numberForms: formsOf(numbers.words, canon),
    multipliers: phraseTable(Object.entries(numbers.multipliers)),
    numberPhrases: phraseTable(Object.entries(numbers.phrases)),
    ordinals: phraseTable(Object.entries(numbers.ordinals).filter(([word]) => !/^\d+\.?$/.test(word))),
    ordinalForms: formsOf(numbers.ordinals, canon),
    units: wordTable(numbers.units),
    currencies: phraseTable(Object.entries(money.currencies)),
    limits: phraseTable([
      ...entriesOf(money.atMost, 'most' as const),
      ...entriesOf(money.atLeast, 'least' as const),
      ...entriesOf(money.about, 'about' as const),
    ]),
    between: wordTable(money.between),
    days: phraseTable<Day>([
      ...Object.entries(dates.relative).map(([word, days]) => [word, { kind: 'relative', days }] as const),
      ...Object.entries(dates.weekdays).map(([word, day]) => [word, { kind: 'weekday', day }] as const),
      ...entriesOf(dates.nextWeek, { kind: 'next_week' } as const),
    ]),
    months: phraseTable(Object.entries(dates.months)),
    sizes: phraseTable(Object.entries(definition.sizes)),
    sizeWords: sizeWordsOf(definition.sizes),
    measures: measuresOf(definition),
    attributes: { colour: wordForms(definition.colours, canon), material: wordForms(definition.materials, canon) },
    suffixes: definition.suffixes.map(plain),
    meanings: meaningTable(definition.meanings, canon),
  }
}

const entriesOf = <const T>(words: readonly string[], value: T): (readonly [string, T])[] =>
  words.map((word) => [word, value])

function wordTables(words: LanguageDefinition['words']): CompiledLanguage['words'] {
  return {
    yes: wordTable(words.yes),
    no: wordTable(words.no),
    cancel: wordTable(words.cancel),
    skip: wordTable(words.skip),
    back: wordTable(words.back),
    undo: wordTable(words.undo),
    both: wordTable(words.both),
    all: wordTable(words.all),
    it: wordTable(words.it),
    not: wordTable(words.not),
    cheaper: wordTable(words.cheaper),
    dearer: wordTable(words.dearer),
    bigger: wordTable(words.bigger),
    smaller: wordTable(words.smaller),
    instead: wordTable(words.instead),
    and: wordTable(words.and),
    more: wordTable(words.more ?? []),
  }
}

/** Stemming is the dear part, and shoppers use few words: what was stemmed once is remembered, within bounds. */
function canonOf({ stem }: LanguageDefinition): (lower: string) => string {
  const known = new Map<string, string>()
  return (lower) => {
    const before = known.get(lower)
    if (before !== undefined) return before
    const made = folded(stem(lower)) || folded(lower)
    if (known.size > 200_000) known.clear()
    known.set(lower, made)
    return made
  }
}

function formsOf(words: Readonly<Record<string, number>>, canon: (lower: string) => string): Map<string, number> {
  const found = new Map<string, number>()
  for (const [word, value] of Object.entries(words)) {
    const key = canon(plain(word))
    if (/^\p{L}{5,}$/u.test(word) && !found.has(key)) found.set(key, value)
  }
  return found
}

/** Number words, then the same as written without accents where that is no other number ("hat" is six, "hát" is not). */
function numberWordsOf(words: Readonly<Record<string, number>>): Map<string, number> {
  const found = new Map(Object.entries(words).map(([word, value]) => [plain(word), value]))
  for (const [word, value] of [...found]) if (!found.has(folded(word))) found.set(folded(word), value)
  return found
}

function wordForms(entries: Readonly<Record<string, string>>, canon: (lower: string) => string): WordForms {
  const byCanon = new Map<string, ListedWord[]>()
  const long: ListedWord[] = []
  for (const [text, code] of Object.entries(entries)) {
    const written = plain(text)
    if (/[^\p{L}\p{M}]/u.test(written)) continue
    const listed = { written, word: folded(written), code }
    const key = canon(written)
    if (written.length >= 4) byCanon.set(key, [...(byCanon.get(key) ?? []), listed])
    if (written.length >= 3) long.push(listed)
  }
  return { phrases: phraseTable(Object.entries(entries)), byCanon, long }
}

/** In "size small" or "s-koko" the word that is no size by itself is the word for size. */
function sizeWordsOf(sizes: Readonly<Record<string, string>>): Set<string> {
  const found = new Set<string>()
  for (const [text, code] of Object.entries(sizes)) {
    const words = tokenise(text).filter((token) => token.kind !== 'mark')
    if (words.length !== 2) continue
    const [left, right] = words.map((word) => word.lower)
    if (left === undefined || right === undefined) continue
    if (sizes[left] === code && sizes[right] === undefined) found.add(right)
    if (sizes[right] === code && sizes[left] === undefined) found.add(left)
  }
  return found
}

function measuresOf({ measures = {} }: LanguageDefinition): Map<string, Measure> {
  const found = new Map<string, Measure>()
  const names: Measure[] = ['width', 'height', 'depth', 'length']
  for (const name of names) for (const word of measures[name] ?? []) found.set(plain(word), name)
  return found
}
