import type { CompiledLanguage } from '../words/compiled-language.ts'
import { type PhraseTable, phraseAt } from '../words/phrase-table.ts'
import type { Token } from '../words/tokens.ts'
import type { Message } from './message.ts'

type WordList = keyof CompiledLanguage['words']

/** Whether the whole message is nothing but words of these lists, the small words around them and marks. */
export function saysOnly(message: Message, ...lists: WordList[]): boolean {
  return languagesOf(message).some((language) =>
    consistsOf(
      message,
      lists.map((list) => language.words[list]),
      language,
    ),
  )
}

/** Whether the message begins with a word of the list; the place after it. */
export function opensWith(message: Message, list: WordList): number | null {
  const { tokens, language } = message.sentence
  const match = phraseAt(language.words[list], tokens, 0)
  return match ? match.to : null
}

/** The message's own language first; "ok" and "nej" are understood in any that the shop speaks. */
const languagesOf = ({ sentence }: Message): CompiledLanguage[] => [sentence.language, ...sentence.others]

function consistsOf(message: Message, tables: PhraseTable<true>[], language: CompiledLanguage): boolean {
  const { tokens } = message.sentence
  let said = false
  for (let at = 0; at < tokens.length; ) {
    const match = tables
      .map((table) => phraseAt(table, tokens, at))
      .reduce((best, one) => ((one?.to ?? 0) > (best?.to ?? 0) ? one : best), null)
    const token = tokens[at]
    if (match) said = true
    else if (token?.kind !== 'mark' && (isNamed(message, at) || !isSmall(language, tokens, at))) return false
    at = match ? match.to : at + 1
  }
  return said
}

const isNamed = ({ sentence }: Message, at: number): boolean =>
  sentence.found.some((found) => found.from <= at && at < found.to && found.weak !== true)

/** A word of the stop list may stand beside an answer; one that turns it round may not: "definitely not" is no yes. */
const isSmall = (language: CompiledLanguage, tokens: readonly Token[], at: number): boolean =>
  language.stopWords.has(tokens[at]?.lower ?? '') &&
  !phraseAt(language.words.not, tokens, at) &&
  !phraseAt(language.words.no, tokens, at)

/** "Hmm", "uh", "ööh" in any language. */
const hesitation = /^(?:h+m+|m+h*m+|[uöäøeo]+h*m*|a+h+|(?:no){0,1}h+)$/

/** How many words are left when what was recognised, small words, politeness and pointing are taken off. */
export function wordsLeft(message: Message, also: readonly WordList[] = []): number {
  const { sentence } = message
  const { tokens, language } = sentence
  const lists: WordList[] = [...also, 'it', 'and', 'yes', 'instead']
  const tables = [...lists.map((list) => language.words[list]), language.carriers]
  let left = 0
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]
    const match = tables.map((table) => phraseAt(table, tokens, at)).find((one) => one !== null)
    if (
      !isNamed(message, at) &&
      sentence.claimed[at] === 0 &&
      !match &&
      token?.kind !== 'mark' &&
      !language.stopWords.has(token?.lower ?? '') &&
      !hesitation.test(token?.lower ?? '')
    )
      left++
    at = match && sentence.claimed[at] === 0 ? match.to : at + 1
  }
  return left
}
