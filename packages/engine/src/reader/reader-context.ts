import type { Choice, Currency, Job, LanguageTag } from '@parley/contracts'
import type { Focus, SlotType } from '@parley/sdk'

/** A flow as the reader sees it. A `FlowDefinition` fits as it is. */
export interface ReaderFlow {
  id: string
  jobs: Readonly<Record<Job, { question?: boolean }>>
  slots: Readonly<Record<string, { type: SlotType; optional?: boolean }>>
}

/** What the bot has just asked. */
export interface ReaderAwaits {
  flow: string
  slot: string
  type: string
  options: readonly Choice[]
  optional: boolean
}

/** What stands around a sentence: without it "the second one" or "yes" means nothing. */
export interface ReaderContext {
  conversationLanguage: LanguageTag
  /** The languages this shop speaks; others fall back to the conversation's. */
  allowedLanguages: readonly LanguageTag[]
  /** What a bare "50" costs here; the language's own currency where absent. */
  currency?: Currency
  awaiting: ReaderAwaits | null
  runningFlow: string | null
  flows: readonly ReaderFlow[]
  focus: Focus
  /** Id of the proposal that a yes would confirm. */
  openProposal: string | null
}
