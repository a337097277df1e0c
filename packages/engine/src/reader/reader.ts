import type { Command, Job, LanguageTag, Reading } from '@parley/contracts'
import type { LanguageDefinition } from '@parley/sdk'
import { commandsOf } from './commands/commands-of.ts'
import type { Message } from './commands/message.ts'
import { queryOf, searchJobs } from './commands/query.ts'
import { findShownCard } from './commands/shown-cards.ts'
import { entitiesOf, findEntities } from './entities/find-entities.ts'
import { sameWords } from './entities/near-words.ts'
import { chooseLanguage } from './language-choice.ts'
import { type Delta, deltaTable } from './model/delta.ts'
import { wordHash } from './model/features.ts'
import { maskedWords } from './model/mask.ts'
import type { Model } from './model/model.ts'
import { type Guess, predict } from './model/predict.ts'
import { spellingOf } from './model/spelling.ts'
import type { ReaderContext } from './reader-context.ts'
import type { VocabularyIndex } from './vocabulary-index.ts'
import { type CompiledLanguage, compileLanguage } from './words/compiled-language.ts'
import { meaningsIn } from './words/meanings.ts'

export interface ReaderParts {
  model: Model
  languages: readonly LanguageDefinition[]
  vocabulary: VocabularyIndex
  /** What this shop has taught on top of the model. */
  delta?: Delta
  /** Milliseconds that only grow, to tell how long a reading took; none by default. */
  elapsed?: () => number
}

export interface Reader {
  /**
   * Reads one message. Never throws, whatever the text. `preferred` is a job that somebody who reads better has chosen: it leads where it is
   * among the reader's own guesses, and counts for nothing where it is not.
   */
  read(text: string, context: ReaderContext, preferred?: Job): Reading
}

const longestText = 2_000
/** A shorter word is a slip of too many. */
const shortestSlip = 5

/**
 * The local reader of a shop, for one revision of its catalogue. Pure: the same text in the same context is read the same way.
 *
 *     const reader = createReader({ model, languages, vocabulary: indexVocabulary(vocabulary, languages) })
 *     reader.read('do you have it in blue?', context).commands
 */
export function createReader({ model, languages, vocabulary, delta, elapsed = () => 0 }: ReaderParts): Reader {
  const compiled = new Map(languages.map((definition) => [definition.tag, compileLanguage(definition)]))
  const [fallback] = compiled.values()
  if (!fallback) throw new Error('A reader needs at least one language')
  const wishWords = new Set(model.wishWords)
  const spellings = new Map(Object.entries(model.spellings).map(([tag, words]) => [tag, spellingOf(words)]))
  const met = new Map(Object.entries(model.spellings).map(([tag, words]) => [tag, new Set(words)]))
  const taught = delta && deltaTable(model, delta)
  const goodsStems = new Set(model.goodsStems)

  const messageOf = (text: string, language: CompiledLanguage, context: ReaderContext, preferred?: Job): Message => {
    const isCommon = (lower: string): boolean => model.isKnown(wordHash(lower))
    const inCatalogue = (lower: string): boolean => sameWords(vocabulary, language, lower).length > 0
    const spelling = spellings.get(language.tag)
    const sentence = findEntities(text, {
      language,
      others: othersOf(compiled, language, context.allowedLanguages),
      vocabulary,
      currency: context.currency,
      awaited: context.awaiting?.type ?? null,
      isCommon,
      isMet: (lower) => met.get(language.tag)?.has(lower) === true,
      // "settu" is put, though its stem be that of a set.
      isGoods: (lower) => goodsStems.has(wordHash(language.canon(lower))) && !wishWords.has(wordHash(lower)),
      meant: (lower) => (lower.length < shortestSlip || inCatalogue(lower) ? null : (spelling?.(lower) ?? null)),
    })
    findShownCard(sentence, context.focus)
    sentence.found.sort((left, right) => left.from - right.from || right.to - left.to)
    // A word that wishes are made of may stand in a product's name; that makes it no goods.
    const isGoods = (lower: string): boolean =>
      goodsStems.has(wordHash(language.canon(lower))) ||
      (inCatalogue(lower) && !isCommon(lower) && !language.stopWords.has(lower))
    const meanings = meaningsIn(language.meanings, sentence.tokens).map((meant, at) => {
      const mended = meant.length > 0 ? null : (spelling?.(sentence.tokens[at]?.lower ?? '') ?? null)
      return mended === null ? meant : language.meanings.ofWord(mended)
    })
    return {
      sentence,
      context,
      meanings,
      guesses: leading(predict(model, maskedWords(sentence, isGoods, spelling), taught).guesses, preferred),
      threshold: model.threshold,
      isWishWord: (lower) => wishWords.has(wordHash(lower)),
      isGoodsWord: inCatalogue,
    }
  }

  return {
    read(written, context, preferred) {
      const began = elapsed()
      const text = written.slice(0, longestText)
      const { language: tag, confidence } = chooseLanguage(text, model, compiled, context)
      const language = compiled.get(tag) ?? compiled.get(context.conversationLanguage) ?? fallback
      const message = messageOf(text, language, context, preferred)
      const commands = commandsOf(message, (part) => messageOf(part, language, context))
      const [best] = message.guesses
      const job = jobRead(message, commands)
      return {
        language: tag,
        languageConfidence: confidence,
        job,
        confidence: best?.confidence ?? 0,
        runnersUp: message.guesses
          .filter((guess) => guess.job !== job)
          .map((guess) => ({ job: guess.job, confidence: guess.confidence })),
        entities: entitiesOf(message.sentence),
        query: queryOf(message, job === null || searchJobs.has(job), job),
        commands,
        reader: taught ? `${model.version}+delta` : model.version,
        ms: elapsed() - began,
      }
    },
  }
}

const chosenConfidence = 0.95

function leading(guesses: Guess[], preferred: Job | undefined): Guess[] {
  const chosen = guesses.find(({ job }) => job === preferred)
  if (!chosen) return guesses
  return [{ ...chosen, confidence: chosenConfidence }, ...guesses.filter((guess) => guess !== chosen)]
}

/** The job behind the commands: the one that was started, else the likeliest where it is likely enough. */
function jobRead({ guesses, threshold }: Message, commands: readonly Command[]): string | null {
  const [best] = guesses
  const [only] = commands
  if (commands.length === 1 && only?.type === 'start') return only.job
  if (commands.length === 1 && only?.type === 'confirm') return 'affirm'
  if (commands.length === 1 && only?.type === 'cancel') return 'never_mind'
  return best && best.confidence >= threshold ? best.job : null
}

function othersOf(
  compiled: ReadonlyMap<LanguageTag, CompiledLanguage>,
  language: CompiledLanguage,
  allowed: readonly LanguageTag[],
): CompiledLanguage[] {
  return allowed.flatMap((tag) => {
    const other = compiled.get(tag)
    return other && other !== language ? [other] : []
  })
}
