import type { CompiledLanguage, WordForms } from '../words/compiled-language.ts'
import { editDistance } from '../words/edit-distance.ts'
import { phraseAt } from '../words/phrase-table.ts'
import { folded } from '../words/tokens.ts'
import { claim, isFree, type Sentence } from './sentence.ts'

type Attribute = keyof CompiledLanguage['attributes']

/** Colours and materials by the language's own words, in any inflection, as parts of compounds, with a slip. The value is the family code. */
export function findAttributes(sentence: Sentence): void {
  for (let at = 0; at < sentence.tokens.length; at++) {
    if (!isFree(sentence, at, at + 1) || sentence.tokens[at]?.kind !== 'word') continue
    at = claimAttribute(sentence, at)
  }
}

function claimAttribute(sentence: Sentence, at: number): number {
  const types: Attribute[] = ['colour', 'material']
  for (const find of [listed, inflected, compound, misspelt]) {
    for (const type of types) {
      const hit = find(sentence, sentence.language, type, at)
      if (!hit || !isFree(sentence, at, hit.to)) continue
      claim(sentence, { type, from: at, to: hit.to, value: hit.code, loose: hit.loose === true })
      return hit.to - 1
    }
  }
  for (const other of sentence.others) {
    for (const type of types) {
      const hit = (sentence.tokens[at]?.lower.length ?? 0) >= 4 ? listed(sentence, other, type, at) : null
      if (!hit || sentence.isCommon(sentence.tokens[at]?.lower ?? '') || !isFree(sentence, at, hit.to)) continue
      claim(sentence, { type, from: at, to: hit.to, value: hit.code })
      return hit.to - 1
    }
  }
  return at
}

interface AttributeHit {
  to: number
  code: string
  loose?: boolean
}

function listed(sentence: Sentence, language: CompiledLanguage, type: Attribute, at: number): AttributeHit | null {
  const match = phraseAt(language.attributes[type].phrases, sentence.tokens, at)
  return match && { to: match.to, code: match.value }
}

function inflected(sentence: Sentence, language: CompiledLanguage, type: Attribute, at: number): AttributeHit | null {
  const lower = sentence.tokens[at]?.lower ?? ''
  if (lower.length < 4 || language.stopWords.has(lower)) return null
  const forms = language.attributes[type]
  for (const suffix of language.suffixes) {
    const base = lower.endsWith(suffix) && lower.length - suffix.length >= 3 ? lower.slice(0, -suffix.length) : null
    const code = base === null ? null : singleCode(forms, base)
    if (code) return { to: at + 1, code }
  }
  const code = lower.length < 5 ? undefined : forms.byCanon.get(language.canon(lower))
  return code === undefined ? null : { to: at + 1, code }
}

const singleCode = (forms: WordForms, word: string): string | null =>
  forms.phrases.get(word)?.find((phrase) => phrase.words.length === 1)?.value ?? null

/** "ljusblå" ends in its colour, "bőrkanapé" begins with its material; the thing itself stays to be searched. */
function compound(sentence: Sentence, language: CompiledLanguage, type: Attribute, at: number): AttributeHit | null {
  const lower = sentence.tokens[at]?.lower ?? ''
  if (lower.length < 7 || sentence.isCommon(lower)) return null
  const word = folded(lower)
  for (const { word: part, code } of language.attributes[type].long) {
    const rest = word.length - part.length
    if (rest < 3 || (part.length < 4 && type === 'colour')) continue
    if (type === 'colour' && word.endsWith(part)) return { to: at + 1, code }
    if (type !== 'material' || rest < 4 || !word.startsWith(part)) continue
    // "ekbord" is of oak since "bord" is a word; "ekonomi" is not.
    if (part.length >= 5 || sentence.isCommon(lower.slice(-rest))) return { to: at + 1, code, loose: true }
  }
  return null
}

function misspelt(sentence: Sentence, language: CompiledLanguage, type: Attribute, at: number): AttributeHit | null {
  const lower = sentence.tokens[at]?.lower ?? ''
  if (lower.length < 5 || language.stopWords.has(lower) || sentence.isCommon(lower)) return null
  const written = folded(lower)
  for (const { word, code } of language.attributes[type].long) {
    if (word.length < 5 || word[0] !== written[0]) continue
    if (editDistance(written, word, 1) <= 1) return { to: at + 1, code }
  }
  return null
}
