import { address, type SlotValue } from '@parley/contracts'
import { textOf } from './flow-values.ts'

export interface AddressParts {
  line1?: string
  postalCode?: string
  city?: string
  country?: string
}

/** `123 45`, `00100`, `101`, `1052`, with or without a country's letters before it. */
const numericCode = String.raw`(?:[A-Z]{1,2}[- ])?(\d{3}\s?\d{2}|\d{3,5})`
const britishCode = String.raw`([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})`
const city = String.raw`(\p{L}[\p{L} .'-]*)`

const codeThenCity = new RegExp(`^${numericCode}\\s+${city}$`, 'u')
const inOneLine = new RegExp(`^(.*\\p{L}.*?\\d+\\s?\\p{L}?)[\\s,]+${numericCode}\\s+${city}$`, 'u')
const cityThenBritish = new RegExp(`^(?:${city}[\\s,]+)?${britishCode}$`, 'iu')

/**
 * An address as people write it in the Nordic countries, Hungary and Britain:
 * `Storgatan 1, 123 45 Stockholm` · `1052 Budapest, Váci utca 10.` · `10 Downing Street, London SW1A 2AA`.
 */
export function readAddress(value: SlotValue): AddressParts {
  const given = address.partial().safeParse(value)
  if (given.success && Object.keys(given.data).length > 0) return defined(given.data)
  const text = textOf(value)
  const parts = text
    .split(/[,\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  for (const [index, part] of parts.entries()) {
    const found = codeThenCity.exec(part)
    if (found === null) continue
    // Hungary writes town before street, the others after it.
    const street = index === 0 ? parts.slice(1) : parts.slice(0, index)
    return defined({ line1: street.join(', '), postalCode: found[1], city: found[2] })
  }
  return british(parts) ?? oneLine(text)
}

function british(parts: string[]): AddressParts | null {
  const index = parts.findIndex((part) => cityThenBritish.test(part))
  const found = index < 0 ? null : cityThenBritish.exec(parts[index] ?? '')
  if (found === null) return null
  const town = found[1] ?? parts[index - 1]
  const street = parts.slice(0, found[1] === undefined ? index - 1 : index)
  return defined({ line1: street.join(', '), postalCode: found[2]?.toUpperCase(), city: town })
}

function oneLine(text: string): AddressParts {
  const found = inOneLine.exec(text)
  if (found !== null) return defined({ line1: found[1], postalCode: found[2], city: found[3] })
  return /\p{L}/u.test(text) ? { line1: text } : {}
}

function defined(parts: { [K in keyof AddressParts]?: string | undefined }): AddressParts {
  const kept: AddressParts = {}
  for (const name of ['line1', 'postalCode', 'city', 'country'] as const) {
    const value = parts[name]?.trim()
    if (value !== undefined && value !== '') kept[name] = value
  }
  return kept
}
