import type { Command, LanguageTag } from '@parley/contracts'
import type { z } from 'zod'

export interface ModelContext<Settings> {
  settings: Settings
  fetch: typeof fetch
  signal: AbortSignal
}

/** An optional large language model. It may choose commands or phrase an answer from given passages; nothing else it says is used. */
export interface ModelDefinition<Settings = unknown> {
  id: string
  name: string
  settings: z.ZodType<Settings>
  secrets: readonly string[]
  read: (
    request: { text: string; language: LanguageTag; jobs: string[]; awaiting: string | null },
    context: ModelContext<Settings>,
  ) => Promise<{ commands: Command[]; cost: number }>
  phrase: (
    request: { question: string; language: LanguageTag; passages: { id: string; text: string }[] },
    context: ModelContext<Settings>,
  ) => Promise<{ text: string; passageIds: string[]; cost: number } | null>
}

export function defineModel<Settings>(definition: ModelDefinition<Settings>): ModelDefinition<Settings> {
  return definition
}
