import {
  currency,
  deliveryMethodSettings,
  deliveryZone,
  deskRules,
  type LanguageTag,
  languageTag,
  textIn,
  texts,
} from '@parley/contracts'
import { z } from 'zod'
import defaults from './shop-defaults.json' with { type: 'json' }

const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code such as "SE"')
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as "09:30"')
const amounts = z.record(currency, z.int().min(0))
const spans = z.array(z.object({ from: clock, to: clock }))

export const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}, 'must be a time zone such as "Europe/Stockholm"')

/** Until when shoppers may change an order themselves: until it is packed or handed to the carrier, and within hours of ordering; 0 is never. */
const changeRule = z
  .object({
    before: z.enum(['packed', 'shipped']).default('shipped'),
    withinHours: z.int().min(0).nullable().default(null),
  })
  .prefault({})

/** What shoppers may change about an order themselves. */
export const orderRules = z.object({ cancel: changeRule, address: changeRule, items: changeRule })
export type OrderRules = z.infer<typeof orderRules>

/** Why something comes back; `isFault` ones are complaints, and may come back longer and from any category. */
const returnReason = z.object({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/),
  names: texts,
  shopPays: z.boolean().default(false),
  isFault: z.boolean().default(false),
})

/** What may come back, for how long, why, and what that costs. */
export const returnPolicy = z.object({
  days: z.int().min(0).default(30),
  /** `{days}` stands for the number. */
  texts: texts.default(defaults.returns),
  /** Categories whose goods don't come back once opened. */
  finalSale: z.array(z.string()).default([]),
  /** How long a fault may be complained about: three years where the law says nothing longer. */
  complaintDays: z.int().min(0).default(1095),
  /** What the way back costs her where the shop is not at fault, in minor units by currency. */
  labelCost: amounts.default({}),
  /** Per cent kept of what comes back where the shop is not at fault. */
  restockingPercent: z.number().min(0).max(50).default(0),
  /** Whether the way there is paid back with the last of an order. */
  refundsDelivery: z.boolean().default(true),
  exchanges: z.boolean().default(true),
  /** Without anybody of the shop looking at it first; complaints are always looked at. */
  approvesByItself: z.boolean().default(true),
  reasons: z.array(returnReason).min(1).default(defaults.returnReasons),
})

/** How the shop comes by reviews. */
const reviewRules = z.object({
  /** Days after delivery until a buyer who agreed to mail is asked; null is never. */
  askAfterDays: z.int().min(1).max(90).nullable().default(7),
})

const week = z.object({
  1: spans,
  2: spans,
  3: spans,
  4: spans,
  5: spans,
  6: spans,
  7: spans,
})
const workday = [{ from: '09:00', to: '17:00' }]
const usualWeek = { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: [], 7: [] }

/** What every VAT class costs where no rate of its own is given. */
const vatRates = z.record(z.string(), z.number().min(0).max(50))

const everyCountry = Object.entries(defaults.countries).map(([code, vat]) => ({ code, vat: { standard: vat } }))

const usualDelivery: z.input<typeof deliveryMethodSettings>[] = [
  { id: 'parcel', ...defaults.delivery.parcel },
  {
    id: 'store-pickup',
    ...defaults.delivery.pickup,
    prices: Object.fromEntries(Object.keys(defaults.delivery.parcel.prices).map((code) => [code, 0])),
    days: { min: 0, max: 1 },
    needsAddress: false,
  },
]

const given = z.object({
  languages: z.array(languageTag).min(1).default(['en', 'sv', 'fi', 'is', 'hu']),
  defaultLanguage: languageTag.optional(),
  currencies: z.array(currency).min(1).default(['EUR', 'SEK', 'ISK', 'HUF']),
  defaultCurrencyByLanguage: z
    .record(languageTag, currency)
    .default({ en: 'EUR', sv: 'SEK', fi: 'EUR', is: 'ISK', hu: 'HUF' }),
  timeZone: timeZone.default('Europe/Stockholm'),
  /** The shop's colour, for links and the one action of a view. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as "#2f5d4a"')
    .default('#1f6f5c'),
  legalName: z.string().default(''),
  organisationNumber: z.string().default(''),
  email: z.union([z.email(), z.literal('')]).default(''),
  phone: z.string().default(''),
  address: z
    .object({
      street: z.string().default(''),
      postalCode: z.string().default(''),
      city: z.string().default(''),
      country: country.default('SE'),
    })
    .prefault({}),
  /** Where the shop sells to, with VAT in per cent by class. */
  countries: z
    .array(z.object({ code: country, vat: vatRates }))
    .min(1)
    .default(everyCountry),
  pricing: z
    .object({
      /** Whether the catalogue's prices hold the VAT of the shop's own country. */
      include: z.enum(['vat', 'nothing']).default('vat'),
      /** Per cent over what the shop pays, which no combination of offers breaks; counts where that is known. */
      leastMargin: z.number().min(0).max(1000).nullable().default(null),
    })
    .prefault({}),
  openingHours: z
    .object({
      week: week.default(usualWeek),
      exceptions: z.array(z.object({ date: z.iso.date(), spans, names: texts.default({}) })).default([]),
    })
    .prefault({}),
  deliveryMethods: z.array(deliveryMethodSettings).min(1).prefault(usualDelivery),
  deliveryZones: z.array(deliveryZone).default([]),
  returnPolicy: returnPolicy.prefault({}),
  orderRules: orderRules.prefault({}),
  deskRules: deskRules.prefault({}),
  reviews: reviewRules.prefault({}),
  /** One sentence under the shop's name. */
  tagline: texts.default({}),
  home: z.object({ title: texts.default({}), intro: texts.default({}) }).prefault({}),
  /** First words of an empty chat; the chat has its own where none are given. */
  greeting: texts.default({}),
  /** Three things that people ask here. */
  asks: z.record(languageTag, z.array(z.string()).max(6)).default(defaults.asks),
  /** Whether others may fetch the shop's goods as a feed. */
  feedsOpen: z.boolean().default(true),
  /** `T` for orders like `T-10042`. */
  orderPrefix: z
    .string()
    .regex(/^[A-Z]{1,4}$/)
    .default('P'),
})

/**
 * What a shop has decided about itself. Every field has a default that works, so that a shop can be opened with `{}` and sell;
 * what follows from another field (default language, currency of a language, countries of a delivery) is filled in.
 */
export const shopSettings = given.transform((settings) => {
  const { languages, currencies } = settings
  const own = settings.defaultLanguage ?? 'en'
  const codes = settings.countries.map((one) => one.code)
  return {
    ...settings,
    defaultLanguage: languages.includes(own) ? own : (languages[0] ?? own),
    defaultCurrencyByLanguage: Object.fromEntries(
      languages.map((language) => [language, currencyOf(settings.defaultCurrencyByLanguage[language], currencies)]),
    ),
    deliveryMethods: settings.deliveryMethods.map((method) => ({ ...method, countries: method.countries ?? codes })),
  }
})
export type ShopSettings = z.output<typeof shopSettings>

const currencyOf = (wanted: string | undefined, currencies: readonly string[]): string =>
  wanted && currencies.includes(wanted) ? wanted : (currencies[0] ?? 'EUR')

/** The return policy as the shopper reads it. */
export const returnText = (settings: ShopSettings, language: LanguageTag): string =>
  textIn(settings.returnPolicy.texts, language, settings.defaultLanguage).replaceAll(
    '{days}',
    String(settings.returnPolicy.days),
  )

/** What the shop sells by, as pricing wants it: countries with its own first, VAT in hundredths of a per cent. */
export function sellingTerms(settings: ShopSettings) {
  const rates = new Map(settings.countries.map((one) => [one.code, one.vat]))
  const home = settings.address.country
  const codes = settings.countries.map((one) => one.code)
  const first = codes.includes(home) ? home : (codes[0] ?? home)
  return {
    countries: [first, ...codes.filter((code) => code !== first)],
    home: first,
    pricesInclude: settings.pricing.include,
    leastMargin: settings.pricing.leastMargin === null ? null : Math.round(settings.pricing.leastMargin * 100),
    vat(country: string | null, vatClass: string): number {
      // What is sold for a gift card is taxed when it is used.
      if (vatClass === 'gift_card') return 0
      const vat = rates.get(country ?? first) ?? rates.get(first)
      return Math.round((vat?.[vatClass] ?? vat?.standard ?? 0) * 100)
    },
    deliveryMethods: settings.deliveryMethods,
    deliveryZones: settings.deliveryZones,
    timeZone: settings.timeZone,
    closedDays: settings.openingHours.exceptions.filter(({ spans: open }) => open.length === 0).map(({ date }) => date),
    orderPrefix: settings.orderPrefix,
  }
}

/** A country's name in the language, by its code. */
export function countryName(code: string, language: LanguageTag): string {
  try {
    const names = regionNames.get(language) ?? new Intl.DisplayNames([language], { type: 'region' })
    regionNames.set(language, names)
    return names.of(code) ?? code
  } catch {
    return code
  }
}

/** By language: making them costs far more than asking them. */
const regionNames = new Map<LanguageTag, Intl.DisplayNames>()
