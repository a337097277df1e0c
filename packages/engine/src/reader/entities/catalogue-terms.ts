import type { TermKind, VocabularyTerm } from '../vocabulary.ts'
import type { NearWord, VocabularyIndex } from '../vocabulary-index.ts'
import type { Token } from '../words/tokens.ts'
import { folded, tokenise } from '../words/tokens.ts'
import { compoundsOf, misspeltWords, sameWords, wordsAsWritten } from './near-words.ts'
import { claim, isFree, type Sentence } from './sentence.ts'

interface Hit {
  from: number
  to: number
  places: readonly number[]
  exact: boolean
}

/** Of what one form may stand for, the likelier kind first. */
const preference: readonly TermKind[] = ['category', 'brand', 'colour', 'material', 'size', 'option', 'product']

/** What the sentence names of the catalogue, whole forms only, the longest first, each word at most once. */
export function findCatalogueTerms(sentence: Sentence, index: VocabularyIndex): void {
  if (index.terms.length === 0) return
  const near = sentence.tokens.map((_, at) => nearWords(sentence, index, at))
  const hits = sentence.tokens.flatMap((_, at) => hitsAt(sentence, index, near, at))
  hits.sort(
    (left, right) =>
      Number(right.exact) - Number(left.exact) ||
      right.to - right.from - (left.to - left.from) ||
      left.from - right.from,
  )
  for (const hit of hits) {
    if (!isFree(sentence, hit.from, hit.to)) continue
    const term = chosenTerm(index, hit)
    if (term && !isMereStem(sentence, term, hit))
      claim(sentence, { type: term.kind, from: hit.from, to: hit.to, value: term.id })
  }
  findNamedProduct(sentence, index, near)
}

/** Words kept as looked up; forgotten all at once, since most messages use the same few. */
const mostRemembered = 20_000

function nearWords(sentence: Sentence, index: VocabularyIndex, at: number): readonly NearWord[] {
  const token = sentence.tokens[at]
  if (!token || token.kind === 'mark') return []
  const key = `${sentence.language.tag} ${sentence.others.length} ${token.lower}`
  const before = index.near.get(key)
  if (before) return before
  const found = lookUp(sentence, index, token)
  if (index.near.size > mostRemembered) index.near.clear()
  index.near.set(key, found)
  return found
}

function lookUp(sentence: Sentence, index: VocabularyIndex, { lower, kind }: Token): NearWord[] {
  // "másodikat" is the second one, whatever the stem of a name may be.
  if (sentence.language.ordinals.has(lower))
    return index.wordSet.has(folded(lower)) ? [{ word: folded(lower), exact: true }] : []
  const same = sameWords(index, sentence.language, lower)
  for (const other of sentence.others) {
    if (same.length > 0 || lower.length < 4) break
    same.push(...wordsAsWritten(index, other, lower).map((word) => ({ word, exact: true })))
  }
  if (same.length > 0 || kind === 'number' || sentence.language.stopWords.has(lower)) return same
  const compounds = compoundsOf(index, sentence.language, lower)
  if (compounds.length > 0 || isOrdinary(sentence, lower)) return compounds
  return misspeltWords(index, sentence.language, lower)
}

/** An everyday word of the language is no slip of a name. */
const isOrdinary = ({ language, isCommon, isGoods }: Sentence, lower: string): boolean =>
  language.stopWords.has(lower) ||
  language.units.has(lower) ||
  language.numberWords.has(lower) ||
  isCommon(lower) ||
  isCommon(language.canon(lower)) ||
  isGoods(lower)

function hitsAt(
  sentence: Sentence,
  index: VocabularyIndex,
  near: readonly (readonly NearWord[])[],
  from: number,
): Hit[] {
  const hits: Hit[] = []
  const grow = (key: string, to: number, exact: boolean, words: number, most: number): void => {
    const places = index.forms.get(key)
    if (places && isWorthy(sentence, index, places, from, to)) hits.push({ from, to, places, exact })
    if (words >= most || hits.length > 20) return
    const next = sentence.tokens[to]?.lower === '-' || sentence.tokens[to]?.lower === ',' ? to + 1 : to
    for (const { word, exact: same, part } of near[next] ?? [])
      if (!part) grow(`${key} ${word}`, next + 1, exact && same, words + 1, most)
  }
  for (const { word, exact, part } of near[from] ?? [])
    if (!part) grow(word, from + 1, exact, 1, index.longest.get(word) ?? 0)
  hits.push(...joinedHit(sentence, index, from))
  return hits
}

/** "sohva pöytä" for "sohvapöytä": two words that the catalogue writes as one. */
function joinedHit(sentence: Sentence, index: VocabularyIndex, from: number): Hit[] {
  const { tokens, language } = sentence
  const [left, right] = [tokens[from], tokens[from + 1]]
  if (left?.kind !== 'word' || right?.kind !== 'word') return []
  if (language.stopWords.has(left.lower) || language.stopWords.has(right.lower)) return []
  const joined = left.lower + right.lower
  const words = sameWords(index, language, joined)
  const [word] = words.length > 0 ? words : misspeltWords(index, language, joined)
  const places = word && index.forms.get(word.word)
  return places ? [{ from, to: from + 2, places, exact: word.exact }] : []
}

/** A single word that means nothing by itself ("home" is a category, "one" a size) is no name of anything. */
function isWorthy(
  sentence: Sentence,
  index: VocabularyIndex,
  places: readonly number[],
  from: number,
  to: number,
): boolean {
  if (to > from + 1) return true
  const token = sentence.tokens[from]
  if (!token || sentence.language.stopWords.has(token.lower)) return false
  const kinds = places.map((place) => index.terms[place]?.kind)
  const bare = token.kind === 'number' || token.lower.length < 3
  return (
    !(bare && kinds.every((kind) => kind === 'size' || kind === 'option' || kind === 'product')) ||
    sentence.awaited === 'size'
  )
}

function chosenTerm(index: VocabularyIndex, hit: Hit): VocabularyTerm | null {
  for (const kind of preference) {
    const ofKind = hit.places.map((place) => index.terms[place]).filter((term) => term?.kind === kind)
    const ids = new Set(ofKind.map((term) => term?.id))
    // Two products of one name are told apart by the flow, not by the reader.
    if (ids.size > 1 && kind === 'product') return null
    const [first] = ofKind
    if (first) return first
  }
  return null
}

/** Words carried by more products than this tell none of them. */
const commonName = 400

/** The one product that the words fit best, though they are not its whole name: "the Halla" where one thing is called so. */
function findNamedProduct(sentence: Sentence, index: VocabularyIndex, near: readonly (readonly NearWord[])[]): void {
  if (sentence.found.some((found) => found.type === 'product')) return
  const scores = new Map<number, { score: number; places: number[] }>()
  const total = index.terms.length
  near.forEach((words, at) => {
    const token = sentence.tokens[at]
    if (!token || isOrdinaryName(sentence, token.lower, words)) return
    const holders = new Set<number>()
    for (const { word } of words)
      for (const place of index.products.get(word)?.slice(0, commonName + 1) ?? [])
        if (mayBeNamedBy(sentence, index.terms[place], token.lower)) holders.add(place)
    if (holders.size === 0 || holders.size > commonName) return
    for (const place of holders) {
      const entry = scores.get(place) ?? { score: 0, places: [] }
      entry.score += Math.log(1 + total / holders.size)
      entry.places.push(at)
      scores.set(place, entry)
    }
  })
  const ranked = [...scores].sort(([, left], [, right]) => right.score - left.score)
  const [best, next] = ranked
  const term = best && index.terms[best[0]]
  if (!best || !term || (next && next[1].score >= best[1].score - 1e-9)) return
  const places = best[1].places
  const [from = 0, to = 0] = [Math.min(...places), Math.max(...places) + 1]
  if (places.length === 1 && !standsOut(sentence, from)) return
  if (to - from > places.length + 2) return
  sentence.found.push({ type: 'product', from, to, value: term.id, loose: true })
}

/** One word names a product only if it is a name or names goods, and is no word of everyday wishes. */
function standsOut(sentence: Sentence, at: number): boolean {
  const token = sentence.tokens[at]
  if (token?.kind !== 'word' || token.lower.length < 3 || sentence.claimed[at] !== 0) return false
  return sentence.isGoods(token.lower) || (token.lower.length >= 4 && !sentence.isCommon(token.lower))
}

const isOrdinaryName = (sentence: Sentence, lower: string, words: readonly NearWord[]): boolean =>
  words.length === 0 || sentence.language.stopWords.has(lower) || doesSomething(sentence, lower)

/** "Pár" is a few and no "Paron", "tek" is I take and no "Tekatra": an everyday word that is so short, or no goods, has to stand in the name as it was written. */
function mayBeNamedBy(sentence: Sentence, term: VocabularyTerm | undefined, lower: string): boolean {
  if (!sentence.isCommon(lower) || (lower.length > 3 && sentence.isGoods(lower))) return true
  const written = folded(lower)
  return term?.forms.some(({ text }) => tokenise(text).some((token) => folded(token.lower) === written)) === true
}

/** "Pár teáskannát" has the stems of the "Paron teáskanna", and is a few of any. */
const isMereStem = (sentence: Sentence, term: VocabularyTerm, { from, to }: Hit): boolean =>
  term.kind === 'product' &&
  sentence.tokens
    .slice(from, to)
    .some(({ kind, lower }) => kind === 'word' && lower.length <= 3 && !mayBeNamedBy(sentence, term, lower))

const doing: ReadonlySet<string> = new Set(['add', 'remove', 'want', 'show', 'find', 'cart', 'checkout'])

/** "Settu" puts something in the basket, though "sett" be a set of cutlery, and the basket is no shirt called "Bas". */
const doesSomething = ({ language }: Sentence, lower: string): boolean =>
  language.meanings.ofWord(lower).some((meaning) => doing.has(meaning))
