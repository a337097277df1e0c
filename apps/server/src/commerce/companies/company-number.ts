import { readVatNumber } from '../pricing/index.ts'

/**
 * Reads the number under which a company reckons VAT: those of the union, and of Norway, Iceland and the United Kingdom. Null where form or
 * check sum are wrong.
 *
 * @example readCompanyNumber('923 609 016 MVA', 'NO') // { country: 'NO', number: 'NO923609016MVA' }
 */
export function readCompanyNumber(said: string, country: string): { country: string; number: string } | null {
  const ofUnion = readVatNumber(said)
  if (ofUnion) return ofUnion
  const tidy = said.toUpperCase().replace(/[\s.\-/]/g, '')
  const own = national[country]
  const body = tidy.startsWith(country) ? tidy.slice(2) : tidy
  const number = own?.(body) ?? null
  return number === null ? null : { country, number: `${country}${number}` }
}

/** The number without its prefix, where it holds. */
const national: Readonly<Record<string, (body: string) => string | null>> = {
  NO: (body) => {
    const digits = body.replace(/MVA$/, '')
    return /^\d{9}$/.test(digits) && norwegian(digits) ? `${digits}MVA` : null
  },
  // Iceland's have five or six digits and no check sum; a company is as often known by its ten-digit kennitala.
  IS: (body) => {
    const digits = body.replace(/^VSK/, '')
    return /^\d{5,6}$/.test(digits) || kennitala(digits) ? digits : null
  },
  GB: (body) => (/^(\d{9}|\d{12})$/.test(body) && british(body.slice(0, 9)) ? body : null),
}

const weigh = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0)

function norwegian(digits: string): boolean {
  const check = (11 - (weigh(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  return check < 10 && check === Number(digits[8])
}

function kennitala(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  const check = (11 - (weigh(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  return check < 10 && check === Number(digits[8])
}

/** Two sums are in use, the newer 55 more than the older. */
function british(digits: string): boolean {
  const sum = weigh(digits, [8, 7, 6, 5, 4, 3, 2]) + Number(digits.slice(7))
  return sum % 97 === 0 || (sum + 55) % 97 === 0
}
