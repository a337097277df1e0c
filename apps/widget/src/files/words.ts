import type { LanguageTag } from '@parley/contracts'
import { loadTexts, type TextTable, tell } from '@parley/ui'

const files = import.meta.glob<TextTable>('./texts.*.json', { import: 'default' })
let spoken: { language: LanguageTag; texts: TextTable } = { language: 'en', texts: {} }

/** Fetches what is said about files. Should the line be down, what is there stays. */
export async function speakOfFiles(language: LanguageTag): Promise<void> {
  if (spoken.language === language && 'picture' in spoken.texts) return
  spoken = { language, texts: await loadTexts(files, language) }
}

export const inWords = (key: string, values?: Record<string, string>): string =>
  tell(spoken.texts, key, values, spoken.language)
