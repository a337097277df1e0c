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
export function formatMoney(money: Money, language: LanguageTag): string {
  const stored = storedDecimals[money.currency] ?? 2
  const value = money.amount / 10 ** stored
  const shown =
    money.currency === 'HUF' || (wholeWhenEven.includes(money.currency) && Number.isInteger(value)) ? 0 : stored
  return new Intl.NumberFormat(localeOf(language), {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
    useGrouping: 'always',
  }).format(value)
}

/** English without a country is British here. */
const localeOf = (language: LanguageTag) => (language === 'en' ? 'en-GB' : language)

/** "14:05", in the reader's own time zone unless one is given. */
export function formatTime(at: Date, language: LanguageTag, timeZone?: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit', timeZone }).format(at)
}

/** "Today", "Yesterday", else "Monday 2 November", with the year where it is another one. */
export function formatDay(at: Date, now: Date, language: LanguageTag, timeZone?: string): string {
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone)
  if (days === 0 || days === -1) {
    return capitalised(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day'), language)
  }
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric'
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
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone }).format(at)
}

function dayNumber(at: Date, timeZone?: string): number {
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at).split('-').map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / 86_400_000
}

function capitalised(text: string, language: LanguageTag): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}
