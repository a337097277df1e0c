import type { Currency } from '@parley/contracts'
import type { CartVariant } from '../catalogue/index.ts'
import { giftCardClass, isReverseCharge, type Quote, quote, type Terms } from '../pricing/index.ts'
import type { Offers } from './offers.ts'

export interface GoodsToQuote {
  currency: Currency
  at: Date
  lines: readonly { id: string; variantId: string; quantity: number }[]
  wares: ReadonlyMap<string, CartVariant>
  offers: Offers
  terms: Terms
  /** Where the cart was begun. */
  channel: string
  /** Where the goods go; null while it is not known. */
  country: string | null
  vatNumber: string | null
  /** By the method's own price; null while none is chosen. */
  delivery: { methodId: string; amount: number } | null
}

/** What goods of the catalogue cost this buyer, with all that runs in the shop just now. */
export function quoteGoods(given: GoodsToQuote): Quote {
  const { country, terms, offers } = given
  const vatOf = (vatClass: string) => ({
    rate: terms.vat(country, vatClass),
    homeRate: terms.vat(terms.home, vatClass),
  })
  return quote({
    currency: given.currency,
    at: given.at,
    lines: given.lines.map(({ id, variantId, quantity }) => {
      const ware = given.wares.get(variantId)
      const known = offers.goods.get(variantId)
      return {
        id,
        variantId,
        quantity,
        productId: ware?.productId ?? '',
        brand: known?.brand ?? null,
        categories: known?.categories ?? [],
        cataloguePrice: ware?.unitPrice?.amount ?? 0,
        // What is not sold in this currency is not sold by a list either.
        listed: ware?.unitPrice ? (known?.listed ?? []) : [],
        cost: known?.cost ?? null,
        fixed: ware?.vatClass === giftCardClass,
        vat: vatOf(ware?.vatClass ?? 'standard'),
      }
    }),
    buyer: {
      groups: offers.groups,
      companyId: offers.companyId,
      channel: given.channel,
      country,
      firstOrder: offers.firstOrder,
    },
    pricesInclude: terms.pricesInclude,
    reverseCharge: isReverseCharge({ home: terms.home, country, vatNumber: given.vatNumber }),
    leastMargin: terms.leastMargin,
    promotions: offers.promotions,
    delivery: given.delivery && { ...given.delivery, vat: vatOf('standard') },
  })
}

/** A thing of which nobody has said what it weighs. */
const usualGrams = 1000

/** What they weigh together. */
export function gramsOf(lines: readonly { variantId: string; quantity: number }[], offers: Offers): number {
  return lines.reduce((sum, line) => sum + line.quantity * (offers.goods.get(line.variantId)?.grams ?? usualGrams), 0)
}
