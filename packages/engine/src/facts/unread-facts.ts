import { type Content, type Fact, type LanguageTag, type Money, money } from '@parley/contracts'
import { formatDate, formatMoney, localeOf } from '../runtime/format.ts'

/** A turn as the checker sees it: what was said to the shopper, and what had been read of the shop by then. */
export interface ToldTurn {
  replies: readonly { content: Content; text: string }[]
  facts: readonly Fact[]
  language: LanguageTag
  timeZone: string
  /** Words whose figures may be repeated: what the shopper has said herself, her own address, the bot's fixed examples. */
  known: readonly string[]
}

/**
 * Every price, stock figure, date and figure of a policy that was told and not read in that very turn, in words for whoever mends it.
 * Empty where the bot invented nothing.
 */
export function unreadFacts(turn: ToldTurn): string[] {
  const read = readIn(turn)
  return turn.replies.flatMap(({ content, text }) => [
    ...unreadAmounts(content, read),
    ...unreadCards(content, turn.facts),
    ...unreadPassage(content, turn.facts),
    ...unreadFigures(text, turn, { ...read, numbers: new Set([...read.numbers, ...chosenFigures(content)]) }),
  ])
}

interface Read {
  amounts: Money[]
  /** Amounts and dates as the shopper reads them, the longest first. */
  tellings: string[]
  numbers: Set<string>
}

function readIn({ facts, language, timeZone, known }: ToldTurn): Read {
  const amounts = facts.flatMap(({ value }) => (typeof value === 'object' ? [value] : []))
  const texts = facts.flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
  const dates = [...texts, ...known].flatMap(instantsIn)
  const tellings = [
    ...amounts.map((each) => formatMoney({ ...each, amount: Math.abs(each.amount) }, language)),
    ...dates.flatMap((at) => [formatDate(at, language, timeZone, true), formatDate(at, language, timeZone)]),
    ...dates.flatMap((at) => [formatDate(at, language, 'UTC'), ...dayOf(at, language, timeZone)]),
  ].map(plain)
  const wordForWord = texts.flatMap((text) => [plain(text), ...text.split('\n').map(plain)])
  const numbers = facts.flatMap(({ value }) => (typeof value === 'number' ? asTold(value, language) : []))
  return {
    amounts,
    tellings: [...new Set([...wordForWord, ...tellings])]
      .filter((each) => /\d/.test(each))
      .sort((a, b) => b.length - a.length),
    numbers: new Set([...numbers, ...leftOver(facts), ...[...texts, ...known].flatMap(figuresIn)]),
  }
}

const dayOf = (at: Date, language: LanguageTag, timeZone: string): string[] =>
  [{ day: 'numeric', month: 'long' } as const, { dateStyle: 'long' } as const, { dateStyle: 'medium' } as const].map(
    (style) => new Intl.DateTimeFormat(localeOf(language), { timeZone, ...style }).format(at),
  )

const instantsIn = (text: string): Date[] =>
  /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) ? [new Date(text.length === 10 ? `${text}T12:00:00Z` : text)] : []

/** Millimetres are told as centimetres, grams as kilograms. */
function asTold(value: number, language: LanguageTag): string[] {
  const forms = [value, Math.round(value) / 10, Math.round(value / 10), value / 1000]
  return forms.flatMap((each) => [String(each), each.toLocaleString(localeOf(language)), each.toLocaleString('en')])
}

/** "2 more" of seven that were found, "1 before you" for the second in line: what is left of a count is no invention. */
function leftOver(facts: readonly Fact[]): string[] {
  const of = (names: RegExp) =>
    facts.flatMap(({ name, value }) => (typeof value === 'number' && names.test(name) ? [value] : []))
  const parts = [1, ...of(/\.count$/)]
  return of(/^(total|position)$/).flatMap((all) => parts.map((part) => String(all - part)))
}

const figuresIn = (text: string): string[] => plain(text).match(/\d+(?:[.,:]\d+)*/g) ?? []

/** "3 stars" to choose from claims nothing: the figure is the very thing that is chosen. */
const chosenFigures = (content: Content): string[] =>
  content.type === 'choices' ? content.choices.flatMap(({ value }) => /(?:^|:)(\d{1,2})$/.exec(value)?.[1] ?? []) : []

/** Every amount in what is drawn, wherever it stands. */
function unreadAmounts(content: unknown, { amounts }: Read): string[] {
  const isRead = (told: Money) =>
    told.amount === 0 ||
    amounts.some(({ amount, currency }) => Math.abs(amount) === Math.abs(told.amount) && currency === told.currency)
  return amountsIn(content)
    .filter((each) => !isRead(each))
    .map((each) => `the amount ${each.amount} ${each.currency} was not read`)
}

function amountsIn(value: unknown): Money[] {
  if (typeof value !== 'object' || value === null) return []
  const amount = money.safeParse(value)
  return amount.success ? [amount.data] : Object.values(value).flatMap(amountsIn)
}

/** A card's price and stock are those of the very product on it, and not of any other that was read. */
function unreadCards(content: Content, facts: readonly Fact[]): string[] {
  const cards =
    content.type === 'product'
      ? [content.card]
      : content.type === 'carousel'
        ? content.cards.map((each) => each.card)
        : []
  return cards.flatMap(({ productId, variantId, title, price, stock }) => {
    const own = facts.filter(({ id }) => id === productId || (variantId !== undefined && id === variantId))
    const priced = price === null || own.some(({ value }) => isSame(value, price))
    const stocked = own.some(({ name, value }) => name === 'stock' && value === stock)
    return [
      ...(priced ? [] : [`the price of ${title} was not read`]),
      ...(stocked ? [] : [`the stock of ${title} was not read as "${stock}"`]),
    ]
  })
}

const isSame = (value: Fact['value'], price: Money): boolean =>
  typeof value === 'object' && value.amount === price.amount && value.currency === price.currency

/** What an article says, it says in the shop's own words. */
function unreadPassage(content: Content, facts: readonly Fact[]): string[] {
  if (content.type !== 'article') return []
  const isRead = facts.some(({ value }) => typeof value === 'string' && value.includes(content.text.slice(0, 1_200)))
  return isRead ? [] : [`"${content.title}" does not say what was told of it`]
}

/** What is left of the words when everything that was read is taken out of them: no amount, no date, no figure may be. */
function unreadFigures(text: string, { language }: ToldTurn, { tellings, numbers }: Read): string[] {
  let rest = plain(text)
    .replace(/https?:\S+/g, ' ')
    .replace(quoted, (words) => (isAmount.test(words) ? words : ' '))
  for (const telling of tellings) rest = without(rest, telling)
  rest = rest.replace(/^\d{1,2}[.)]? /gm, '')
  const claims = [...rest.matchAll(amountLike), ...rest.matchAll(dateLike(language))].map(([found]) => found.trim())
  // A number grown together with letters is a name: "T-10042", "E27".
  const figures = (rest.match(/(?<![\p{L}\d][-–]?)\d+(?:[.,:]\d+)*(?![-–]?[\p{L}\d])/gu) ?? []).filter(
    (figure) => !numbers.has(figure) && !claims.some((claim) => claim.includes(figure)),
  )
  return [...new Set([...claims, ...figures])].map((claim) => `"${claim}" was told and not read: ${plain(text)}`)
}

const signs = 'kr\\.?|Ft|€|£|\\$|[A-Z]{3}'
const amountLike = new RegExp(
  `(?:[€£$]\\s?\\d(?:[\\d.,\\s]*\\d)?)|(?:\\d[\\d.,]*(?:\\s\\d{3})*\\s?(?:${signs})(?![\\p{L}]))|(?:\\d+(?:[.,]\\d+)?\\s?%)`,
  'gu',
)

const isAmount = new RegExp(amountLike.source, 'u')
/** An example of what to type, or her own words said back. */
const quoted = /[“”„»][^“”„«»]{1,80}[“”«»]/g

const months = new Map<string, RegExp>()

/** A day beside the name of a month, as the language writes it. */
function dateLike(language: LanguageTag): RegExp {
  const known = months.get(language)
  if (known) return known
  const format = new Intl.DateTimeFormat(localeOf(language), { month: 'long', day: 'numeric', timeZone: 'UTC' })
  const names = Array.from(
    { length: 12 },
    (_, month) => format.formatToParts(Date.UTC(2026, month, 5)).find(({ type }) => type === 'month')?.value ?? '',
  ).filter((name) => /\p{L}{3}/u.test(name))
  const either = names.join('|')
  const made = new RegExp(`(?:\\d{1,2}\\.?\\s(?:${either}))|(?:(?:${either})\\s\\d{1,2})`, 'giu')
  months.set(language, made)
  return made
}

/** Takes a telling out where it stands alone: not out of the middle of a longer figure. */
function without(text: string, telling: string): string {
  const escaped = telling.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.replace(new RegExp(`(?<![\\d.,]|\\d )${escaped}(?!\\d|[.,]\\d)`, 'gu'), ' ')
}

/** Locales put no-break spaces and long minus signs about figures. */
const plain = (text: string): string =>
  text
    .replace(/[^\S\n]+/g, ' ')
    .replaceAll('−', '-')
    .trim()
