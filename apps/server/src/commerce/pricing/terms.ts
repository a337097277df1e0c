import type { DeliveryZone } from '@parley/contracts'
import type { DeliveryMethod } from './delivery.ts'
import type { BasisPoints } from './price.ts'

/** The VAT class of gift cards: sold at their worth and without VAT; what is bought with them is taxed then. */
export const giftCardClass = 'gift_card'

/** What a shop sells by: how it delivers, to where, with what VAT, and how it numbers orders. */
export interface Terms {
  /** ISO 3166-1 alpha-2, the shop's own country first. */
  countries: readonly string[]
  /** The country whose VAT a price that includes it holds. */
  home: string
  timeZone: string
  /** Days on which nothing is sent and nothing comes, as YYYY-MM-DD. */
  closedDays: readonly string[]
  pricesInclude: 'vat' | 'nothing'
  /** Least margin over cost, which no combination of offers breaks; null where the shop has set none. */
  leastMargin: BasisPoints | null
  vat: (country: string | null, vatClass: string) => BasisPoints
  deliveryMethods: readonly DeliveryMethod[]
  deliveryZones: readonly DeliveryZone[]
  /** `T` for orders like `T-10042`. */
  orderPrefix: string
}
