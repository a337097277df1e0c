import { type LanguageTag, textIn } from '@parley/contracts'
import type { OpeningHours, StoreFacet } from '@parley/sdk'
import { countryName, returnText, type ShopSettings } from '../kernel/shop-settings.ts'
import { openAt } from './opening-hours.ts'

export interface StoreFacetParts {
  name: string
  settings: ShopSettings
  language: LanguageTag
  /** The turn's instant. */
  now: Date
}

/** What the shop says of itself: everything from its settings, nothing looked up. */
export function storeFacet({ name, settings, language, now }: StoreFacetParts): StoreFacet {
  const hours = hoursOf(settings, language)
  return {
    info: async () => ({
      name,
      email: settings.email,
      phone: settings.phone,
      address: addressText(settings, language),
      hours,
      returnDays: settings.returnPolicy.days,
      returnText: returnText(settings, language),
      countries: settings.countries.map(({ code }) => ({ code, name: countryName(code, language) })),
    }),
    openNow: async () => openAt(hours, now),
  }
}

function hoursOf(settings: ShopSettings, language: LanguageTag): OpeningHours {
  return {
    timeZone: settings.timeZone,
    week: settings.openingHours.week,
    exceptions: settings.openingHours.exceptions.map(({ date, spans, names }) => {
      const named = textIn(names, language, settings.defaultLanguage)
      return { date, spans, ...(named !== '' && { name: named }) }
    }),
  }
}

function addressText({ address }: ShopSettings, language: LanguageTag): string {
  const { street, postalCode, city, country } = address
  if (street === '' && city === '') return ''
  return [street, `${postalCode} ${city}`.trim(), countryName(country, language)]
    .filter((part) => part !== '')
    .join(', ')
}
