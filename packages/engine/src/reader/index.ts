export type { ReaderAwaits, ReaderContext, ReaderFlow } from './reader-context.ts'
export type { TermKind, Vocabulary, VocabularyTerm } from './vocabulary.ts'
