import type { CompiledLanguage, ListedWord, WordForms } from '../words/compiled-language.ts'
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
    // "plats" is a place: with its accent "plåt" is metal, and everyday words are written as they are meant.
    if (code && (!sentence.isCommon(lower) || isWrittenSo(forms, base ?? ''))) return { to: at + 1, code }
  }
  if (lower.length < 5) return null
  const same = forms.byCanon.get(language.canon(lower))?.find((listed) => beginsAlike(lower, listed))
  return same ? { to: at + 1, code: same.code } : null
}

const singleCode = (forms: WordForms, word: string): string | null =>
  forms.phrases.get(word)?.find((phrase) => phrase.words.length === 1)?.value ?? null

const isWrittenSo = ({ long }: WordForms, base: string): boolean => long.some(({ written }) => written === base)

/** Who writes accents means them: "kód" is a code, and no stone. */
const asWritten = (lower: string, { written, word }: ListedWord): string => (folded(lower) === lower ? word : written)

/** A stem may be that of another word: "korkea" is tall, and "korkki" cork. All but their endings must be the same. */
function beginsAlike(lower: string, listed: ListedWord): boolean {
  const form = asWritten(lower, listed)
  const shorter = Math.min(lower.length, form.length)
  let same = 0
  while (same < shorter && lower[same] === form[same]) same++
  return same >= 4 && (same === form.length || (same >= Math.max(5, shorter - 1) && form.length - same <= 2))
}

/** "ljusblå" ends in its colour, "bőrkanapé" begins with its material; the thing itself stays to be searched. */
function compound(sentence: Sentence, language: CompiledLanguage, type: Attribute, at: number): AttributeHit | null {
  const lower = sentence.tokens[at]?.lower ?? ''
  if (lower.length < 7 || sentence.isCommon(lower)) return null
  for (const listed of language.attributes[type].long) {
    const part = asWritten(lower, listed)
    const rest = lower.length - part.length
    if (rest < 3 || (part.length < 4 && type === 'colour')) continue
    if (type === 'colour' && lower.endsWith(part)) return { to: at + 1, code: listed.code }
    if (type !== 'material' || rest < 4 || !lower.startsWith(part)) continue
    // "ekbord" is of oak since "bord" is a word; "ekonomi" is not.
    if (part.length >= 5 || sentence.isCommon(lower.slice(-rest))) return { to: at + 1, code: listed.code, loose: true }
  }
  return null
}

function misspelt(sentence: Sentence, language: CompiledLanguage, type: Attribute, at: number): AttributeHit | null {
  const lower = sentence.tokens[at]?.lower ?? ''
  if (lower.length < 5 || language.stopWords.has(lower) || sentence.isCommon(lower)) return null
  // A word that is one of another kind is no slip of this one.
  if (sentence.isMet(lower) || sentence.isGoods(lower) || language.meanings.ofWord(lower).length > 0) return null
  for (const listed of language.attributes[type].long) {
    const word = asWritten(lower, listed)
    if (word.length < 5 || word[0] !== lower[0]) continue
    if (editDistance(lower, word, 1) <= 1) return { to: at + 1, code: listed.code }
  }
  return null
}
