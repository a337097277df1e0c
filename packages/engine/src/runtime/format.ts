import { type LanguageTag, type Money, minorUnits, shownDecimalsOf } from '@parley/contracts'

/** The locale in which a bare language is spoken in our shops; others are used as they are. */
const locales: Readonly<Record<string, string>> = { en: 'en-GB', sv: 'sv-SE', fi: 'fi-FI', is: 'is-IS', hu: 'hu-HU' }

/** Signs that stand before the number in English; everywhere else, and all other signs, stand behind it. */
const leading = new Set(['€', '£', '$'])

const signs: Readonly<Record<string, string>> = {
  EUR: '€',
  GBP: '£',
  USD: '$',
  SEK: 'kr',
  NOK: 'kr',
  DKK: 'kr',
  HUF: 'Ft',
}

/** Whole kronor are written without öre. */
const bareWhenWhole = new Set(['SEK', 'NOK', 'DKK'])

const noBreakSpace = '\u00a0'

export const localeOf = (language: LanguageTag): string => locales[language] ?? language

/**
 * An amount as people of the language write it: `1 290 kr`, `1 290,00 €`, `14.990 kr.`, `14 990 Ft`, `€1,290.00`.
 * `Intl` alone writes "SEK 1,290.00" and "ISK 12,901", which nobody says.
 */
export function formatMoney(money: Money, language: LanguageTag): string {
  const whole = money.amount / minorUnits(money.currency)
  const decimals = bareWhenWhole.has(money.currency) && Number.isInteger(whole) ? 0 : shownDecimalsOf(money.currency)
  const number = numberFormat(localeOf(language), decimals).format(Math.abs(whole))
  const sign = signOf(money.currency, language)
  const minus = money.amount < 0 ? '−' : ''
  if (language.startsWith('en') && leading.has(sign)) return `${minus}${sign}${number}`
  return `${minus}${number}${noBreakSpace}${sign}`
}

/** Made once for each locale: making one costs a hundred times what using it does. */
const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(locale: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`
  const known = numberFormats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  numberFormats.set(key, made)
  return made
}

/** A day, with the hour where `time` is set, as seen from the shop. */
export function formatDate(at: Date, language: LanguageTag, timeZone: string, time = false): string {
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const
  const hour = time ? ({ hour: '2-digit', minute: '2-digit' } as const) : {}
  return new Intl.DateTimeFormat(localeOf(language), { timeZone, ...day, ...hour }).format(at)
}

/** "kr" is said of more than one currency: outside their own region the code is clearer. */
function signOf(currency: string, language: LanguageTag): string {
  if (currency === 'ISK') return language === 'is' ? 'kr.' : 'ISK'
  if (signs[currency] === 'kr' && (language === 'is' || language === 'hu')) return currency
  return signs[currency] ?? currency
}
