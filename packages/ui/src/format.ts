import type { LanguageTag, Money } from '@parley/contracts'

/** Decimals in which an amount is stored, where ISO 4217 does not say two. Kept beside the contracts' table so that no schema library reaches a page. */
const storedDecimals: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((c) => [c, 3])),
}

/** Currencies whose small coin is gone or rarely priced: whole amounts are shown without it. */
const wholeWhenEven: readonly string[] = ['SEK', 'NOK']

/** An amount as people read it there: "1 290 kr", "1 290,00 €", "14.990 kr.", "14 990 Ft". */
export function formatMoney({ amount, currency }: Money, language: LanguageTag): string {
  const stored = storedDecimals[currency] ?? 2
  const value = amount / 10 ** stored
  const shown = currency === 'HUF' || (wholeWhenEven.includes(currency) && Number.isInteger(value)) ? 0 : stored
  const isKrona = isIcelandic(language) && currency === 'ISK'
  return new Intl.NumberFormat(localeOf(language), {
    style: 'currency',
    // To a Dane "kr." is the Danish crown; written alike, which is all that counts here.
    currency: isKrona ? 'DKK' : currency,
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
    useGrouping: 'always',
  }).format(value)
}

/** "240 kB", "3.2 MB", as people read it there. */
export function formatBytes(bytes: number, language: LanguageTag): string {
  const isLarge = bytes >= 1_000_000
  return new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / 1_000_000 : Math.max(1, bytes / 1_000))
}

/** What a row of a proposal says, with its amount where the words do not say it already. */
export function withAmount(row: { value: string; amount?: Money | undefined }, language: LanguageTag): string {
  const digits = (text: string) => text.replace(/\D/g, '')
  const shown = row.amount ? formatMoney(row.amount, language) : ''
  return shown === '' || digits(shown) === digits(row.value) ? row.value : `${row.value} · ${shown}`
}

/** "14:05", in the reader's own time zone unless one is given. */
export function formatTime(at: Date, language: LanguageTag, timeZone?: string): string {
  const locale = isIcelandic(language) ? 'en-GB' : localeOf(language)
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at)
}

/** "Today", "Yesterday", else "Monday 2 November", with the year where it is another one. */
export function formatDay(at: Date, now: Date, language: LanguageTag, timeZone?: string): string {
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone)
  if (days === 0 || days === -1) {
    const icelandic = days === 0 ? 'í dag' : 'í gær'
    const format = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' })
    return capitalised(isIcelandic(language) ? icelandic : format.format(days, 'day'), language)
  }
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  if (isIcelandic(language)) return capitalised(icelandicDay(at, timeZone, true, year !== undefined), language)
  const format = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year,
    timeZone,
  })
  return capitalised(format.format(at), language)
}

/** "2 November 2026". */
export function formatDate(at: Date, language: LanguageTag, timeZone?: string): string {
  if (isIcelandic(language)) return icelandicDay(at, timeZone, false, true)
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone }).format(at)
}

/** "Svenska": a language by its own name. */
export function languageName(language: LanguageTag): string {
  if (isIcelandic(language)) return 'Íslenska'
  return capitalised(new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language, language)
}

/** Chrome carries no Icelandic and would answer in English: numbers go by the Danish way, which is the same, days by these words. */
const isIcelandic = (language: LanguageTag) => language.split('-')[0] === 'is'
const weekdays = ['sunnu', 'mánu', 'þriðju', 'miðviku', 'fimmtu', 'föstu', 'laugar']
const months = 'janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember'.split(' ')

function icelandicDay(at: Date, timeZone: string | undefined, withWeekday: boolean, withYear: boolean): string {
  const day = new Date(dayNumber(at, timeZone) * 86_400_000)
  const weekday = withWeekday ? `${weekdays[day.getUTCDay()]}dagur ` : ''
  const year = withYear ? ` ${day.getUTCFullYear()}` : ''
  return `${weekday}${day.getUTCDate()}. ${months[day.getUTCMonth()]}${year}`
}

/** English without a country is British here. */
function localeOf(language: LanguageTag): string {
  return isIcelandic(language) ? 'da' : language === 'en' ? 'en-GB' : language
}

function dayNumber(at: Date, timeZone?: string): number {
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at).split('-').map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / 86_400_000
}

function capitalised(text: string, language: LanguageTag): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}
