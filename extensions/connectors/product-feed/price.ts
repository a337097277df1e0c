import { type Currency, decimalsOf } from '@parley/contracts'

export type ReadPrice = { amount: number } | { fault: 'currency' | 'number' | 'negative'; found: string }

const signs: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  '£': ['GBP'],
  $: ['USD'],
  FT: ['HUF'],
  KR: ['SEK', 'ISK', 'NOK', 'DKK'],
  'KR.': ['ISK', 'DKK', 'SEK', 'NOK'],
  ':-': ['SEK'],
}

/**
 * An amount in minor units: "499.00 SEK", "SEK 499", "1 299,00 kr", "1.299,00", with or without the currency.
 * A price in another currency than the feed's is refused, never converted.
 */
export function readPrice(text: string, currency: Currency): ReadPrice {
  const found = text.trim()
  const [, before = '', number = '', after = ''] =
    /^([^\d\s,.+-]*)\s*([+-]?[\d\s.,'’\u00A0\u202F]*\d[\s.,]*?)\s*(:-|[^\d\s]*)$/.exec(found) ?? []
  const named = [before, after].map((word) => word.trim().toUpperCase()).filter((word) => word !== '')
  if (number === '') return { fault: found.startsWith('-') ? 'negative' : 'number', found }
  if (named.some((word) => word !== currency && !signs[word]?.includes(currency))) {
    return named.every((word) => /^[A-Z]{3}$/.test(word) || word in signs)
      ? { fault: 'currency', found }
      : { fault: 'number', found }
  }
  const amount = toMinor(number, decimalsOf(currency))
  if (amount === null || amount > 1e11) return { fault: 'number', found }
  return number.startsWith('-') && amount !== 0 ? { fault: 'negative', found } : { amount }
}

function toMinor(text: string, decimals: number): number | null {
  const digits = text.replace(/[\s'’\u00A0\u202F+-]/g, '')
  const marks = digits.match(/[.,]/g) ?? []
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  const mark = last < 0 ? '' : digits.charAt(last)
  const fraction = last < 0 ? '' : digits.slice(last + 1)
  const repeated = marks.filter((one) => one === mark).length > 1
  // "1.299" is a thousand and more, unless the currency has three decimals; "0.285", "1.29" and "1,299.00" end in decimals.
  const isThousands =
    repeated || (fraction.length === 3 && decimals !== 3 && marks.length === 1 && !digits.startsWith('0'))
  const grouped = isThousands || last < 0 ? digits : digits.slice(0, last)
  if (!/^(?:\d*|\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3})$/.test(grouped)) return null
  const whole = grouped.replace(/[.,]/g, '')
  const rest = isThousands ? '' : fraction
  // Rounded by the digits themselves, so that 0.285 does not depend on how a double holds it.
  const padded = rest.padEnd(decimals + 1, '0')
  const minor = Number(`${whole}${padded.slice(0, decimals)}`)
  return minor + (Number(padded.charAt(decimals)) >= 5 ? 1 : 0)
}
