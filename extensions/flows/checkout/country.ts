import { postalCodes } from '@parley/contracts'

/** Only Sweden writes a space in it. */
const swedish = /^\d{3} \d{2}$/

/**
 * The country, of those the shop delivers to, that a postcode belongs to where it is sure enough: the only one that writes them so, or the
 * one whose language is spoken. Null where the shopper has to say.
 */
export function likelyCountry(countries: readonly string[], postalCode: string, language: string): string | null {
  const fitting = countries.filter((country) => postalCodes[country]?.test(postalCode) ?? true)
  const home = homeOf(language)
  if (fitting.includes('SE') && swedish.test(postalCode)) return 'SE'
  if (home !== null && fitting.includes(home)) return home
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

/** Where most who speak the language live. English is spoken everywhere. */
export function homeOf(language: string): string | null {
  const locale = new Intl.Locale(language)
  return locale.language === 'en' ? (locale.region ?? null) : (locale.maximize().region ?? null)
}
