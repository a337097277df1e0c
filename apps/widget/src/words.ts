import type { LanguageTag } from '@parley/contracts'
import { loadContentTexts, loadTexts, type TextTable, tell } from '@parley/ui'
import { type Cell, cell } from './cell.ts'

export interface Words {
  language: LanguageTag
  /** Those of the chat. */
  own: TextTable
  /** Those of what messages hold. */
  content: TextTable
}

const files = import.meta.glob<TextTable>('./texts.*.json', { import: 'default' })

export const words: Cell<Words> = cell({ language: 'en', own: {}, content: {} })

/** Fetches a language and goes over to it. Should the line be down, what is there stays. */
export async function speak(language: LanguageTag): Promise<void> {
  if (words.value.language === language && 'send' in words.value.own) return
  const [own, content] = await Promise.all([loadTexts(files, language), loadContentTexts(language)])
  words.value = { language, own, content }
}

export function say(key: string, values?: Record<string, string | number>): string {
  return tell(words.value.own, key, values, words.value.language)
}
