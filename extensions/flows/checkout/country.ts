/** How postcodes are written; a country that is not here may have any. */
const postcodes: Readonly<Record<string, RegExp>> = {
  SE: /^\d{3} ?\d{2}$/,
  FI: /^\d{5}$/,
  IS: /^\d{3}$/,
  HU: /^\d{4}$/,
  NO: /^\d{4}$/,
  DK: /^\d{4}$/,
  DE: /^\d{5}$/,
  EE: /^\d{5}$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i,
}

/** Only Sweden writes a space in it. */
const swedish = /^\d{3} \d{2}$/

/**
 * The country, of those the shop delivers to, that a postcode belongs to where it is sure enough: the only one that writes them so, or the
 * one whose language is spoken. Null where the shopper has to say.
 */
export function likelyCountry(countries: readonly string[], postalCode: string, language: string): string | null {
  const fitting = countries.filter((country) => postcodes[country]?.test(postalCode) ?? true)
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
