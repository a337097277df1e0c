import type { LanguageTag } from '@parley/contracts'

/** A text, or its forms by plural category (`one`, `other`, …) chosen by `count`. */
export type Text = string | Readonly<Record<string, string>>
/** The texts of one language by key. */
export type TextTable = Readonly<Record<string, Text>>

const files = import.meta.glob<TextTable>('./texts.*.json', { import: 'default' })

/** The renderer's own texts in a language, English where there are none. Each language is fetched only when it is read. */
export function loadContentTexts(language: LanguageTag): Promise<TextTable> {
  return loadTexts(files, language)
}

/** Reads `texts.<tag>.json` out of a folder's files: the tag itself, its language without region, English. */
export async function loadTexts(
  from: Record<string, () => Promise<TextTable>>,
  language: LanguageTag,
): Promise<TextTable> {
  for (const tag of [language, language.split('-')[0], 'en']) {
    const load = Object.entries(from).find(([name]) => name.endsWith(`/texts.${tag}.json`))?.[1]
    if (load) return load()
  }
  return {}
}

/** A text with its values filled in. `count` picks the plural form of `language`. The key itself stands in for a missing text. */
export function tell(
  texts: TextTable,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
  language: LanguageTag = 'en',
): string {
  const text = texts[key] ?? key
  const chosen = typeof text === 'string' ? text : pluralForm(text, Number(values.count), language)
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
}

export function hasText(texts: TextTable, key: string): boolean {
  return Object.hasOwn(texts, key)
}

function pluralForm(forms: Readonly<Record<string, string>>, count: number, language: LanguageTag): string {
  return forms[new Intl.PluralRules(language).select(count)] ?? forms.other ?? ''
}
