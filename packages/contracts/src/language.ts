import { z } from 'zod'

/** A BCP 47 tag, lower-case language first: `en`, `sv`, `fi`, `is`, `hu`, and whatever a language extension adds. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as "sv"')
export type LanguageTag = z.infer<typeof languageTag>

/** One text in several languages. Readers use `textIn`, which falls back to English and then to whatever is there. */
export const texts = z.record(languageTag, z.string())
export type Texts = z.infer<typeof texts>

/** The text in `tag`, else in the shop's language, else English, else any; an empty string where there is none. */
export function textIn(texts: Texts, tag: LanguageTag, shopLanguage: LanguageTag = 'en'): string {
  return texts[tag] ?? texts[shopLanguage] ?? texts.en ?? Object.values(texts)[0] ?? ''
}
