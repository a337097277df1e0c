import { type Currency, decimalsOf, type Money } from '@parley/sdk'

/** Currencies whose smallest unit Stripe takes to be the whole one. Krónur have none either, but Stripe wants them in hundredths. */
const wholeUnits = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ')

/** The amount as Stripe counts it; null where it has more decimals than Stripe takes. */
export function toStripe({ amount, currency }: Money): number | null {
  const shift = stripeDecimals(currency) - decimalsOf(currency)
  const shifted = shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift
  return Number.isSafeInteger(shifted) ? shifted : null
}

/** What Stripe counts, as an amount of ours. */
export function fromStripe(amount: number, currency: Currency): Money {
  const shift = stripeDecimals(currency) - decimalsOf(currency)
  return { amount: shift >= 0 ? Math.round(amount / 10 ** shift) : amount * 10 ** -shift, currency }
}

const stripeDecimals = (currency: Currency): number => (wholeUnits.includes(currency) ? 0 : 2)
