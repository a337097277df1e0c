import type { Job, Reading, Said } from '@parley/contracts'
import { type DialogueState, languageHeard, parseState, type ReaderContext } from '@parley/engine'
import type { FlowDefinition } from '@parley/sdk'
import type { LeasedTurn } from './owed-turns.ts'

export interface Understanding {
  /** Reads one sentence in its context; `shopId` picks the live vocabulary. `preferred` leads where it is among the reader's own guesses. */
  read(shopId: string, text: string, context: ReaderContext, preferred?: Job): Promise<Reading>
}

export interface ReadTurn {
  state: DialogueState
  /** In which the turn is answered: the conversation's, unless a sentence shows another. */
  language: string
  readings: (Reading | null)[]
}

/** Makes readings of the words in a turn. Taps and forms say what they mean by themselves. */
export async function readTurn(
  shopId: string,
  turn: LeasedTurn,
  flows: readonly FlowDefinition[],
  languages: string[],
  understanding: Understanding,
): Promise<ReadTurn> {
  const { conversation } = turn
  const state = parseState(conversation.dialogue, conversation.language)
  const context = readerContext(state, {
    language: conversation.language,
    currency: conversation.currency,
    languages,
    flows,
  })
  const readings: (Reading | null)[] = []
  for (const said of turn.said) readings.push(await readOne(shopId, said, context, understanding))
  return { state, readings, language: languageHeard(conversation.language, turn.said, readings, languages) }
}

export function readerContext(
  state: DialogueState,
  given: { language: string; currency: string; languages: string[]; flows: readonly FlowDefinition[] },
): ReaderContext {
  return {
    conversationLanguage: given.language,
    allowedLanguages: given.languages,
    currency: given.currency,
    awaiting: state.awaits,
    runningFlow: state.stack.at(-1)?.flow ?? null,
    flows: given.flows,
    focus: state.focus,
    openProposal: state.openProposal?.id ?? null,
  }
}

async function readOne(
  shopId: string,
  said: Said,
  context: ReaderContext,
  understanding: Understanding,
): Promise<Reading | null> {
  return said.type === 'text' ? understanding.read(shopId, said.text, context) : null
}
