import type { CompiledLanguage } from '../words/compiled-language.ts'
import { folded, plain } from '../words/tokens.ts'
import { claim, isFree, type Sentence } from './sentence.ts'

/** "på svenska", "ruotsiksi", "in Hungarian": the shop's languages by their names in any of them, in any case ending. */
export function findLanguageNames(sentence: Sentence): void {
  const spoken = [sentence.language, ...sentence.others]
  for (let at = 0; at < sentence.tokens.length; at++) {
    const token = sentence.tokens[at]
    if (token?.kind !== 'word' || token.lower.length < 4 || !isFree(sentence, at, at + 1)) continue
    // "finns" is no Finnish.
    if (sentence.language.stopWords.has(token.lower)) continue
    const meant = spoken.find((language) =>
      spoken.some((teller) => names(teller, language, token.lower, teller === sentence.language)),
    )
    if (meant) claim(sentence, { type: 'language', from: at, to: at + 1, value: meant.tag })
  }
}

function names(teller: CompiledLanguage, language: CompiledLanguage, lower: string, isOwn: boolean): boolean {
  const name = nameOf(teller, language)
  if (name.length < 4) return false
  const word = folded(lower)
  const stem = name.slice(0, Math.max(4, name.length - 2))
  if (word === name || !word.startsWith(stem)) return word === name
  // Icelandic "finndu" begins as Finland's language does in Hungarian: so short a beginning needs an ending that the teller knows.
  return isOwn || stem.length > 4 ? word.length <= name.length + 4 : teller.suffixes.includes(word.slice(stem.length))
}

const known = new Map<string, string>()

function nameOf(teller: CompiledLanguage, language: CompiledLanguage): string {
  const key = `${teller.definition.locale} ${language.tag}`
  const before = known.get(key)
  if (before !== undefined) return before
  const told =
    new Intl.DisplayNames([teller.definition.locale], { type: 'language' }).of(language.tag) ?? language.definition.name
  const name = folded(plain(told))
  known.set(key, name)
  return name
}
