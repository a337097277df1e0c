/** A number of a company under which it reckons VAT in one country of the union. */
export interface VatNumber {
  /** ISO 3166-1 alpha-2; Greece is GR, though its numbers begin with EL. */
  country: string
  /** With its prefix and without spaces: `SE556042722001`. */
  number: string
}

/**
 * Reads a VAT number of the European Union, however it is spaced. Null where its form or its check sum is wrong: such a number is nobody's.
 * Whether a right one is in use is known to its country alone.
 *
 * @example readVatNumber('fi 0112038-9') // { country: 'FI', number: 'FI01120389' }
 */
export function readVatNumber(said: string): VatNumber | null {
  const tidy = said.toUpperCase().replace(/[\s.\-/]/g, '')
  const [prefix, rest] = [tidy.slice(0, 2), tidy.slice(2)]
  const form = forms[prefix]
  if (!form?.shape.test(rest) || !form.holds(rest)) return null
  return { country: prefix === 'EL' ? 'GR' : prefix, number: tidy }
}

/** Whether the buyer reckons the VAT: a company that gets goods in a country of the union that is not the shop's, under a number of that country. */
export function isReverseCharge(of: { home: string; country: string | null; vatNumber: string | null }): boolean {
  const number = of.vatNumber === null ? null : readVatNumber(of.vatNumber)
  return number !== null && isOfTheUnion(of.home) && number.country === of.country && of.country !== of.home
}

const isOfTheUnion = (country: string): boolean => (country === 'GR' ? 'EL' : country) in forms

interface Form {
  shape: RegExp
  holds: (body: string) => boolean
}

const eightDigits = /^\d{8}$/
const nineDigits = /^\d{9}$/
const tenDigits = /^\d{10}$/
const elevenDigits = /^\d{11}$/

/** By prefix: how the rest looks, and whether its check sum holds. */
const forms: Readonly<Record<string, Form>> = {
  AT: { shape: /^U\d{8}$/, holds: (body) => (96 - luhnSum(body.slice(1, 8), 1)) % 10 === last(body) },
  BE: { shape: /^[01]\d{9}$/, holds: (body) => 97 - (Number(body.slice(0, 8)) % 97) === Number(body.slice(8)) },
  BG: { shape: /^\d{9,10}$/, holds: (body) => body.length === 10 || bulgarian(body) },
  CY: { shape: /^\d{8}[A-Z]$/, holds: cypriot },
  CZ: { shape: /^\d{8,10}$/, holds: (body) => body.length > 8 || czech(body) },
  DE: { shape: nineDigits, holds: elevenTen },
  DK: { shape: eightDigits, holds: (body) => weigh(body, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 },
  EE: { shape: nineDigits, holds: (body) => complement(weigh(body, [3, 7, 1, 3, 7, 1, 3, 7]), 10) === last(body) },
  EL: { shape: nineDigits, holds: (body) => (weigh(body, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === last(body) },
  ES: { shape: /^[A-Z\d]\d{7}[A-Z\d]$/, holds: (body) => /[A-Z]/.test(body) },
  FI: { shape: eightDigits, holds: (body) => complement(weigh(body, [7, 9, 10, 5, 8, 4, 2]), 11) === last(body) },
  FR: { shape: /^[A-HJ-NP-Z\d]{2}\d{9}$/, holds: french },
  HR: { shape: elevenDigits, holds: elevenTen },
  HU: { shape: eightDigits, holds: (body) => complement(weigh(body, [9, 7, 3, 1, 9, 7, 3]), 10) === last(body) },
  IE: { shape: /^\d{7}[A-W][A-IW]?$|^\d[A-Z+*]\d{5}[A-W]$/, holds: irish },
  IT: { shape: elevenDigits, holds: luhn },
  LT: { shape: /^(\d{9}|\d{12})$/, holds: lithuanian },
  LU: { shape: eightDigits, holds: (body) => Number(body.slice(0, 6)) % 89 === Number(body.slice(6)) },
  LV: { shape: elevenDigits, holds: latvian },
  MT: { shape: eightDigits, holds: (body) => 37 - (weigh(body, [3, 4, 6, 7, 8, 9]) % 37) === Number(body.slice(6)) },
  NL: { shape: /^\d{9}B\d{2}$/, holds: dutch },
  PL: { shape: tenDigits, holds: (body) => weigh(body, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === last(body) },
  PT: {
    shape: nineDigits,
    holds: (body) => atMostNine(11 - (weigh(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) === last(body),
  },
  RO: { shape: /^\d{2,10}$/, holds: romanian },
  SE: { shape: /^\d{10}(0[1-9]|[1-8]\d|9[0-4])$/, holds: (body) => luhn(body.slice(0, 10)) },
  SI: { shape: /^[1-9]\d{7}$/, holds: (body) => (11 - (weigh(body, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === last(body) },
  SK: { shape: tenDigits, holds: (body) => Number(body) % 11 === 0 },
}

const last = (body: string): number => Number(body.at(-1))
const digitsOf = (body: string): number[] => [...body].map(Number)
const atMostNine = (check: number): number => (check > 9 ? 0 : check)
/** What is missing to the next multiple; 0 where nothing is. */
const complement = (sum: number, of: number): number => (of - (sum % of)) % of

/** The first digits, each times its weight. */
function weigh(body: string, weights: readonly number[]): number {
  const digits = digitsOf(body)
  return weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0)
}

/** Every second digit doubled, its own digits added up; `from` is the place of the first that is. */
function luhnSum(body: string, from: 0 | 1): number {
  return digitsOf(body).reduce((sum, digit, at) => {
    const value = at % 2 === from ? digit * 2 : digit
    return sum + (value > 9 ? value - 9 : value)
  }, 0)
}

function luhn(body: string): boolean {
  return luhnSum(body, body.length % 2 === 0 ? 0 : 1) % 10 === 0
}

/** ISO 7064, modulus 11,10. */
function elevenTen(body: string): boolean {
  const product = digitsOf(body.slice(0, -1)).reduce((before, digit) => {
    const sum = (digit + before) % 10
    return ((sum === 0 ? 10 : sum) * 2) % 11
  }, 10)
  return (11 - product) % 10 === last(body)
}

function bulgarian(body: string): boolean {
  const check = weigh(body, [1, 2, 3, 4, 5, 6, 7, 8]) % 11
  return (check === 10 ? (weigh(body, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10 : check) === last(body)
}

function cypriot(body: string): boolean {
  const turned = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
  const sum = digitsOf(body.slice(0, 8)).reduce((all, digit, at) => all + (at % 2 ? digit : (turned[digit] ?? 0)), 0)
  return String.fromCharCode(65 + (sum % 26)) === body.at(-1)
}

function czech(body: string): boolean {
  return (11 - (weigh(body, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === last(body)
}

function french(body: string): boolean {
  const key = body.slice(0, 2)
  if (!/^\d\d$/.test(key)) return true
  return (12 + 3 * (Number(body.slice(2)) % 97)) % 97 === Number(key)
}

function irish(body: string): boolean {
  if (!/^\d{7}/.test(body)) return true
  const second = body[8] === undefined || body[8] === 'W' ? 0 : body.charCodeAt(8) - 64
  const check = (weigh(body, [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23
  return (check === 0 ? 'W' : String.fromCharCode(64 + check)) === body[7]
}

function lithuanian(body: string): boolean {
  const length = body.length - 1
  const weights = (from: number) => Array.from({ length }, (_, at) => ((at + from - 1) % 9) + 1)
  const check = weigh(body, weights(1)) % 11
  return (check === 10 ? (weigh(body, weights(3)) % 11) % 10 : check) === last(body)
}

/** Companies; people have numbers that begin with 0 to 3 and their day of birth. */
function latvian(body: string): boolean {
  if (Number(body[0]) < 4) return true
  const check = 3 - (weigh(body, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6]) % 11)
  return (check < -1 ? check + 11 : check) === last(body)
}

/** Those of companies by their own sum; those of people since 2020 by that of account numbers. */
function dutch(body: string): boolean {
  if (weigh(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === Number(body[8])) return true
  const asNumber = [...`NL${body}`].map((sign) => (/\d/.test(sign) ? sign : String(sign.charCodeAt(0) - 55))).join('')
  return BigInt(asNumber) % 97n === 1n
}

function romanian(body: string): boolean {
  const padded = body.padStart(10, '0')
  return ((weigh(padded, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === last(padded)
}
