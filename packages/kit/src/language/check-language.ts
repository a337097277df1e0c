import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { evaluate, type Reader } from '@parley/engine'
import type { FlowDefinition } from '@parley/sdk'
import { describe, expect, test } from 'vitest'
import type { FoundLanguage } from './find-languages.ts'

export interface LanguageHarness {
  /** The jobs that English has examples of: a language that lacks one can't be asked for it. */
  jobs: readonly string[]
  /** English texts by section, and what may be said beside them (a server's own). */
  source: Record<string, Record<string, string>>
  /** Concepts of the English lexicon. */
  concepts: readonly string[]
  flows: readonly FlowDefinition[]
  /** A reader taught all languages together, as a shop's is. */
  reader: () => Promise<Reader>
}

/** What a pack that declares no floor of its own must reach. */
const usualFloor = { job: 0.65, commands: 0.6 }

/** What every language must keep: all that is said can be said in it, its words are taught and tried apart, and it is understood. */
export function checkLanguage(found: FoundLanguage, harness: LanguageHarness): void {
  const { language, examples, cases, freshCases } = found
  describe(`the language ${language.tag}`, () => {
    test('it has a name, a locale that is known, and examples of every job', () => {
      expect(language.name).not.toBe('')
      expect(Intl.PluralRules.supportedLocalesOf([language.locale])).toEqual([language.locale])
      const taught = new Set(examples.map((one) => one.job))
      expect(harness.jobs.filter((job) => !taught.has(job))).toEqual([])
      for (const job of harness.jobs)
        expect(examples.filter((one) => one.job === job).length).toBeGreaterThanOrEqual(15)
      for (const job of harness.jobs) expect(cases.filter((one) => one.job === job).length).toBeGreaterThanOrEqual(2)
    })

    test('it says no sentence twice, neither to learn from nor to be tried on', () => {
      const all = [...examples, ...cases, ...freshCases].map((one) => bare(one.text))
      expect(all.filter((text, at) => all.indexOf(text) !== at)).toEqual([])
    })

    test('its held-out cases are kept away from its examples', () => {
      const holders = holdersOf(examples.map(({ text }) => text))
      const tooNear = [...cases, ...freshCases].flatMap((held) =>
        nearOf(held.text, holders).map((at) => `${held.text} ~ ${examples[at]?.text}`),
      )
      expect(tooNear).toEqual([])
    })

    test('its stems are words, are their own stems, and leave short words and numbers alone', () => {
      const words = [...new Set(examples.flatMap((one) => one.text.toLowerCase().match(/\p{L}+/gu) ?? []))]
      const stems = new Set(words.map(language.stem))
      expect(words.filter((word) => language.stem(word) === '')).toEqual([])
      const moving = words.filter((word) => language.stem(language.stem(word)) !== language.stem(word))
      expect(moving.length / words.length).toBeLessThan(0.15)
      expect(stems.size).toBeLessThan(words.length)
      expect(stems.size).toBeGreaterThan(words.length / 4)
      expect(['42', 'x200'].map(language.stem)).toEqual(['42', 'x200'])
    })

    test('it counts to ten, names every day and month, and says yes and no differently', () => {
      const { numbers, dates, words } = language
      for (let value = 1; value <= 10; value++) {
        expect(Object.values(numbers.words)).toContain(value)
        expect(Object.values(numbers.ordinals)).toContain(value)
      }
      expect([...new Set(Object.values(dates.weekdays))].sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
      expect(new Set(Object.values(dates.months)).size).toBe(12)
      expect(words.yes.filter((word) => words.no.includes(word))).toEqual([])
    })

    test('it has words for the concepts of goods, and for no others', () => {
      const concepts = Object.keys(found.lexicon)
      expect(concepts.filter((concept) => !harness.concepts.includes(concept))).toEqual([])
      expect(concepts.length).toBeGreaterThanOrEqual(harness.concepts.length * 0.8)
    })

    if (language.tag !== 'en') checkTexts(found, harness)

    test('it is understood: its held-out sentences are read over its floor', async () => {
      const score = evaluate(await harness.reader(), cases, {
        conversationLanguage: language.tag,
        allowedLanguages: [...new Set([language.tag, 'en'])],
        awaiting: null,
        runningFlow: null,
        flows: harness.flows,
        focus: { shown: [], productId: null, variantId: null, orderNumber: null, search: null },
        openProposal: null,
      })
      const floor = language.floor ?? usualFloor
      expect(score.job).toBeGreaterThanOrEqual(floor.job)
      expect(score.commands).toBeGreaterThanOrEqual(floor.commands)
      expect(score.language).toBeGreaterThanOrEqual(0.9)
    }, 180_000)
  })
}

function checkTexts({ language, texts }: FoundLanguage, { source }: LanguageHarness): void {
  const own = texts ?? {}
  test('it says everything that English says, and nothing that nobody says', () => {
    const lacking = Object.entries(source).flatMap(([section, said]) =>
      Object.keys(said).flatMap((key) => (own[section]?.[key] ? [] : [`${section} ${key}`])),
    )
    const unknown = Object.entries(own).flatMap(([section, said]) =>
      section.startsWith('server.')
        ? []
        : Object.keys(said).flatMap((key) => (source[section]?.[key] ? [] : [`${section} ${key}`])),
    )
    expect({ lacking, unknown }).toEqual({ lacking: [], unknown: [] })
  })

  test('its texts carry the same placeholders', () => {
    const wrong = Object.entries(source).flatMap(([section, said]) =>
      Object.entries(said)
        .filter(([key, text]) => placeholders(own[section]?.[key] ?? '') !== placeholders(text))
        .map(([key]) => `${section} ${key}`),
    )
    expect(wrong).toEqual([])
  })

  test('its texts have every plural form that the language has', () => {
    const forms = new Intl.PluralRules(language.locale).resolvedOptions().pluralCategories
    const lacking = Object.values(own)
      .flatMap((said) => Object.values(said))
      .filter((text) => pluralsOf(parse(text)).some((options) => forms.some((form) => !options.includes(form))))
    expect(lacking).toEqual([])
  })
}

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function trigrams(text: string): Set<string> {
  const edged = ` ${bare(text)} `
  return new Set(Array.from({ length: Math.max(0, edged.length - 2) }, (_, at) => edged.slice(at, at + 3)))
}

/** By each piece of three letters, the places of the sentences that have it: thousands of examples are compared with hundreds of cases. */
function holdersOf(sentences: readonly string[]): Map<string, number[]> {
  const holders = new Map<string, number[]>()
  sentences.forEach((text, at) => {
    for (const piece of trigrams(text)) {
      const known = holders.get(piece)
      if (known) known.push(at)
      else holders.set(piece, [at])
    }
  })
  return holders
}

/** A case is too near an example that has more than this of its pieces. */
const tooMuch = 0.7

function nearOf(held: string, holders: ReadonlyMap<string, readonly number[]>): number[] {
  const pieces = trigrams(held)
  const shared = new Map<number, number>()
  for (const piece of pieces) for (const at of holders.get(piece) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
  return [...shared].filter(([, count]) => count / pieces.size > tooMuch).map(([at]) => at)
}

const placeholders = (text: string): string => [...new Set(namesIn(parse(text)))].sort().join(' ')

function namesIn(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) return []
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element.value]
    return [element.value, ...Object.values(element.options).flatMap((option) => namesIn(option.value))]
  })
}

const pluralsOf = (elements: MessageFormatElement[]): string[][] =>
  elements.flatMap((element) => (element.type === TYPE.plural ? [Object.keys(element.options)] : []))
