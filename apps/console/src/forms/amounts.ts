import { decimalsOf } from '@parley/contracts'

/** "1 290,50" in SEK → 129050; null for nothing, undefined for what is no amount. */
export function readAmount(text: string, currency: string): number | null | undefined {
  const bare = text.replaceAll(/\s/g, '').replace(',', '.')
  if (bare === '') return null
  const decimals = decimalsOf(currency)
  const parts = /^(\d{1,12})(?:\.(\d+))?$/.exec(bare)
  const after = parts?.[2] ?? ''
  if (!parts || after.length > decimals) return undefined
  return Number(`${parts[1]}${after.padEnd(decimals, '0')}`)
}

/** 129050 in SEK → "1290.50"; nothing for null. */
export function writeAmount(amount: number | null, currency: string): string {
  if (amount === null) return ''
  const decimals = decimalsOf(currency)
  const value = amount / 10 ** decimals
  return Number.isInteger(value) ? String(value) : value.toFixed(decimals)
}
