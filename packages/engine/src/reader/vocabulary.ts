import type { LanguageTag } from '@parley/contracts'

export type TermKind = 'colour' | 'material' | 'size' | 'brand' | 'category' | 'product' | 'option'

/** Something of the catalogue that shoppers name. `id` is what comes back as the entity's value. */
export interface VocabularyTerm {
  kind: TermKind
  id: string
  /** What it is called; a form without a language is tried in all of them (brands, model names). */
  forms: readonly { language?: LanguageTag; text: string }[]
}

/** What the server derives from a shop's catalogue at each revision. */
export interface Vocabulary {
  terms: readonly VocabularyTerm[]
}
