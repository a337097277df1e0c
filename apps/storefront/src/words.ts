import type { LanguageTag } from '@parley/contracts'
import { type TextTable, tell } from '@parley/ui'

const files = import.meta.glob<TextTable>('./texts.*.json', { import: 'default', eager: true })

/** Tells a text of the storefront by key; `count` chooses the plural form. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** The storefront's texts in a language, English where there are none. */
export function wordsIn(language: LanguageTag): Say {
  const short = language.split('-')[0]
  const table = files[`./texts.${language}.json`] ?? files[`./texts.${short}.json`] ?? files['./texts.en.json'] ?? {}
  return (key, values) => tell(table, key, values, language)
}
