import { z } from 'zod'

/** Decimals in which an amount is stored, by ISO 4217; two where a currency is not listed. */
const storedDecimals: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** Decimals that people see, where they differ from the stored ones: fillér have been out of use since 1999. */
const shownDecimals: Readonly<Record<string, number>> = { HUF: 0 }

export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "SEK"')
export type Currency = z.infer<typeof currency>

/** An amount in minor units: `{ amount: 4990, currency: 'EUR' }` is 49.90 euro, `{ amount: 4990, currency: 'ISK' }` 4,990 krónur. */
export const money = z.object({ amount: z.int(), currency })
export type Money = z.infer<typeof money>

export const decimalsOf = (code: Currency): number => storedDecimals[code] ?? 2
export const shownDecimalsOf = (code: Currency): number => shownDecimals[code] ?? decimalsOf(code)

/** Minor units in one whole unit: 100 for EUR, 1 for ISK. */
export const minorUnits = (code: Currency): number => 10 ** decimalsOf(code)
/** The smallest step that people see, in minor units: 100 fillér for HUF, 1 for most. What the shop takes off is rounded to it. */
export const shownUnit = (code: Currency): number => 10 ** (decimalsOf(code) - shownDecimalsOf(code))
