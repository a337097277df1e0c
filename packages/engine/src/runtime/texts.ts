import type { LanguageTag } from '@parley/contracts'
import { IntlMessageFormat } from 'intl-messageformat'
import { localeOf } from './format.ts'
import english from './texts.en.json' with { type: 'json' }

export type TextValues = Record<string, string | number>

/** Texts by language: `{ en: { 'runtime.cancelled': '…' }, sv: { … } }`. */
export type TextsByLanguage = Record<LanguageTag, Record<string, string>>

export interface RuntimeTexts {
  /** The text of a flow, else of the runtime, in the language, else in English. An unknown key is a fault. */
  text(flow: string | null, language: LanguageTag, key: string, values?: TextValues): string
  /** The same, but nothing where no such text is. */
  find(flow: string | null, language: LanguageTag, key: string, values?: TextValues): string | null
}

/** The runtime's own English texts: the source that languages translate. */
export const runtimeTexts: Record<string, string> = english

/** Puts the texts of flows and runtime together; what a language lacks is said in English. */
export function createTexts(given: {
  byFlow: Record<string, TextsByLanguage>
  runtime?: TextsByLanguage
}): RuntimeTexts {
  const runtime: TextsByLanguage = { ...given.runtime, en: { ...runtimeTexts, ...given.runtime?.en } }
  const compiled = new Map<string, IntlMessageFormat>()

  function compile(language: LanguageTag, message: string): IntlMessageFormat {
    const key = `${language} ${message}`
    const known = compiled.get(key)
    if (known !== undefined) return known
    const fresh = new IntlMessageFormat(message, localeOf(language), undefined, { ignoreTag: true })
    compiled.set(key, fresh)
    return fresh
  }

  function find(flow: string | null, language: LanguageTag, key: string, values: TextValues = {}): string | null {
    const places = [flow === null ? undefined : given.byFlow[flow], runtime]
    for (const tag of [language, language.split('-')[0] ?? language, 'en']) {
      for (const place of places) {
        const message = place?.[tag]?.[key]
        if (message !== undefined) return String(compile(tag, message).format(values))
      }
    }
    return null
  }

  return {
    find,
    text(flow, language, key, values) {
      const found = find(flow, language, key, values)
      if (found === null)
        throw new Error(`No text "${key}"${flow === null ? '' : ` in flow "${flow}"`}, not even in English`)
      return found
    },
  }
}
