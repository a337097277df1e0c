import type { LanguageTag } from '@parley/contracts'

/** What a language knows about itself. Pure data and pure functions; texts, examples, lexicon and cases stand beside it in files. */
export interface LanguageDefinition {
  tag: LanguageTag
  /** Own name: "suomi". */
  name: string
  /** BCP 47 locale for `Intl`, e.g. `sv-SE`. */
  locale: string
  /** Reduces a lower-cased word to its stem for search; must be idempotent on its own output or nearly so. */
  stem: (word: string) => string
  /** Words that carry no meaning for search: articles, prepositions, "looking for". */
  stopWords: readonly string[]
  /** Openers and politeness taken off a wish before it is searched; longest match wins: "do you have any", "olisiko teillä". */
  carrierPhrases: readonly string[]
  numbers: {
    /** Lower-case number words and inflected forms → value: `{ two: 2, kaksi: 2, kahden: 2, dozen: 12 }`. */
    words: Readonly<Record<string, number>>
    /** Words that multiply what stands before: `{ hundred: 100, thousand: 1000, tuhatta: 1000, ezer: 1000, þúsund: 1000, k: 1000 }`. */
    multipliers: Readonly<Record<string, number>>
    /** "half a dozen" and the like, whole phrases → value. */
    phrases: Readonly<Record<string, number>>
    /** first, toinen, second-last … → position; negative counts from the end (-1 is last). */
    ordinals: Readonly<Record<string, number>>
    /** Counting nouns after a number: pcs, st, kpl, stykki, darab. */
    units: readonly string[]
    decimal: ',' | '.'
  }
  money: {
    /** Lower-case words and signs → ISO code: `{ '€': 'EUR', euroa: 'EUR', kr: 'SEK', forint: 'HUF' }`. */
    currencies: Readonly<Record<string, string>>
    /** What "kr" or a bare number means here. */
    defaultCurrency: string
    /** Phrases before or after an amount. */
    atMost: readonly string[]
    atLeast: readonly string[]
    about: readonly string[]
    /** Between two amounts: "to", "–", "och". */
    between: readonly string[]
  }
  words: {
    yes: readonly string[]
    no: readonly string[]
    cancel: readonly string[]
    skip: readonly string[]
    back: readonly string[]
    undo: readonly string[]
    both: readonly string[]
    all: readonly string[]
    /** Pronouns that point at what was shown: it, that one, se, tuo, þetta, azt. */
    it: readonly string[]
    /** Negations that turn a filter round: not, without, ei, ilman, ekki, nem, nélkül. */
    not: readonly string[]
    cheaper: readonly string[]
    dearer: readonly string[]
    bigger: readonly string[]
    smaller: readonly string[]
    /** Openers that mark a correction: "no, I meant", "actually". */
    instead: readonly string[]
    /** Between two wishes in one sentence: and, ja, og, és. */
    and: readonly string[]
    /** Besides what there is already: another, en till, í viðbót, még. Without them "two" after something was added is how many of it there shall be. */
    more?: readonly string[]
  }
  dates: {
    weekdays: Readonly<Record<string, number>>
    months: Readonly<Record<string, number>>
    /** Days from today: tomorrow 1, i övermorgon 2, holnapután 2. */
    relative: Readonly<Record<string, number>>
    nextWeek: readonly string[]
  }
  /** Suffixes that inflection puts on a noun or name, longest first: matched words may end in them ("pöydän", "sófann"). */
  suffixes: readonly string[]
  /** Colour, material and size words → the family code used across languages (`red`, `oak`, `large`): every inflected form that suffixes do not explain. */
  colours: Readonly<Record<string, string>>
  materials: Readonly<Record<string, string>>
  sizes: Readonly<Record<string, string>>
  /** Words for a thing's measures, every inflected form: `{ width: ['wide', 'width'], height: ['high', 'tall'] }`. Without them a length in a sentence stands for none. */
  measures?: Readonly<Partial<Record<'width' | 'height' | 'depth' | 'length', readonly string[]>>>
  /**
   * What everyday words of wishes mean, by names that all languages share (English's): `{ deliver: ['shipping', 'deliver*', 'home delivery'] }`. A
   * star stands for any ending. What is meant alike is learned from all languages' examples together; without them only a language's own count.
   */
  meanings?: Readonly<Record<string, readonly string[]>>
  /** Shares of the held-out cases that must be read with the right job and with exactly the right commands; the kit's usual floor where absent. */
  floor?: { job: number; commands: number }
}

export function defineLanguage(definition: LanguageDefinition): LanguageDefinition {
  return definition
}
