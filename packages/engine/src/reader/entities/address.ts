import type { SlotValue } from '@parley/contracts'
import type { CompiledLanguage } from '../words/compiled-language.ts'

const ukCode = /\b([A-Z]{1,2}\d[A-Z\d]?)\s?(\d[A-Z]{2})\b/iu
const numericCode =
  /(?<![\p{L}\p{N}/])(?:(?:SE|FI|FIN|IS|HU|DK|NO|EE|H|S|N)[-\s]{1,2})?(\d{3}\s\d{2}|\d{5}|\d{4}|\d{3})(?![\p{N}/])/giu
const countries = [
  'SE',
  'FI',
  'IS',
  'HU',
  'GB',
  'NO',
  'DK',
  'EE',
  'DE',
  'AT',
  'NL',
  'IE',
  'FR',
  'PL',
  'LV',
  'LT',
  'FO',
  'AX',
  'US',
]

interface Code {
  written: string
  value: string
  at: number
}

/** Takes a postal address apart as the Nordic countries, Hungary and Britain write it; null where no postal code and street can be told. */
export function parseAddress(text: string, language: CompiledLanguage): Record<string, SlotValue> | null {
  const country = countryIn(text, language)
  const rest = country ? text.slice(0, country.at) + text.slice(country.at + country.written.length) : text
  const code = ukCodeIn(rest) ?? numericCodeIn(rest)
  if (!code) return null
  const after = tidy(rest.slice(code.at + code.written.length).split(/[,\n;]/)[0] ?? '')
  const behind = rest
    .slice(code.at + code.written.length)
    .split(/[,\n;]/)
    .slice(1)
    .map(tidy)
  const before = rest
    .slice(0, code.at)
    .split(/[,\n;]/)
    .map(tidy)
    .filter(Boolean)
  const parts = [...before, ...behind].filter(Boolean)
  const city = after !== '' && !/\d/.test(after) ? after : cityBefore(parts)
  const lines = parts.filter((part) => part !== city)
  if (after !== '' && after !== city) lines.push(after)
  const street = lines.find((line) => /\d/.test(line) && /\p{L}/u.test(line)) ?? lines[0]
  if (!street || !city) return null
  const others = lines.filter((line) => line !== street)
  return {
    line1: street,
    ...(others.length > 0 ? { line2: others.join(', ') } : {}),
    postalCode: code.value,
    city,
    ...(country ? { country: country.code } : {}),
  }
}

/** Without a word after the code the town stands before it: "Leeds LS1 4DY", "Budapest, Nádor utca 7, 1051". */
function cityBefore(parts: string[]): string {
  const bare = parts.findLast((part) => !/\d/.test(part))
  if (bare !== undefined) return bare
  const last = parts.at(-1) ?? ''
  const words = last.split(/\s+/)
  const tail = words.at(-1) ?? ''
  if (words.length < 3 || /\d/.test(tail)) return ''
  parts[parts.length - 1] = words.slice(0, -1).join(' ')
  return tail
}

function ukCodeIn(text: string): Code | null {
  const match = ukCode.exec(text)
  return match && { written: match[0], value: `${match[1]} ${match[2]}`.toUpperCase(), at: match.index }
}

/** The last number that is followed by a word, or that stands alone between commas; longer ones are likelier codes than house numbers. */
function numericCodeIn(text: string): Code | null {
  const found = [...text.matchAll(numericCode)].map((match) => ({
    written: match[0],
    value: (match[1] ?? '').replace(/^(\d{3})\s?(\d{2})$/, '$1 $2'),
    at: match.index,
  }))
  const likely = found.filter(({ at, written }) => {
    const next = text.slice(at + written.length)
    const alone = /(?:^|[,\n;])\s*$/.test(text.slice(0, at)) || written.replace(/\D/g, '').length >= 4
    return alone && (/^\s+\p{L}{2}/u.test(next) || /^\s*(?:[,\n;]|$)/.test(next))
  })
  likely.sort((left, right) => right.value.length - left.value.length || right.at - left.at)
  const best = likely[0]
  // Five digits are written apart in Sweden and together in Finland: both are kept as written.
  return best ? { ...best, value: best.written.replace(/^\p{L}+[-\s]+/u, '').trim() } : null
}

/** A country by its name in the language spoken or in its own. */
export function countryIn(
  text: string,
  language: CompiledLanguage,
): { code: string; written: string; at: number } | null {
  const names = new Intl.DisplayNames([language.definition.locale, 'en'], { type: 'region' })
  const english = new Intl.DisplayNames(['en'], { type: 'region' })
  const lower = text.toLowerCase()
  for (const code of countries) {
    for (const name of [names.of(code), english.of(code), code === 'GB' ? 'UK' : undefined]) {
      if (!name) continue
      const at = lower.lastIndexOf(name.toLowerCase())
      const whole =
        at >= 0 && !/[\p{L}\p{N}]/u.test(lower[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(lower[at + name.length] ?? ' ')
      if (whole) return { code, written: text.slice(at, at + name.length), at }
    }
  }
  return null
}

const tidy = (part: string): string => part.replace(/\s+/g, ' ').replace(/^[\s,.-]+|[\s,-]+$/g, '')
