import type { LanguageTag } from '@parley/contracts'
import { classifierWords } from './model/features.ts'
import type { Model } from './model/model.ts'
import { predictLanguages, sigmoid } from './model/predict.ts'
import type { ReaderContext } from './reader-context.ts'
import type { CompiledLanguage } from './words/compiled-language.ts'
import { tokenise } from './words/tokens.ts'

export interface LanguageChoice {
  language: LanguageTag
  confidence: number
}

/** What a word of a language's own small words weighs beside the n-grams. */
const smallWord = 0.35
/** Lead over the conversation's language that a switch takes; a short text must be plainer. */
const leadNeeded = 0.7
const leadNeededShort = 1.1
/** Letters from which a text counts as longer. */
const longer = 14

/** E-mail addresses, order numbers and codes carry no language. */
const noWords = /\S*@\S*|\S*\d\S*|https?:\S*/g

/**
 * The language of the message: the conversation's, unless the words are plainly another's. "ok", "42" and a product code carry none,
 * and a language the model was not taught falls back to the conversation's.
 */
export function chooseLanguage(
  text: string,
  model: Model,
  languages: ReadonlyMap<LanguageTag, CompiledLanguage>,
  context: Pick<ReaderContext, 'conversationLanguage' | 'allowedLanguages'>,
): LanguageChoice {
  const kept = { language: context.conversationLanguage, confidence: 0.5 }
  const words = classifierWords(text.slice(0, 600).replace(noWords, ' '))
  const letters = words.reduce((sum, word) => sum + word.text.length, 0)
  if (letters < 3) return kept
  const small = smallWordsOf(text, languages, context.allowedLanguages)
  const scores = predictLanguages(model, words)
    .filter(({ language }) => context.allowedLanguages.includes(language))
    .map(({ language, margin }) => ({ language, score: margin + smallWord * Math.min(3, small.get(language) ?? 0) }))
    .sort((left, right) => right.score - left.score)
  const [best, next] = scores
  if (!best) return kept
  const lead = best.score - (next?.score ?? best.score - 1)
  const confidence = sigmoid(3 * lead)
  const own = scores.find(({ language }) => language === context.conversationLanguage)
  if (best.language === context.conversationLanguage || !own) {
    return own || confidence > 0.9 ? { language: best.language, confidence } : kept
  }
  const needed = letters >= longer ? leadNeeded : leadNeededShort
  const isPlain =
    best.score > -0.2 &&
    best.score - own.score >= needed &&
    (words.length > 1 || letters >= 8 || small.has(best.language))
  return isPlain
    ? { language: best.language, confidence }
    : { ...kept, confidence: 1 - sigmoid(3 * (best.score - own.score)) }
}

/** How many words of the text are everyday words of one language and of no other that the shop speaks. */
function smallWordsOf(
  text: string,
  languages: ReadonlyMap<LanguageTag, CompiledLanguage>,
  allowed: readonly LanguageTag[],
): Map<LanguageTag, number> {
  const counts = new Map<LanguageTag, number>()
  for (const { lower, kind } of tokenise(text.slice(0, 600))) {
    if (kind !== 'word' || lower.length < 2) continue
    const speakers = allowed.filter((tag) => isSmallWord(languages.get(tag), lower))
    const [only] = speakers
    if (only !== undefined && speakers.length === 1) counts.set(only, (counts.get(only) ?? 0) + 1)
  }
  return counts
}

function isSmallWord(language: CompiledLanguage | undefined, lower: string): boolean {
  if (!language) return false
  const { yes, no } = language.words
  return language.stopWords.has(lower) || isWhole(yes.get(lower)) || isWhole(no.get(lower))
}

const isWhole = (phrases: readonly { words: readonly string[] }[] | undefined): boolean =>
  phrases?.some((phrase) => phrase.words.length === 1) ?? false
