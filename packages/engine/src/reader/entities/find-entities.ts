import type { Currency, Entity } from '@parley/contracts'
import type { VocabularyIndex } from '../vocabulary-index.ts'
import type { CompiledLanguage } from '../words/compiled-language.ts'
import { tokenise } from '../words/tokens.ts'
import { findAttributes } from './attributes.ts'
import { findCatalogueTerms } from './catalogue-terms.ts'
import { findContact } from './contact.ts'
import { findPositions, findQuantities } from './counts.ts'
import { findDates } from './dates.ts'
import { findLanguageNames } from './language-names.ts'
import { findMeasures } from './measures.ts'
import { mendedTokens } from './mended-tokens.ts'
import { findMoney } from './money.ts'
import { findComparisons, negateFilters } from './polarity.ts'
import type { Sentence } from './sentence.ts'
import { findSizes } from './sizes.ts'

export interface EntityOptions {
  language: CompiledLanguage
  others?: readonly CompiledLanguage[]
  vocabulary?: VocabularyIndex | undefined
  currency?: Currency | undefined
  awaited?: string | null
  isCommon?: (lower: string) => boolean
  isMet?: (lower: string) => boolean
  isGoods?: (lower: string) => boolean
  /** The word that was probably meant, of one that is not known. */
  meant?: (lower: string) => string | null
}

/** Everything the sentence names, in order of certainty: forms of their own, then prices, measures and sizes, the catalogue's words, colours and counts. */
export function findEntities(text: string, options: EntityOptions): Sentence {
  const written = tokenise(text)
  const tokens = options.meant ? mendedTokens(text, written, options.language, options.meant) : written
  const sentence: Sentence = {
    text,
    tokens,
    language: options.language,
    others: options.others ?? [],
    currency: options.currency ?? options.language.definition.money.defaultCurrency,
    isCommon: options.isCommon ?? (() => false),
    isMet: options.isMet ?? (() => false),
    isGoods: options.isGoods ?? (() => false),
    awaited: options.awaited ?? null,
    found: [],
    claimed: new Uint8Array(tokens.length),
  }
  findContact(sentence)
  findMeasures(sentence)
  findMoney(sentence)
  if (options.vocabulary) findCatalogueTerms(sentence, options.vocabulary)
  findSizes(sentence)
  findDates(sentence)
  findComparisons(sentence)
  findLanguageNames(sentence)
  findAttributes(sentence)
  findPositions(sentence)
  findQuantities(sentence)
  negateFilters(sentence)
  sentence.found.sort((left, right) => left.from - right.from || right.to - left.to)
  return sentence
}

/** The same with places in the text instead of tokens. */
export function entitiesOf(sentence: Sentence): Entity[] {
  return sentence.found.flatMap((found) => {
    if (found.weak && found.type === 'quantity') return []
    const start = sentence.tokens[found.from]?.start
    const end = sentence.tokens[found.to - 1]?.end
    if (start === undefined || end === undefined) return []
    const { type, value, negated } = found
    return [{ type, start, end, text: sentence.text.slice(start, end), value, ...(negated ? { negated } : {}) }]
  })
}
