import type { Terms } from '../src/commerce/pricing/index.ts'

/** What the small shop sells by: Sweden, Iceland and Finland, parcels free above 799 kr, a lorry, and a counter to fetch at. */
export const smallTerms: Terms = {
  countries: ['SE', 'IS', 'FI'],
  home: 'SE',
  timeZone: 'Europe/Stockholm',
  closedDays: [],
  deliveryZones: [],
  pricesInclude: 'vat',
  leastMargin: null,
  vat: (country, vatClass) => (vatClass === 'gift_card' ? 0 : country === 'IS' ? 2400 : 2500),
  orderPrefix: 'S',
  deliveryMethods: [
    {
      id: 'parcel',
      names: { en: 'To your door', sv: 'Hem till dörren' },
      descriptions: { en: 'By courier on a weekday.', sv: 'Med bud på en vardag.' },
      prices: { SEK: 5900, EUR: 590, ISK: 990 },
      freeAbove: { SEK: 79_900 },
      days: { min: 2, max: 4 },
      countries: ['SE', 'IS'],
      needsAddress: true,
      forFreightOnly: false,
    },
    {
      id: 'counter',
      names: { en: 'Collect in our shop', sv: 'Hämta i butiken' },
      descriptions: { en: 'We hold it for seven days.', sv: 'Vi sparar den i sju dagar.' },
      prices: { SEK: 0, EUR: 0 },
      freeAbove: {},
      days: { min: 0, max: 1 },
      countries: ['SE'],
      needsAddress: false,
      forFreightOnly: false,
    },
    {
      id: 'lorry',
      names: { en: 'Furniture delivery', sv: 'Möbelleverans' },
      descriptions: { en: 'Two people carry it in.', sv: 'Två personer bär in den.' },
      prices: { SEK: 49_000 },
      freeAbove: {},
      days: { min: 5, max: 10 },
      countries: ['SE'],
      needsAddress: true,
      forFreightOnly: true,
    },
  ],
}
